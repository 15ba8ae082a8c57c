/** What of each part can be odd, and what becomes of it. */
import { describe, expect, it } from 'vitest';
import { AccountError } from '../../../server/src/core/account/accountError.ts';
import type { Viewer } from '../../../server/src/account/saved/viewer.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import { demoAccount } from '../core/account/demoAccount.ts';
import { toAnswer } from './demoAnswers.ts';
import type { Answers } from './fakeApi.ts';
import { AT, data, fails, readAccount, viewer } from './readAccount.ts';

function without(entry: object, field: string): object {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== field));
}

const [space, ...otherSpaces] = demoAccount.spaces.items;

type PartName = 'roles' | 'spaces' | 'apiKeys' | 'teams' | 'teamBindings' | 'loginPolicies';

interface PartCase {
  title: string;
  part: PartName;
  answers: Answers;
  viewer?: Viewer;
  state: string;
  /** How many items there are. */
  count: number;
  /** What the reason has in it; undefined: there is none. */
  reason: string | undefined;
}

const [role] = demoAccount.roles.items;
const roleless = demoAccount.roles.items.map((entry) => without(entry, 'slug'));
const keys = demoAccount.apiKeys.items.map(toAnswer);
const [keyAnswer, ...otherKeys] = keys;
const policyHead = { id: 'p', name: 'P', type: 'LOGIN', engineType: 'REGO_V1' };
const group = { groupName: 'G', accessRules: [{ space: 'root', spaceAccessLevel: 'READ' }] };

const ROLES: Omit<PartCase, 'part'>[] = [
  {
    title: 'no role at all: there are always some',
    answers: { Roles: data({ roles: [] }) },
    state: 'forbidden',
    count: 0,
    reason: 'no role is listed, not even those of Spacelift',
  },
  {
    title: 'not permitted',
    answers: { Roles: fails('forbidden') },
    state: 'forbidden',
    count: 0,
    reason: 'forbidden, in words',
  },
  { title: 'a failing server', answers: { Roles: fails('server') }, state: 'failed', count: 0, reason: 'server, in' },
  {
    title: 'a field that failed',
    answers: {
      Roles: () => ({ data: { roles: null }, failed: [{ path: 'roles', kind: 'forbidden', message: 'may not' }] }),
    },
    state: 'forbidden',
    count: 0,
    reason: 'may not',
  },
  {
    title: 'a server without the field',
    answers: { Roles: () => ({ data: {}, missing: ['Query.roles'] }) },
    state: 'failed',
    count: 0,
    reason: 'this server does not know roles',
  },
  {
    title: 'no list',
    answers: { Roles: data({ roles: 'none' }) },
    state: 'failed',
    count: 0,
    reason: 'the answer has no list of roles',
  },
  {
    title: 'a server without slugs: none is made up',
    answers: { Roles: () => ({ data: { roles: roleless }, missing: ['Role.slug'] }) },
    state: 'partial',
    count: 0,
    reason: `${roleless.length} of ${roleless.length} roles left out: not as expected (slug); this server does not know Role.slug`,
  },
  {
    title: 'one that is odd, one without actions, one twice',
    answers: {
      Roles: data({ roles: [role, { ...role, slug: 7 }, { ...role, slug: 'b', actions: null }, role, null] }),
    },
    state: 'partial',
    count: 2,
    reason:
      '2 of 5 roles left out: not as expected (slug); 1 of 5 roles without actions; 1 of 5 roles listed twice: the first counts',
  },
];

const SPACES: Omit<PartCase, 'part'>[] = [
  {
    title: 'no space at all: there is always root',
    answers: { Spaces: data({ spaces: [] }) },
    state: 'forbidden',
    count: 0,
    reason: 'not even root',
  },
  {
    title: 'no root',
    answers: { Spaces: data({ spaces: otherSpaces }) },
    state: 'partial',
    count: otherSpaces.length,
    reason: 'root is not among those that can be seen; ',
  },
  {
    title: 'a circle',
    answers: {
      Spaces: data({
        spaces: [
          space,
          { ...space, id: 'a', parentSpace: 'b' },
          { ...space, id: 'b', parentSpace: 'a' },
          { ...space, id: 'below', parentSpace: 'a' },
        ],
      }),
    },
    state: 'partial',
    count: 4,
    reason: '2 of 4 spaces in a circle: their parents are left out',
  },
  {
    title: 'a space without a parent above root',
    answers: {
      Spaces: data({
        spaces: [
          { ...space, parentSpace: 'a' },
          { ...space, id: 'a' },
        ],
      }),
    },
    state: 'partial',
    count: 2,
    reason: '1 of 2 spaces without a parent that can be seen',
  },
  {
    title: 'a server without inheritEntities',
    answers: {
      Spaces: () => ({ data: { spaces: [{ id: 'root', name: 'root' }] }, missing: ['Space.inheritEntities'] }),
    },
    state: 'partial',
    count: 1,
    reason: '1 of 1 spaces without inheritEntities; this server does not know Space.inheritEntities',
  },
];

