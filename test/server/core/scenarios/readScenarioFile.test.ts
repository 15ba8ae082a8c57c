import { expect, it } from 'vitest';
import { readScenarioFile } from '../../../../server/src/core/scenarios/readScenarioFile.ts';
import { cut } from './openText.ts';

const WHOLE = `policy: [login.rego, 'freeze.rego']
engine: v1
account: demo
defaults: { ip: 10.0.0.1, loginAs: id }
scenarios:
  # The first.
  - name: first
    session: { key: ci, at: "1772526600000000000" }
    expect:
      access: allow # and no more
      roles:
        production: [deployer, space-reader]
        root: []
      can: { production: [run:trigger] }
      cannot:
        production: ['stack:delete']
      nothingElse: true

  - name: 'second'
    session:
      input: { session: { login: ada }, request: { timestamp_ns: 1772526600000000001 } }
    expect: { access: deny }
# The end.
`;

it('reads everything, with its place', () => {
  const { policies, engine, account, scenarios, findings } = readScenarioFile(WHOLE);
  expect(findings).toEqual([]);
  expect([policies.map(({ text }) => text), engine, account?.text]).toEqual([
    ['login.rego', 'freeze.rego'],
    'v1',
    'demo',
  ]);
  expect([...policies, account].map((placed) => placed && cut(WHOLE, placed.range))).toEqual([
    'login.rego',
    "'freeze.rego'",
    'demo',
  ]);
  const [first, second] = scenarios;
  expect(first?.session).toEqual({ key: 'ci', at: '1772526600000000000', ip: '10.0.0.1', loginAs: 'id' });
  expect(first?.expectations.map(({ kind, range }) => [kind, cut(WHOLE, range)])).toEqual([
    ['access', 'access: allow'],
    ['roles', 'production: [deployer, space-reader]'],
    ['roles', 'root: []'],
    ['can', 'run:trigger'],
    ['cannot', "'stack:delete'"],
    ['nothingElse', 'nothingElse: true'],
  ]);
  expect(first && cut(WHOLE, first.range)).toMatch(/^name: first\n[^]*nothingElse: true$/);
  expect(second && cut(WHOLE, second.nameRange)).toBe("'second'");
  expect(second?.session).toEqual({
    input: '{"session":{"login":"ada"},"request":{"timestamp_ns":1772526600000000001}}',
  });
});

const scenario = (rest: string): string => `policy: a.rego\nscenarios:\n  - name: one\n${rest}`;
const SESSION = '    session: { key: ci }\n';
const EXPECT = '    expect: { access: deny }\n';

/** Each merges ten times what is above it. */
function bomb(levels: number): string {
  return Array.from({ length: levels }, (_, level) => {
    const merged = Array.from({ length: 10 }, () => `*a${level}`).join(', ');
    return `  - name: n${level}\n    session: &a${level + 1} { <<: [${merged}] }\n${EXPECT}`;
  }).join('');
}

