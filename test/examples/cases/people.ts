import { keyAsId, person, type Pattern, type PatternCase } from '../patternCase.ts';

const OUTSIDE = '198.51.100.7';

/** Somebody of these teams, from the company's network. */
function member(...teams: string[]): Pick<PatternCase, 'session' | 'teams'> {
  return { session: person('dana@example.com', ...teams), teams };
}

/** The same from elsewhere. */
function memberOutside(...teams: string[]): Pick<PatternCase, 'session' | 'teams'> {
  return { session: { ...person('dana@example.com', ...teams), ip: OUTSIDE }, teams };
}

export const teams: Pattern = {
  name: 'teams',
  cases: [
    { what: 'DevOps', ...member('DevOps'), level: 'allow', roles: { production: ['deployer'] } },
    {
      what: 'a team with a blank in its name',
      ...member('Data Engineering'),
      level: 'allow',
      roles: { sandbox: ['space-writer'] },
      access: {
        root: ['read < sandbox'],
        development: ['read < sandbox'],
        sandbox: ['space-writer'],
      },
    },
    {
      what: 'several teams, and one that the policy does not know',
      ...member('Security', 'DevOps', 'On-Call', 'Data Engineering'),
      level: 'allow',
      roles: { production: ['deployer', 'incident-responder'], sandbox: ['space-writer'] },
    },
    {
      what: 'a key, by its groups',
      session: keyAsId('ci-cd-production'),
      teams: ['DevOps'],
      level: 'allow',
      roles: { production: ['deployer'] },
    },
    {
      what: 'a key, other groups given in place of its own',
      session: { ...keyAsId('ci-cd-production'), teams: ['On-Call'] },
      teams: ['On-Call'],
      level: 'allow',
      roles: { production: ['incident-responder'] },
    },
    { what: 'a key without groups', session: keyAsId('backup-service'), level: 'deny' },
    { what: 'nobody’s team', ...member('Developers'), level: 'deny' },
    { what: 'no team', ...member(), level: 'deny' },
    { what: 'another case', ...member('devops', 'DEVOPS', 'on-call'), level: 'deny' },
    { what: 'a blank behind it', ...member('DevOps '), level: 'deny' },
    { what: 'a longer name', ...member('DevOps EU'), level: 'deny' },
    { what: 'both names in one', ...member('DevOps,On-Call'), level: 'deny' },
  ],
};

export const deny: Pattern = {
  name: 'deny',
  cases: [
    { what: 'a member', ...memberOutside('DevOps'), level: 'allow' },
    { what: 'nobody’s member', session: { ...person('eve@example.net'), member: false }, level: 'deny' },
    { what: 'an admin', ...memberOutside('Security'), level: 'admin' },
    { what: 'a blocked person', session: person('mallory@example.com'), level: 'deny' },
    { what: 'a blocked admin', session: person('mallory@example.com', 'Security'), teams: ['Security'], level: 'deny' },
    { what: 'a blocked login in another case', session: person('Mallory@example.com'), level: 'allow' },
    { what: 'a blocked key', session: keyAsId('jenkins-deploy'), teams: ['DevOps'], level: 'deny' },
    {
      what: 'a key blocked by its id, its name being its login',
      session: { key: 'jenkins-deploy', loginAs: 'name' },
      teams: ['DevOps'],
      level: 'allow',
    },
    { what: 'a contractor, from the network', ...member('Contractors'), level: 'allow' },
    { what: 'a contractor, from elsewhere', ...memberOutside('Contractors'), level: 'deny' },
    { what: 'a contractor who is admin, from elsewhere', ...memberOutside('Contractors', 'Security'), level: 'deny' },
    { what: 'a contractor in another case, from elsewhere', ...memberOutside('contractors'), level: 'allow' },
    ...weekends(),
  ],
};

/** Of a contractor in Berlin, winter time: the weekend begins and ends at 23:00 UTC. */
function weekends(): PatternCase[] {
  const at = (instant: string): PatternCase['session'] => ({ ...member('Contractors').session, at: instant });
  const contractor = { teams: ['Contractors'] };
  return [
    { what: 'the last nanosecond of Friday', session: at('2026-03-06T22:59:59.999999999Z'), ...contractor, level: 'allow' },
    { what: 'the first of Saturday', session: at('2026-03-06T23:00:00Z'), ...contractor, level: 'deny' },
    { what: 'the last of Sunday', session: at('2026-03-08T22:59:59.999999999Z'), ...contractor, level: 'deny' },
    { what: 'the first of Monday', session: at('2026-03-08T23:00:00Z'), ...contractor, level: 'allow' },
    { what: 'somebody else on Saturday', session: { ...person('dana@example.com'), at: '2026-03-07T12:00:00Z' }, level: 'allow' },
  ];
}

