/** The rows of the account's views, over the demo account and over less than it has. */
import { describe, expect, it } from 'vitest';
import { accountNodes, type AccountSurroundings } from '../../../client/src/views/accountNodes.ts';
import { contextOf, type AccountNode } from '../../../client/src/views/accountNode.ts';
import { ageOf } from '../../../client/src/views/age.ts';
import { keyNodes } from '../../../client/src/views/keyNodes.ts';
import { policyNodes, teamNodes } from '../../../client/src/views/otherNodes.ts';
import { roleNodes } from '../../../client/src/views/roleNodes.ts';
import { spaceNodes } from '../../../client/src/views/spaceNodes.ts';
import { parseSnapshot } from '../../../server/src/core/account/snapshotSchema.ts';
import { splitAction } from '../../../server/src/core/features/describe/actions.ts';
import type { AccountSnapshot, Space } from '../../../server/src/protocol/account.ts';
import type { AccountResult, LoadedAccount } from '../../../server/src/protocol/lsp.ts';
import demo from '../../../demo/account.json' with { type: 'json' };

const DEMO: AccountSnapshot = parseSnapshot(JSON.stringify(demo));
const NOW = Date.parse('2026-11-02T06:05:00Z');
const WORDS = Object.fromEntries(
  DEMO.roles.items.flatMap(({ actions }) => actions.map((action) => [action, wordsOf(action)])),
);

function wordsOf(action: string): { subject: string; verb: string } {
  const [subject, verb] = splitAction(action);
  return { subject, verb };
}

