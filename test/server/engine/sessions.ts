/** Input documents that differ in whatever a login policy looks at; as the patterns of `examples/` know them. */
const LOGINS = [
  'alice',
  'mallory@example.com',
  'bob@EXAMPLE.com',
  'ci-cd-production',
  'terraform-prod',
  'staging-deploy',
  'api::01K422XK606Y7W2KRBM91DVYBG',
  'api::01KERKG400YNMKP6CGQS9AP64R',
  'api::01KFCZT4R0H2D8J2EK59602HRN',
  'api::01K44Q32K0F295P50AK47W4W4P',
];
const TEAMS = [[], ['DevOps'], ['Engineering', 'Security'], ['platform', 'DevOps', 'ÄÖ 🚀']];
const ADDRESSES = ['10.20.0.1', '203.0.113.127', '203.0.113.128', '2001:db8:50::1', '::ffff:10.20.0.1'];
/** The edges of hours and days, in UTC and in Berlin, summer time's beginning among them. */
const INSTANTS = [
  '1772523000000000000',
  '1772816399999999999',
  '1772816400000000000',
  '1774746000000000000',
  '1774749599999999999',
  '1767225599999999999',
];

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
}

/** Sixty sessions: every login with every instant, the rest in turns. */
export const SESSIONS: string[] = LOGINS.flatMap((login, i) =>
  INSTANTS.map((instant, j) => {
    const session = {
      login,
      name: login.toUpperCase(),
      teams: at(TEAMS, i + j),
      member: (i + j) % 3 !== 0,
      admin: false,
      machine: false,
      creator_ip: at(ADDRESSES, i),
    };
    const spaces = ['root', 'production-01JK5GKEM09MTEXGFXG694BX2X'].map((id) => ({ id, name: id, labels: [] }));
    const others = JSON.stringify({ session, spaces, roles: [] }).slice(1);
    return `{"request":{"remote_ip":"${at(ADDRESSES, i + 2 * j)}","timestamp_ns":${instant}},${others}`;
  }),
);