export const teamRewriting: Pattern = {
  name: 'team-rewriting',
  cases: [
    { what: 'one team more', session: member('On-Call').session, teams: ['Approvers', 'On-Call'], level: 'allow' },
    {
      what: 'once, for two reasons',
      session: member('Security', 'On-Call', 'DevOps').session,
      teams: ['Approvers', 'DevOps', 'On-Call', 'Security'],
      level: 'allow',
    },
    { what: 'nothing but the originals', ...member('DevOps', 'Platform'), level: 'allow' },
    { what: 'another case is another team', ...member('on-call'), level: 'allow' },
    { what: 'who has the new team already', ...member('Approvers'), level: 'allow' },
    { what: 'no teams', ...member(), level: 'allow' },
    { what: 'a key', session: keyAsId('monitoring-agent'), teams: ['Approvers', 'Security'], level: 'allow' },
    {
      what: 'also where the login is denied',
      session: { ...person('eve@example.net', 'On-Call'), member: false },
      teams: ['Approvers', 'On-Call'],
      level: 'deny',
    },
  ],
};

const EVERY_SPACE = [
  'legacy', 'production', 'eu', 'us', 'staging', 'development', 'sandbox',
  'monitoring', 'platform', 'kubernetes', 'networking', 'applications',
]; // prettier-ignore

export const admin: Pattern = {
  name: 'admin',
  cases: [
    {
      what: 'an admin: everything',
      ...member('Platform'),
      level: 'admin',
      access: {
        root: ['space-admin'],
        ...Object.fromEntries(EVERY_SPACE.map((space) => [space, ['space-admin < root']])),
      },
    },
    { what: 'a member: nothing beyond getting in', ...member('DevOps'), level: 'allow', access: {} },
    { what: 'an admin from elsewhere', ...memberOutside('Platform'), level: 'allow' },
    { what: 'an admin from the last address', session: { ...member('Platform').session, ip: '10.20.255.255' }, teams: ['Platform'], level: 'admin' },
    { what: 'an admin from the first address outside', session: { ...member('Platform').session, ip: '10.21.0.0' }, teams: ['Platform'], level: 'allow' },
    { what: 'an admin by IPv6', session: { ...member('Platform').session, ip: '2001:db8::1' }, teams: ['Platform'], level: 'allow' },
    { what: 'a contractor', ...member('Platform', 'Contractors'), level: 'allow' },
    { what: 'another case', ...member('platform'), level: 'allow' },
    { what: 'a key, by its groups', session: keyAsId('terraform-automation'), teams: ['Platform'], level: 'admin' },
    {
      what: 'an admin who is no member: `admin` needs no `allow`',
      session: { ...member('Platform').session, member: false },
      teams: ['Platform'],
      level: 'admin',
    },
    {
      what: 'an admin who is no member, from elsewhere: not documented',
      session: { ...memberOutside('Platform').session, member: false },
      teams: ['Platform'],
      level: 'deny',
      notices: ['undocumented'],
    },
    { what: 'nobody', session: { ...person('eve@example.net'), member: false }, level: 'deny' },
    {
      what: 'the key that is admin whatever the policy says',
      session: keyAsId('break-glass'),
      level: 'admin',
      notices: ['bypass'],
    },
  ],
};

export const deprecatedSpaceRules: Pattern = {
  name: 'deprecated-space-rules',
  cases: [
    {
      what: 'who manages a space',
      ...member('Platform'),
      level: 'allow',
      space_admin: ['platform'],
      space_read: ['development'],
      access: {
        root: ['read < development'],
        platform: ['space-admin'],
        kubernetes: ['space-admin < platform'],
        networking: ['space-admin < platform'],
        development: ['space-reader'],
        sandbox: ['space-reader < development'],
      },
    },
    {
      what: 'who changes a space',
      ...member('Developers'),
      level: 'allow',
      space_write: ['applications'],
      space_read: ['development'],
    },
    {
      what: 'both',
      ...member('Platform', 'Developers'),
      level: 'allow',
      space_admin: ['platform'],
      space_write: ['applications'],
      space_read: ['development'],
    },
    { what: 'another case', ...member('platform', 'developers'), level: 'allow', space_read: ['development'] },
    {
      what: 'nobody’s member with a team',
      session: { ...person('eve@example.net', 'Platform'), member: false },
      teams: ['Platform'],
      level: 'deny',
      space_admin: ['platform'],
      access: {},
      notices: ['rolesWithoutEntry'],
    },
  ],
};

const READER = { level: 'allow', roles: { development: ['space-reader'] } } as const satisfies Partial<PatternCase>;

export const emailDomain: Pattern = {
  name: 'email-domain',
  cases: [
    { what: 'the domain', session: person('ada@example.com'), ...READER },
    { what: 'the other domain', session: person('ada@example.org'), ...READER },
    { what: 'upper and lower case', session: person('Ada.Lovelace@Example.COM'), ...READER },
    { what: 'a plus in it', session: person('ada+test@example.com'), ...READER },
    ...Object.entries({
      'a longer domain that ends alike': 'eve@not-example.com',
      'a domain below it': 'eve@mail.example.com',
      'a domain above it': 'eve@com',
      'the domain as the beginning of another': 'eve@example.com.example.net',
      'the domain in the name': 'example.com@example.net',
      'no @': 'example.com',
      'nothing before the @': '@example.com',
      'two @': 'eve@example.net@example.com',
      'a blank behind it': 'eve@example.com ',
      'a point behind it': 'eve@example.com.',
      'a user name': 'ada',
    }).map(([what, login]): PatternCase => ({ what, session: person(login), level: 'deny' })),
    { what: 'a key', session: keyAsId('backup-service'), level: 'deny' },
  ],
};
