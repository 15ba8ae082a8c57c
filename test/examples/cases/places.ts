import { keyAsId, person, type Pattern, type PatternCase } from '../patternCase.ts';

const OUTSIDE = {
  level: 'allow',
  teams: ['DevOps'],
  roles: { production: ['space-reader'] },
} as const satisfies Partial<PatternCase>;
const INSIDE = {
  level: 'allow',
  teams: ['DevOps'],
  roles: { production: ['secure-deployer', 'space-reader'] },
} as const satisfies Partial<PatternCase>;

/** First and last address of each network, and their neighbours. */
const EDGES: { inside: [first: string, last: string]; outside: [before: string, after: string] }[] = [
  { inside: ['10.20.0.0', '10.20.255.255'], outside: ['10.19.255.255', '10.21.0.0'] },
  { inside: ['203.0.113.64', '203.0.113.127'], outside: ['203.0.113.63', '203.0.113.128'] },
  {
    inside: ['2001:db8:50::', '2001:db8:50:ffff:ffff:ffff:ffff:ffff'],
    outside: ['2001:db8:4f:ffff:ffff:ffff:ffff:ffff', '2001:db8:51::'],
  },
];

const from = (ip: string): PatternCase['session'] => ({ ...keyAsId('production-deploy'), ip });

export const networks: Pattern = {
  name: 'networks',
  cases: [
    ...EDGES.flatMap(({ inside, outside }): PatternCase[] => [
      { what: `the last address before: ${outside[0]}`, session: from(outside[0]), ...OUTSIDE },
      { what: `the first inside: ${inside[0]}`, session: from(inside[0]), ...INSIDE },
      { what: `the last inside: ${inside[1]}`, session: from(inside[1]), ...INSIDE },
      { what: `the first after: ${outside[1]}`, session: from(outside[1]), ...OUTSIDE },
    ]),
    {
      what: 'what is held where, from inside',
      session: from('10.20.30.40'),
      ...INSIDE,
      access: {
        root: ['read < production'],
        production: ['secure-deployer', 'space-reader'],
        eu: ['secure-deployer < production', 'space-reader < production'],
        us: ['secure-deployer < production', 'space-reader < production'],
      },
    },
    { what: 'an IPv4 address mapped into IPv6', session: from('::ffff:10.20.0.1'), ...INSIDE, notices: ['undocumented'] },
    { what: 'IPv6 written out, in upper case', session: from('2001:0DB8:0050:0000:0000:0000:0000:0001'), ...INSIDE },
    { what: 'IPv6 that looks like one of the IPv4 addresses', session: from('::10.20.0.1'), ...OUTSIDE },
    { what: 'nowhere', session: from('0.0.0.0'), ...OUTSIDE },
    { what: 'nowhere by IPv6', session: from('::'), ...OUTSIDE },
    { what: 'another key, from inside', session: keyAsId('ci-cd-production'), level: 'deny', teams: ['DevOps'] },
  ],
};

export const rolesOverSpaces: Pattern = {
  name: 'roles-over-spaces',
  cases: [
    {
      what: 'a fixed set of spaces',
      session: person('dana@example.com', 'Platform'),
      teams: ['Platform'],
      level: 'allow',
      roles: { production: ['run-reviewer'], staging: ['run-reviewer'], applications: ['run-reviewer'] },
      access: {
        root: ['read < production'],
        production: ['run-reviewer'],
        eu: ['run-reviewer < production'],
        us: ['run-reviewer < production'],
        staging: ['run-reviewer'],
        applications: ['run-reviewer'],
      },
    },
    {
      what: 'every space with a label',
      session: person('dana@example.com', 'DevOps'),
      teams: ['DevOps'],
      level: 'allow',
      roles: { production: ['deployer'], eu: ['deployer'], us: ['deployer'] },
    },
    {
      what: 'both: several roles in one space',
      session: person('dana@example.com', 'DevOps', 'Platform'),
      teams: ['DevOps', 'Platform'],
      level: 'allow',
      roles: {
        production: ['deployer', 'run-reviewer'],
        eu: ['deployer'],
        us: ['deployer'],
        staging: ['run-reviewer'],
        applications: ['run-reviewer'],
      },
    },
    {
      what: 'a key, by its groups',
      session: keyAsId('terraform-automation'),
      teams: ['Platform'],
      level: 'allow',
      roles: { production: ['run-reviewer'], staging: ['run-reviewer'], applications: ['run-reviewer'] },
    },
    { what: 'another case', session: person('dana@example.com', 'platform'), teams: ['platform'], level: 'deny' },
    { what: 'no team', session: person('dana@example.com'), level: 'deny' },
    {
      what: 'an account with one space, by a whole input document',
      session: { input: inputWithSpaces({ id: 'eu-01JK5GWKK0KTGNKQ339ZMJKFEB', labels: ['env:production'] }) },
      teams: ['DevOps'],
      level: 'allow',
      roles: { eu: ['deployer'] },
    },
    {
      what: 'labels that are almost it',
      session: { input: inputWithSpaces({ id: 'eu-01JK5GWKK0KTGNKQ339ZMJKFEB', labels: ['env:Production', 'production'] }) },
      teams: ['DevOps'],
      level: 'allow',
    },
  ],
};

function inputWithSpaces(...spaces: { id: string; labels: string[] }[]): string {
  const session = { login: 'dana@example.com', teams: ['DevOps'], member: true };
  return JSON.stringify({ request: { remote_ip: '10.20.0.1', timestamp_ns: 0 }, session, spaces });
}