const KEYS: Omit<PartCase, 'part'>[] = [
  {
    title: 'none, though a key asks',
    answers: { ApiKeys: data({ apiKeys: [] }) },
    state: 'forbidden',
    count: 0,
    reason: 'not even the one that asks',
  },
  {
    title: 'none, and somebody else asks who sees everything',
    answers: { ApiKeys: data({ apiKeys: [] }) },
    viewer: { kind: 'github', id: '1f2e' },
    state: 'complete',
    count: 0,
    reason: undefined,
  },
  {
    title: 'not the one that asks',
    answers: { ApiKeys: data({ apiKeys: otherKeys }) },
    state: 'partial',
    count: otherKeys.length,
    reason: 'the API key that asks is not among them',
  },
  {
    title: 'the one that asks in lower case',
    answers: {},
    viewer: { kind: 'apiKey', id: viewer.id.toLowerCase() },
    state: 'complete',
    count: keys.length,
    reason: undefined,
  },
  {
    title: 'a time that is none',
    answers: { ApiKeys: data({ apiKeys: [keyAnswer, { ...keyAnswer, id: 'x', createdAt: '2026' }] }) },
    state: 'partial',
    count: 1,
    reason: '1 of 2 API keys left out: not as expected (createdAt)',
  },
  {
    title: 'an expiry after the year 9999',
    answers: { ApiKeys: data({ apiKeys: [keyAnswer, { ...keyAnswer, id: 'x', expiresAt: 253_402_300_800 }] }) },
    state: 'partial',
    count: 1,
    reason: '(expiresAt)',
  },
  {
    title: 'a binding that is odd',
    answers: { ApiKeys: data({ apiKeys: [{ ...keyAnswer, apiKeyRoleBindings: [{ role: {} }] }] }) },
    state: 'partial',
    count: 1,
    reason: '1 of 1 API keys without apiKeyRoleBindings',
  },
  {
    title: 'a server without bindings: they are unknown, and the keys complete',
    answers: {
      ApiKeys: () => ({
        data: { apiKeys: keys.map((entry) => without(entry, 'apiKeyRoleBindings')) },
        missing: ['ApiKey.apiKeyRoleBindings'],
      }),
    },
    state: 'complete',
    count: keys.length,
    reason: undefined,
  },
  {
    title: 'no permission for a field of some',
    answers: {
      ApiKeys: () => ({
        data: { apiKeys: [{ ...keyAnswer, teams: null }] },
        failed: [{ path: 'apiKeys.0.teams', kind: 'forbidden', message: 'may not see teams' }],
      }),
    },
    state: 'partial',
    count: 1,
    reason: '1 of 1 API keys without teams; may not see teams',
  },
];

const OF_TEAMS: PartCase[] = [
  {
    part: 'teams',
    title: 'none: it may be so',
    answers: { Teams: data({ availableUserGroups: [] }) },
    state: 'complete',
    count: 0,
    reason: undefined,
  },
  {
    part: 'teams',
    title: 'one twice and one that is none',
    answers: { Teams: data({ availableUserGroups: ['A', 'A', 'B', null] }) },
    state: 'partial',
    count: 2,
    reason: '1 of 3 teams left out',
  },
  {
    part: 'teamBindings',
    title: 'a level that is not known, and a team without levels',
    answers: {
      TeamBindings: data({
        managedUserGroups: [
          group,
          { groupName: 'H', accessRules: [{ space: 'root', spaceAccessLevel: 'OWN' }] },
          { groupName: 'I', accessRules: null },
        ],
      }),
    },
    state: 'partial',
    count: 1,
    reason: '1 of 3 teams left out: not as expected (accessRules.spaceAccessLevel); 1 of 3 teams without accessRules',
  },
  {
    part: 'teamBindings',
    title: 'a level twice',
    answers: {
      TeamBindings: data({
        managedUserGroups: [{ ...group, accessRules: [...group.accessRules, ...group.accessRules] }],
      }),
    },
    state: 'partial',
    count: 1,
    reason: 'only the levels',
  },
];

