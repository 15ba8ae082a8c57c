/** Logins that tell the policies of the test apart. */

interface Login {
  login: string;
  teams: string[];
  member: boolean;
  ip: string;
  instant: string;
}

const LOGINS = ['ada', 'ada@example.com', 'eve@notexample.com', 'ada@example.com.evil.org', 'ada@exampleXcom', 'x'];

const TEAMS = [['Staff'], ['DevOps', 'Contractors'], []];

const ADDRESSES = ['10.0.0.1', '10.0.0.5', '10.0.200.1', '203.0.113.7', '2001:db8::1'];

/** A Monday, a Saturday, in the first week after 16 November 2026 and beyond, midnight and noon. */
const INSTANTS = [
  '2026-09-21T00:00:00Z',
  '2026-11-14T12:00:00Z',
  '2026-11-16T00:00:01Z',
  '2026-11-18T12:00:00Z',
  '2026-12-07T09:30:00Z',
  '2031-01-01T00:00:00Z',
];

const BASE: Login = { login: 'ada', teams: ['Staff'], member: true, ip: '10.0.0.5', instant: '2026-11-16T00:00:01Z' };
const OTHER: Login = { login: 'x', teams: [], member: false, ip: '203.0.113.7', instant: '2026-11-14T12:00:00Z' };
const BASES = [BASE, { ...OTHER, member: true }];

/** As JSON: around each of a few logins, one field at a time. */
export const INPUTS: readonly string[] = [
  ...new Set(
    BASES.flatMap((base) => [
      ...LOGINS.map((login) => ({ ...base, login })),
      ...TEAMS.map((teams) => ({ ...base, teams })),
      { ...base, member: !base.member },
      ...ADDRESSES.map((ip) => ({ ...base, ip })),
      ...INSTANTS.map((instant) => ({ ...base, instant })),
    ]).map(toInput),
  ),
];

function toInput({ login, teams, member, ip, instant }: Login): string {
  const session = { login, name: 'N', teams, member, admin: false, creator_ip: ip, machine: false };
  const spaces = ['root', 'legacy'].map((id) => ({ id, name: id, labels: [] }));
  const input = { request: { remote_ip: ip, timestamp_ns: 0 }, session, spaces, roles: [] };
  return JSON.stringify(input).replace('"timestamp_ns":0', `"timestamp_ns":${String(Date.parse(instant))}000000`);
}

export function withoutInstant(input: string): string {
  return input.replace(/"timestamp_ns":\d+/, '');
}