/** As a person reads them, below each other. */
function read(nodes: readonly AccountNode[], depth = 0): string[] {
  return nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${[node.label, node.description].filter(Boolean).join(' | ')}`,
    ...read(node.children?.() ?? [], depth + 1),
  ]);
}

function idsOf(nodes: readonly AccountNode[]): string[] {
  return nodes.flatMap((node) => [node.id, ...idsOf(node.children?.() ?? [])]);
}

const find = (nodes: readonly AccountNode[], label: string): AccountNode => {
  const node = nodes.find((one) => one.label === label);
  if (!node) throw new Error(`no row "${label}" among ${nodes.map((one) => one.label).join(', ')}`);
  return node;
};

const all = (): AccountNode[] => [
  ...roleNodes(DEMO.roles, WORDS),
  ...spaceNodes(DEMO.spaces),
  ...keyNodes(DEMO.apiKeys, NOW),
  ...teamNodes(DEMO.teams),
  ...policyNodes(DEMO.loginPolicies),
];

describe('every row', () => {
  it('has an id of its own, and says something aloud', () => {
    const ids = idsOf(all());
    expect(new Set(ids).size).toBe(ids.length);
    expect(all().filter(({ spoken, label }) => !spoken.includes(label))).toEqual([]);
  });
});

describe('roles', () => {
  it('tell their slug and where they come from, and by subject what they allow', () => {
    const nodes = roleNodes(DEMO.roles, WORDS);
    expect(read([find(nodes, 'Drift watcher')])).toEqual([
      'Drift watcher | drift-watcher · custom',
      '  Drift detection integration | create, delete, update',
      '    create | DRIFT_DETECTION_INTEGRATION_CREATE',
      '    delete | DRIFT_DETECTION_INTEGRATION_DELETE',
      '    update | DRIFT_DETECTION_INTEGRATION_UPDATE',
      '  Space | read',
      '    read | SPACE_READ',
    ]);
    expect(find(nodes, 'Space admin').description).toBe('space-admin · system');
    expect(find(nodes, 'Deployer').spoken).toBe('Role Deployer, slug deployer, custom, 6 actions');
    expect(nodes.map(({ label }) => label)).toEqual(nodes.map(({ label }) => label).sort());
  });

  it('whose actions nobody has put into words show them as they are', () => {
    expect(read(roleNodes({ ...DEMO.roles, items: DEMO.roles.items.slice(0, 1) }, {})).slice(0, 2)).toEqual([
      'Space admin | space-admin · system',
      `  ${[...(DEMO.roles.items[0]?.actions ?? [])].sort()[0] ?? ''}`,
    ]);
  });
});

describe('spaces', () => {
  const space = (id: string, parentSpace?: string, inheritEntities = false): Space => ({
    id,
    name: id,
    description: '',
    inheritEntities,
    labels: [],
    ...(parentSpace !== undefined && { parentSpace }),
  });
  const shown = (...items: Space[]): string[] => read(spaceNodes({ state: 'complete', at: '', items }));

  it('are a tree by parent, with inheritance in words', () => {
    expect(shown(space('root'), space('b', 'root', true), space('c', 'b'), space('a', 'root'))).toEqual([
      'root',
      '  a | on its own',
      '  b | inherits',
      '    c | on its own',
    ]);
  });

  it('whose parent can’t be seen are at the top, and say so', () => {
    expect(shown(space('child', 'hidden', true))).toEqual(['child | inherits · its parent can’t be seen']);
  });

  it('have their labels, and the id that a policy writes', () => {
    const [root] = spaceNodes(DEMO.spaces);
    const production = find(root?.children?.() ?? [], 'production');
    expect(production.description).toBe('inherits · env:production · tier:critical');
    expect(production.item?.code).toBe('production-01JK5GKEM09MTEXGFXG694BX2X');
  });
});

describe('API keys', () => {
  const nodes = keyNodes(DEMO.apiKeys, NOW);

  it('tell what stands in their way, and their teams; those that can’t log in come last', () => {
    const told = new Map(nodes.map(({ label, description }) => [label, description]));
    expect(told.get('break-glass')).toContain('admin');
    expect(told.get('ci-cd-prod')).toBe('Developers');
    const isOver = nodes.map(({ description = '' }) => /deleted|expired/.test(description));
    expect(isOver).toContain(true);
    expect(isOver).toEqual([...isOver].sort());
  });

  it('have their login, and when they were used', () => {
    expect(read([find(nodes, 'ci-cd-production')])).toEqual([
      'ci-cd-production | DevOps',
      '  Login | api::01K422XK606Y7W2KRBM91DVYBG',
      '  Teams | DevOps',
      '  Kind | secret',
      '  Last used | 2 days ago',
      '  Made | 1 year ago',
    ]);
    expect(contextOf(find(nodes, 'ci-cd-production'))).toBe('apiKey code id login');
  });
});

describe('a part that is not all there', () => {
  it.each([
    ['forbidden', 'May not be seen with this credential | no role'],
    ['failed', 'Could not be fetched | no role'],
  ] as const)('says so: %s', (state, said) => {
    expect(read(teamNodes({ state, at: '', items: [], reason: 'no role' }))).toEqual([said]);
  });

  it('shows what there is', () => {
    expect(read(teamNodes({ state: 'partial', at: '', items: ['DevOps'] }))).toEqual(['Some may be missing', 'DevOps']);
    expect(read(policyNodes({ state: 'complete', at: '', items: [] }))).toEqual(['There are no login policies']);
  });
});

describe('the account', () => {
  const parts = Object.fromEntries(
    ['roles', 'spaces', 'apiKeys', 'teams', 'loginPolicies'].map((name, index) => [
      name,
      { state: 'complete', count: 1, at: `2026-11-02T06:0${index}:00Z` },
    ]),
  ) as LoadedAccount['parts'];
  const loaded: LoadedAccount = { state: 'loaded', name: 'acme', source: 'demo', parts };
  const endpoint = 'https://acme.app.spacelift.io';
  const signedIn = { ...loaded, signedIn: { endpoint, from: 'API key 01K', isRefreshing: false } };
  const show = (
    state: AccountResult,
    snapshot?: AccountSnapshot,
    beside: Partial<AccountSurroundings> = {},
  ): string[] => read(accountNodes(state, snapshot, { isTrusted: true, now: NOW, ...beside }));

  it('tells where it comes from, how old it is, and what decides there', () => {
    expect(show(signedIn, DEMO)).toEqual([
      'acme | https://acme.app.spacelift.io',
      'Signed in with | API key 01K',
      'As of | 5 minutes ago',
      'Access is decided by | login policies',
      'OPA | 1.4.2',
    ]);
  });

  it('tells that login policies are inert, that it is being asked, and why it could not be', () => {
    const state = { ...loaded, signedIn: { endpoint, from: '', isRefreshing: true, trouble: 'no network' } };
    const rows = show(state, { ...DEMO, authorizationScheme: 'MANAGED_USERS' });
    expect(rows).toContain('Access is decided by | user management: login policies are inert');
    expect(rows).toContain('Being asked anew');
    expect(rows).toContain('Could not be asked | no network');
  });

  it('says what it does not know', () => {
    const less = Object.fromEntries(
      Object.entries(DEMO).filter(([name]) => name !== 'authorizationScheme' && name !== 'opaVersion'),
    ) as unknown as AccountSnapshot;
    expect(show(loaded, less).slice(-2)).toEqual([
      'Access is decided by | not known; assumed: login policies',
      'OPA | the account does not say its version',
    ]);
  });

  it('that there is none of has no rows: the view says how to come by one', () => {
    expect(show({ state: 'none' })).toEqual([]);
    expect(show({ state: 'loading', source: 'API key 01K' })).toEqual(['Being asked | API key 01K']);
    expect(show({ state: 'failed', source: 'a.json', message: 'no such file' })).toEqual([
      'Can’t be had | a.json',
      'no such file',
      'Try again',
    ]);
  });

  it('says that a setting wins, and that one of a workspace that is not trusted does not', () => {
    const nodes = accountNodes(loaded, DEMO, { isTrusted: true, now: NOW, setting: 'demo' });
    const last = nodes.at(-1);
    expect(last && [last.description, contextOf(last)]).toEqual(['loginPolicy.account: demo', 'setting']);
    expect(show(loaded, DEMO, { isTrusted: false }).at(-1)).toBe(
      'Restricted Mode | an account that this workspace names is not heeded',
    );
    // The view itself says it there.
    expect(show({ state: 'none' }, undefined, { isTrusted: false })).toEqual([]);
  });
});

it.each([
  ['2026-11-02T06:04:30Z', 'just now'],
  ['2026-11-02T06:05:30Z', 'in a moment'],
  ['2026-11-02T06:04:00Z', '1 minute ago'],
  ['2026-11-01T04:00:00Z', '1 day ago'],
  ['2026-11-05T07:00:00Z', 'in 3 days'],
  ['2024-01-01T00:00:00Z', '2 years ago'],
  ['sometime', 'sometime'],
])('%s is %s', (at, age) => {
  expect(ageOf(at, NOW)).toBe(age);
});
