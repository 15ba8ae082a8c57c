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