const POLICIES: Omit<PartCase, 'part'>[] = [
  {
    title: 'no login policy',
    answers: { Policies: data({ policies: [{ id: 'a', name: 'A', type: 'PLAN' }] }) },
    state: 'complete',
    count: 0,
    reason: undefined,
  },
  {
    title: 'a text that can not be had',
    answers: {
      PolicyBody: ({ id }) =>
        id === 'main-login' ? new AccountError('timeout', 'too slow') : { data: { policy: { body: '' } } },
    },
    state: 'partial',
    count: demoAccount.loginPolicies.items.length - 1,
    reason: 'the text of 1 of 2 could not be had: too slow',
  },
  {
    title: 'no text that can be had',
    answers: { PolicyBody: fails('forbidden') },
    state: 'forbidden',
    count: 0,
    reason: 'forbidden, in words',
  },
  {
    title: 'one that is deleted meanwhile',
    answers: { PolicyBody: ({ id }) => ({ data: { policy: id === 'main-login' ? null : { body: '' } } }) },
    state: 'complete',
    count: demoAccount.loginPolicies.items.length - 1,
    reason: undefined,
  },
  {
    title: 'an engine that is not known',
    answers: {
      Policies: data({ policies: [policyHead, { ...policyHead, id: 'q', engineType: 'REGO_V2' }] }),
      PolicyBody: data({ policy: { body: '' } }),
    },
    state: 'partial',
    count: 1,
    reason: '1 of 2 login policies left out: not as expected (engineType)',
  },
];

const ROWS: PartCase[] = [
  ...ROLES.map((row) => ({ part: 'roles' as const, ...row })),
  ...SPACES.map((row) => ({ part: 'spaces' as const, ...row })),
  ...KEYS.map((row) => ({ part: 'apiKeys' as const, ...row })),
  ...POLICIES.map((row) => ({ part: 'loginPolicies' as const, ...row })),
  ...OF_TEAMS,
];

/** What the credential is known to see. */
interface Standing {
  title: string;
  viewer: Answers[string];
  /** In `root`. */
  accessLevel?: string;
  /** Whether lists of what one has access to are all that there is. */
  isWhole: boolean;
  areSpacesWhole: boolean;
}

const ORDINARY = data({ viewer: { id: 'ada', admin: false } });
const NOBODY = fails('server');

describe.each<Standing>([
  {
    title: 'an administrator',
    viewer: data({ viewer: { id: 'ada', admin: true } }),
    isWhole: true,
    areSpacesWhole: true,
  },
  { title: 'Admin in root', viewer: ORDINARY, accessLevel: 'ADMIN', isWhole: true, areSpacesWhole: true },
  {
    title: 'Admin in root, on an older server',
    viewer: NOBODY,
    accessLevel: 'ADMIN',
    isWhole: true,
    areSpacesWhole: true,
  },
  { title: 'Write in root', viewer: ORDINARY, accessLevel: 'WRITE', isWhole: false, areSpacesWhole: true },
  { title: 'Read in root', viewer: ORDINARY, accessLevel: 'READ', isWhole: false, areSpacesWhole: false },
  { title: 'what is not told', viewer: NOBODY, isWhole: false, areSpacesWhole: false },
  { title: 'nobody', viewer: data({ viewer: null }), isWhole: false, areSpacesWhole: false },
])('seen by $title', ({ viewer: seen, accessLevel, isWhole, areSpacesWhole }) => {
  const spaces = demoAccount.spaces.items.map((entry) => ({ ...entry, accessLevel }));
  const answers: Answers = { Viewer: seen, Spaces: data({ spaces }) };
  const MORE = 'an administrator may see more';
  const NONE = 'none listed: there is none, or no permission to see any';

  it('lists are all there is only where that is known', async () => {
    const snapshot = await readAccount({ answers, viewer: { kind: 'token', id: '1f2e' } });
    const expected = isWhole ? { state: 'complete' } : { state: 'partial', reason: MORE };
    expect(snapshot).toMatchObject({ roles: expected, apiKeys: expected, loginPolicies: expected });
    expect(snapshot.spaces.state).toBe(areSpacesWhole ? 'complete' : 'partial');
    expect(snapshot.spaces.reason).toBe(
      areSpacesWhole ? undefined : 'only spaces that this credential has access to are listed',
    );
    expect(snapshot.teams.state).toBe('complete');
  });

  it('so are lists with nothing in them', async () => {
    const empty = { ...answers, ApiKeys: data({ apiKeys: [] }), Policies: data({ policies: [] }) };
    const snapshot = await readAccount({ answers: empty, viewer: { kind: 'token', id: '1f2e' } });
    const expected = isWhole ? { state: 'complete' } : { state: 'partial', reason: NONE };
    expect(snapshot).toMatchObject({ apiKeys: expected, loginPolicies: expected });
  });
});

describe.each(ROWS)('$part: $title', (row) => {
  it(`is ${row.state}, and the others are not touched`, async () => {
    const whole = await readAccount();
    const snapshot = await readAccount({ answers: row.answers, viewer: row.viewer ?? viewer });
    const { [row.part]: part, ...others } = without(snapshot, 'missed') as AccountSnapshot;
    expect(part).toMatchObject({ state: row.state, at: AT });
    expect(part?.items).toHaveLength(row.count);
    if (row.reason === undefined) expect(part).not.toHaveProperty('reason');
    else expect(part?.reason).toContain(row.reason);
    expect(whole).toMatchObject(others);
  });
});
