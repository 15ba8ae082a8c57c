import { keyAsId, keyAsName, person, type PatternCase } from '../patternCase.ts';

type Who = Pick<PatternCase, 'session' | 'teams'>;

function employee(...teams: string[]): Who {
  return { session: person('ada@example.com', ...teams), teams };
}

/** A key without groups, or one whose groups the policy doesn't ask for. */
function key(name: string, ...teams: string[]): Who {
  return { session: keyAsId(name), teams };
}

function from(ip: string, who: Who): Who {
  return { ...who, session: { ...who.session, ip } };
}

function at(instant: string, who: Who): Who {
  return { ...who, session: { ...who.session, at: instant } };
}

const OUTSIDE = '198.51.100.7';
/** The last address of a network of the company, and the one after it. */
const [LAST_INSIDE, FIRST_OUTSIDE] = ['192.168.100.255', '192.168.101.0'];

const REFUSED = { level: 'deny', sample: true } as const;

/** Of `examples/login.rego`. */
export const LOGIN_CASES: PatternCase[] = [
  { what: 'an employee of no team', ...employee(), level: 'allow', access: {} },
  { what: 'DevOps', ...employee('DevOps'), level: 'allow', roles: { production: ['deployer'], staging: ['deployer'] } },
  {
    what: 'several teams',
    ...employee('Data Engineering', 'Developers'),
    level: 'allow',
    roles: {
      development: ['space-writer'],
      applications: ['deployer', 'run-reviewer'],
      sandbox: ['space-writer'],
    },
    access: {
      root: ['read < development'],
      development: ['space-writer'],
      sandbox: ['space-writer', 'space-writer < development'],
      applications: ['deployer', 'run-reviewer'],
    },
  },
  { what: 'somebody else', session: person('eve@example.net', 'DevOps'), teams: ['DevOps'], ...REFUSED },
  { what: 'who has left', session: { ...person('ada@example.com', 'DevOps'), member: false }, teams: ['DevOps'], ...REFUSED },
  { what: 'a domain that ends alike', session: person('eve@not-example.com'), ...REFUSED },

  { what: 'Platform', ...employee('Platform'), level: 'admin' },
  { what: 'Platform from the last address', ...from(LAST_INSIDE, employee('Platform')), level: 'admin' },
  { what: 'Platform from the first outside', ...from(FIRST_OUTSIDE, employee('Platform')), level: 'allow' },
  { what: 'Platform by IPv6', ...from('2001:db8:50::1', employee('Platform')), level: 'admin' },
  {
    what: 'a contractor in Platform',
    ...employee('Contractors', 'Platform'),
    level: 'allow',
    roles: { applications: ['plan-only'] },
  },
  {
    what: 'a contractor from elsewhere',
    ...from(OUTSIDE, employee('Contractors')),
    roles: { applications: ['plan-only'] },
    ...REFUSED,
    access: {},
    notices: ['rolesWithoutEntry'],
  },

  {
    what: 'on call: a role, and a team more',
    session: person('ada@example.com', 'On-Call'),
    teams: ['Approvers', 'On-Call'],
    level: 'allow',
    roles: { production: ['incident-responder'] },
  },
  {
    what: 'on call from elsewhere',
    session: { ...person('ada@example.com', 'On-Call'), ip: OUTSIDE },
    teams: ['Approvers', 'On-Call'],
    level: 'allow',
  },
  {
    what: 'Security',
    session: person('ada@example.com', 'Security'),
    teams: ['Approvers', 'Security'],
    level: 'allow',
    roles: { root: ['space-reader'] },
  },

  { what: 'a key', ...from(OUTSIDE, key('ci-cd-production', 'DevOps')), level: 'allow', roles: { production: ['deployer'] } },
  { what: 'a key whose groups count for people only', ...key('terraform-prod', 'DevOps', 'Platform'), ...REFUSED },
  { what: 'a key by its name', session: keyAsName('ci-cd-production'), teams: ['DevOps'], ...REFUSED },
  {
    what: 'a key of the networks',
    ...key('terraform-automation', 'Platform'),
    level: 'allow',
    roles: { platform: ['tf-provisioner'] },
  },
  { what: 'that key from elsewhere', ...from(OUTSIDE, key('terraform-automation', 'Platform')), ...REFUSED },
  {
    what: 'a key with more in the networks',
    ...key('production-deploy', 'DevOps'),
    level: 'allow',
    roles: { production: ['secure-deployer', 'space-reader'] },
  },
  {
    what: 'and less from elsewhere',
    ...from(OUTSIDE, key('production-deploy', 'DevOps')),
    level: 'allow',
    roles: { production: ['space-reader'] },
  },

  ...scheduledDeployment(),
];

/** Tuesday in Berlin, summer time: from midnight to two o’clock in UTC. */
function scheduledDeployment(): PatternCase[] {
  const roles = { production: ['window-deployer'] };
  const scheduled = key('scheduled-deployment');
  const inside = { level: 'allow', roles } as const;
  const outside = { ...REFUSED, roles, notices: ['rolesWithoutEntry'] };
  return [
    { what: 'the last nanosecond before the window', ...at('2026-07-06T23:59:59.999999999Z', scheduled), ...outside },
    { what: 'the first inside', ...at('2026-07-07T00:00:00Z', scheduled), ...inside },
    { what: 'the last inside', ...at('2026-07-07T01:59:59.999999999Z', scheduled), ...inside },
    { what: 'the first after', ...at('2026-07-07T02:00:00Z', scheduled), ...outside },
    { what: 'the hour on another day', ...at('2026-07-08T01:00:00Z', scheduled), ...outside },
  ];
}