it.each<[string, string, string]>([
  ['', 'is missing', ''],
  ['scenarios: []\n', '`policy` is missing: name the policy', 'scenarios'],
  ['policy: a.rego\n', '`scenarios` is missing', 'policy'],
  ['policy: []\nscenarios: []\n', '`policy`: it is empty: name a policy', '[]'],
  ['policy: a.rego\nscenario: []\n', 'There is no key `scenario` here: is `scenarios` meant?', 'scenario'],
  ['policy: a.rego\nengine: v2\nscenarios: []\n', '`engine`: there is no `v2`: is `v', 'v2'],
  ['policy: a.rego\nengine: rego\nscenarios: []\n', '`engine`: write v0 or v1, not `rego`', 'rego'],
  [
    'policy: a.rego\ndefaults: { key: ci }\nscenarios: []\n',
    'There is no key `key` here: write loginAs, member, ip or at',
    'key',
  ],
  ['policy: a.rego\nscenarios: { one: 1 }\n', '`scenarios`: write a list of scenarios below it', '{ one: 1 }'],
  ['policy: [\n', 'This is not YAML: ', ''],
  ['policy: *nothing\n', 'This is not YAML: ', ''],
  ['- a\n', 'a scenario file is keys and values', '- a'],
  [scenario(EXPECT), '`session` is missing: say who logs in', 'name'],
  [scenario(SESSION), '`expect` is missing: say what the session must get', 'name'],
  [scenario(`    session:\n${EXPECT}`), '`session`: write keys and values below it', 'session'],
  [scenario(`    session: { kye: ci }\n${EXPECT}`), 'There is no key `kye` here: is `key` meant?', 'kye'],
  [scenario(`    session: { member: yes }\n${EXPECT}`), '`member`: write true or false, not `yes`', 'yes'],
  [scenario(`    session: { teams: DevOps }\n${EXPECT}`), '`teams`: write a list of texts', 'DevOps'],
  [scenario(`    session: { at: 1772526600000000000 }\n${EXPECT}`), '`at`: write an instant', '1772526600000000000'],
  [scenario(`${SESSION}    expect: { access: alow }\n`), '`access`: there is no `alow`: is `allow` meant?', 'alow'],
  [scenario(`${SESSION}    expect: { roles: { root: deployer } }\n`), '`root`: write a list of role slugs', 'deployer'],
  [
    scenario(`${SESSION}    expect: { can: [run:trigger] }\n`),
    '`can`: write spaces and actions below it',
    '[run:trigger]',
  ],
  [
    scenario(`${SESSION}    expect: { nothingElse: false }\n`),
    '`nothingElse`: write true, or leave it out, not `false`',
    'false',
  ],
  [
    scenario(`${SESSION}${EXPECT}  - name: one\n${SESSION}${EXPECT}`),
    'Another scenario of this file is named `one`: give each its own name.',
    'one',
  ],
  [scenario(`${SESSION}    expect: { nothingElse: "true" }\n`), '`nothingElse`: write true without quotes.', '"true"'],
  [scenario(`    session: { member: 'false' }\n${EXPECT}`), '`member`: write false without quotes.', "'false'"],
  ['policy: a.rego\nscenarios: []\n---\npolicy: b.rego\n', 'Here a second document begins', '---\npolicy: b.rego\n'],
  [
    'policy: a.rego\n? |\n  one\n  two\n: 1\nscenarios: []\n',
    'There is no key `one two` here: write',
    '|\n  one\n  two\n',
  ],
  [`${'x'.repeat(100)}: 1\n`, `There is no key \`${'x'.repeat(60)}…\` here`, 'x'.repeat(100)],
  [scenario(`    session: { <<: 3, key: ci }\n${EXPECT}`), '`<<` takes over keys and values', '<<'],
  [scenario(`    session: &self { <<: *self, key: ci }\n${EXPECT}`), '`<<` takes over keys and values', '<<'],
  [scenario(`    session: { <<: *nothing }\n${EXPECT}`), '`<<` takes over keys and values', '<<'],
  [scenario(`    session: &a0 { key: ci }\n${EXPECT}${bomb(12)}`), '`<<` takes over keys and values', '<<'],
  [
    scenario(`${SESSION}${EXPECT}  - name: "one\\ntwo"\n${SESSION}${EXPECT}  - name: "one\\ntwo"\n${SESSION}${EXPECT}`),
    'Another scenario of this file is named `one two`',
    '"one\\ntwo"',
  ],
  [
    'policy: a.rego\nscenarios:\n  - session: { key: ci }\n    expect: { access: deny }\n',
    '`name` is missing',
    'session',
  ],
])('%j: %s', (text, message, place) => {
  const { findings } = readScenarioFile(text);
  const [found] = findings.filter((finding) => finding.message.includes(message));
  expect(found, JSON.stringify(findings)).toMatchObject({ rule: 'SL080', severity: 'error' });
  expect(found && cut(text, found.range)).toBe(place);
});

it('one mistake leaves the other scenarios as they are', () => {
  const text = `${scenario(`${SESSION}    expect: { access: alow }\n`)}  - name: two\n${SESSION}${EXPECT}`;
  const { scenarios } = readScenarioFile(text);
  expect(scenarios.map(({ name, mistake }) => [name, mistake?.rule])).toEqual([
    ['one', 'SL080'],
    ['two', undefined],
  ]);
});

const BASE = `policy: a.rego
scenarios:
  - name: one
    session: &base { key: ci, ip: 10.0.0.1, teams: [A] }
    expect: &none { access: deny }
  - name: two
    session: { <<: *base, ip: 10.0.0.2 }
    expect: *none
  - name: three
    session: &night { at: 2026-03-03T02:00:00Z, ip: 10.0.0.3 }
    expect: *none
  - name: four
    session: { <<: [*night, *base], teams: [B] }
    expect: *none
`;

it('takes merge keys: what is said for one session holds for others', () => {
  const { scenarios, findings } = readScenarioFile(BASE);
  expect(findings).toEqual([]);
  expect(scenarios.map(({ session }) => session)).toEqual([
    { key: 'ci', ip: '10.0.0.1', teams: ['A'] },
    { key: 'ci', ip: '10.0.0.2', teams: ['A'] },
    { ip: '10.0.0.3', at: '2026-03-03T02:00:00Z' },
    { key: 'ci', ip: '10.0.0.3', at: '2026-03-03T02:00:00Z', teams: ['B'] },
  ]);
  expect(scenarios.map(({ teams }) => teams.map(({ range }) => cut(BASE, range)))).toEqual([['A'], ['A'], [], ['B']]);
});

it('a mistake that is merged or referred to is a mistake of each', () => {
  const text = BASE.replace('[A]', 'A').replace('access: deny', 'access: none');
  const { scenarios, findings } = readScenarioFile(text);
  expect(scenarios.map(({ mistake }) => mistake?.rule)).toEqual(['SL080', 'SL080', 'SL080', 'SL080']);
  expect([...new Set(findings.map(({ range }) => cut(text, range)))]).toEqual(['A', 'none']);
});
