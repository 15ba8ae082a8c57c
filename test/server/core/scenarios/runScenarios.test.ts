import { afterAll, describe, expect, it } from 'vitest';
import { EngineError } from '../../../../server/src/core/ports.ts';
import { startEngine } from '../../../support/engine.ts';
import { cut, findIn, runText, type Policies } from './openText.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const POLICY = `package spacelift

allow if input.session.login == "api::01K42332Z039JMGB70J7HCMG5P"

allow if "DevOps" in input.session.teams

admin if "Platform" in input.session.teams

deny if input.request.remote_ip == "198.51.100.7"

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if is_devops

is_devops if "DevOps" in input.session.teams

space_read contains "root" if input.session.login == "reader"

allow if input.session.login == "reader"
`;

const FREEZE = 'package spacelift\n\ndeny if time.weekday(input.request.timestamp_ns) == "Saturday"\n';

const POLICIES: Policies = {
  'login.rego': POLICY,
  'freeze.rego': FREEZE,
  'broken.rego': 'package spacelift\n\nallow if {\n',
  'v0.rego':
    'package spacelift\n\nallow { input.session.member }\n\nroles["root"]["space-reader"] { input.session.member }\n',
};

const fileOf = (session: string, expected: string, header = 'policy: login.rego\naccount: demo\n'): string =>
  `${header}scenarios:\n  - name: one\n    session: { ${session} }\n    expect: { ${expected} }\n`;

const runOne = async (text: string) => (await runText(text, POLICIES, engine)).results[0];

/** All that the policies read is said. */
const DEVOPS = 'login: ada, teams: [DevOps], ip: 10.0.0.1';
const PLATFORM = 'login: ada, teams: [Platform], ip: 10.0.0.1';
const STRANGER = 'login: eve, teams: [], ip: 10.0.0.1';
const REFUSED = 'login: ada, teams: [DevOps], ip: 198.51.100.7';
const READER = 'login: reader, teams: [], ip: 10.0.0.1';

it.each<[string, string]>([
  [DEVOPS, 'access: allow'],
  [DEVOPS, 'roles: { production: [deployer] }, nothingElse: true'],
  [DEVOPS, 'roles: { production-01JK5GKEM09MTEXGFXG694BX2X: [deployer], root: [] }'],
  [DEVOPS, 'can: { production: [run:trigger, RUN_TRIGGER] }, cannot: { staging: [run:trigger] }'],
  [PLATFORM, 'access: admin, nothingElse: true, can: { production: [stack:delete] }'],
  [PLATFORM, 'access: admin, roles: { production: [] }'],
  [STRANGER, 'access: deny, nothingElse: true, cannot: { production: [run:trigger] }'],
  [REFUSED, 'access: deny, roles: { production: [] }'],
  [READER, 'access: allow, roles: { root: [space-reader] }, nothingElse: true, can: { production: [space:read] }'],
  ['key: ci-cd-dev, loginAs: id, ip: 10.0.0.1', 'access: allow'],
  ['input: { session: { login: reader, teams: [] }, request: { remote_ip: 10.0.0.1 } }', 'access: allow'],
])('{ %s } gets %s', async (session, expected) => {
  expect(await runOne(fileOf(session, expected))).toEqual({ name: 'one', state: 'passed', failures: [], duration: 0 });
});

it.each<[string, string, string, string, string, string | undefined]>([
  [DEVOPS, 'access: admin', 'The access level is allow, not admin', 'access: admin', 'access: allow', 'allow'],
  [STRANGER, 'access: allow', 'The access level is deny, not allow', 'access: allow', 'access: deny', undefined],
  [REFUSED, 'access: allow', 'The access level is deny, not allow', 'access: allow', 'access: deny', 'deny'],
  [
    DEVOPS,
    'roles: { production: [space-reader] }',
    'In production, space-reader is not granted, and deployer is granted too',
    'production-01JK5GKEM09MTEXGFXG694BX2X: space-reader',
    'production-01JK5GKEM09MTEXGFXG694BX2X: deployer',
    'roles',
  ],
  [
    REFUSED,
    'roles: { production: [deployer] }',
    'In production, deployer is not granted (the login is denied)',
    'production-01JK5GKEM09MTEXGFXG694BX2X: deployer',
    'production-01JK5GKEM09MTEXGFXG694BX2X: no roles',
    'deny',
  ],
  [
    PLATFORM,
    'roles: { root: [space-admin] }',
    'In the root space, space-admin is not granted (the login is admin: roles add nothing to that)',
    'root: space-admin',
    'root: no roles',
    'admin',
  ],
  [
    READER,
    'roles: { root: [] }',
    'In the root space, space-reader is granted too',
    'root: no roles',
    'root: space-reader',
    'space_read',
  ],
  [
    DEVOPS,
    'nothingElse: true',
    'There is something else: deployer in production-01JK5GKEM09MTEXGFXG694BX2X',
    'no roles',
    'production-01JK5GKEM09MTEXGFXG694BX2X: deployer',
    'roles',
  ],
  [
    PLATFORM,
    'nothingElse: true',
    'The login is admin of the account: it may do everything',
    'no admin',
    'admin',
    'admin',
  ],
  [
    PLATFORM,
    'roles: { production: [] }',
    'The login is admin of the account: it may do everything',
    'no admin',
    'admin',
    'admin',
  ],
  [
    'key: break-glass',
    'roles: { production: [] }',
    'The login is admin of the account: it may do everything',
    'no admin',
    'admin',
    undefined,
  ],
  [
    STRANGER,
    'can: { production: [run:trigger] }',
    'It does not have run:trigger in production: the login is denied, as nothing allows it',
    'run:trigger in production-01JK5GKEM09MTEXGFXG694BX2X: yes',
    'run:trigger in production-01JK5GKEM09MTEXGFXG694BX2X: no',
    undefined,
  ],
  [
    PLATFORM,
    'cannot: { production: [run:trigger] }',
    'It has run:trigger in production: the login is admin of the account, and may do everything everywhere',
    'run:trigger in production-01JK5GKEM09MTEXGFXG694BX2X: no',
    'run:trigger in production-01JK5GKEM09MTEXGFXG694BX2X: yes',
    'admin',
  ],
])('{ %s } does not get %s', async (session, expectation, message, expected, actual, rule) => {
  const result = await runOne(fileOf(session, expectation));
  expect(result).toMatchObject({ state: 'failed', failures: [{ message, expected, actual }] });
  const because = result?.failures[0]?.because;
  expect(because?.rule).toBe(rule);
  if (because) expect(cut(POLICY, because.range)).toMatch(new RegExp(`^${because.rule}\\b.* if `));
});

describe('what nobody has said', () => {
  it.each<[string, string, string, RegExp]>([
    [
      'key: ci-cd-dev, ip: 10.0.0.1',
      'access: allow',
      'passed',
      /^It passes as `session.login` is taken to be "api::01K42332Z039JMGB70J7HCMG5P" .*: with "ci-cd-dev", it would fail: The access level is deny, not allow$/,
    ],
    [
      'login: ada, teams: [DevOps]',
      'access: allow',
      'passed',
      /`request.remote_ip` is taken to be "203.0.113.1" .*: with "198.51.100.7", it would fail/,
    ],
    [
      'login: ada, ip: 10.0.0.1',
      'access: allow',
      'failed',
      /^It does not pass as `session.teams` is taken to be \[\] .*: with \["DevOps"\], it would pass$/,
    ],
  ])('{ %s }, %s: %s, and why', async (session, expected, state, note) => {
    const result = await runOne(fileOf(session, expected));
    expect(result).toMatchObject({ state, notes: [expect.stringMatching(note)] });
  });

  const reading = (body: string): Policies => ({
    'login.rego': `package spacelift\n\nallow if true\n\ndeny if ${body}\n`,
  });
  const NO_PATTERN = 'not every other value was tried, as the policy also tests it by a pattern';
  it.each<[string, string, string[]]>([
    [
      'regex.match("^evil", input.session.login)',
      'teams: []',
      [`It passes as \`session.login\` is taken to be "somebody" (nobody was named): ${NO_PATTERN}`],
    ],
    ['regex.match("^evil", input.session.login)', 'login: ada', []],
    [
      'regex.match("^(10|11)[.]", input.request.remote_ip)',
      'login: ada',
      ['not every other value was tried, as the policy reads the address as text'],
    ],
    ['regex.match("^(10|11)[.]", input.request.remote_ip)', 'login: ada, ip: 192.0.2.1', []],
    ['input.session.idp_subject == "bad"', 'login: ada', ['The policy reads `session.idp_subject`, which nobody gave']],
    ['input.session.idp_subject == "bad"', 'login: ada, idpSubject: good', []],
    ['input.session.stack_id == "bad"', 'login: ada', []],
    [
      'input.session.stack_id == "bad"',
      'login: ada, machine: true',
      ['The policy reads `session.stack_id`, which nobody gave'],
    ],
  ])('what could not be tried: %s, { %s }', async (body, session, notes) => {
    const { results } = await runText(fileOf(session, 'access: allow'), reading(body), engine);
    expect(results).toMatchObject([{ state: 'passed' }]);
    expect(results[0]?.notes ?? []).toEqual(notes.map((note) => expect.stringContaining(note) as string));
  });

  it('of one that fails, nothing about what could not be tried', async () => {
    const policies = reading('regex.match("^some", input.session.login)');
    const { results } = await runText(fileOf('teams: []', 'access: allow'), policies, engine);
    expect(results).toMatchObject([{ state: 'failed' }]);
    expect(results[0]).not.toHaveProperty('notes');
  });

  it('a key that can not log in', async () => {
    const result = await runOne(fileOf('key: retired-runner, loginAs: id, ip: 10.0.0.1', 'access: deny'));
    expect(result?.notes?.join()).toMatch(/can't log in/);
  });
});

it.each<[string, string, string, string?]>([
  ['key: ci-cd-devv', 'access: deny', 'No API key of the account "demo" has the name or id "ci-cd-devv"'],
  ['login: ada, ip: 10.0.0', 'access: deny', '10.0.0'],
  ['login: ada, key: ci-cd-dev', 'access: deny', "A session is an API key's or a person's"],
  [
    'login: ada',
    'roles: { prodction: [] }',
    'No space of the account "demo" has the id or name "prodction": did you mean',
  ],
  [
    'login: ada',
    'roles: { production: [deploier] }',
    'No role of the account "demo" has the slug "deploier": did you mean "deployer"?',
  ],
  [
    'login: ada',
    'roles: { production: [Deployer] }',
    'No role of the account "demo" has the slug "Deployer": did you mean "deployer"?',
  ],
  ['login: ada', 'can: { production: [run:triger] }', 'did you mean run:trigger'],
  ['login: ada', '', 'This scenario expects nothing'],
  ['login: ada', 'roles: {}, can: {}', 'This scenario expects nothing'],
  ['login: ada', 'access: alow', '`access`: there is no `alow`'],
  ['login: ada', 'access: deny', "The policy broken.rego can't be evaluated, line ", 'policy: broken.rego\n'],
  ['login: ada', 'access: deny', 'There is no file `gone.rego`', 'policy: [login.rego, gone.rego]\n'],
  ['login: ada', 'access: deny', 'There is no `other.json`', 'policy: login.rego\naccount: other.json\n'],
  ['login: ada', 'access: deny', '`policy` is missing', 'account: demo\n'],
  [
    'login: ada, teams: [DevOps], ip: 10.0.0.1',
    'can: { production-01JK5GKEM09MTEXGFXG694BX2X: [run:trigger] }',
    'Whether it has run:trigger in production-01JK5GKEM09MTEXGFXG694BX2X is not known',
    'policy: login.rego\n',
  ],
])('{ %s }, %s: can not be decided: %s', async (session, expected, message, header) => {
  const result = await runOne(fileOf(session, expected, header));
  expect(result).toMatchObject({
    state: 'errored',
    failures: [{ message: expect.stringContaining(message) as string }],
  });
});

it('several policies are taken together, in both versions of Rego', async () => {
  const header = 'policy: [login.rego, freeze.rego]\naccount: demo\n';
  const saturday = fileOf(`${DEVOPS}, at: 2026-03-07T10:00:00Z`, 'access: deny', header);
  const tuesday = fileOf(`${DEVOPS}, at: 2026-03-03T10:00:00Z`, 'access: deny', header);
  expect(await runOne(saturday)).toMatchObject({ state: 'passed' });
  expect(await runOne(tuesday)).toMatchObject({
    state: 'failed',
    failures: [{ because: { uri: 'file:///login.rego' } }],
  });
  const old = 'policy: v0.rego\n';
  expect(await runOne(fileOf('member: true', 'access: allow, roles: { root: [space-reader] }', old))).toMatchObject({
    state: 'passed',
  });
  expect(await runOne(fileOf('member: true', 'roles: { root: [] }', old))).toMatchObject({
    state: 'failed',
    failures: [{ because: { rule: 'roles' } }],
  });
});

const TWO = `policy: login.rego
account: demo
scenarios:
  - { name: a, session: { ${DEVOPS} }, expect: { access: allow } }
  - { name: b, session: { ${REFUSED} }, expect: { access: deny } }
`;

it('counts in how many scenarios each clause has fired', async () => {
  const { coverage } = await runText(TWO, POLICIES, engine, { coverage: true });
  expect(coverage.map(({ uri }) => uri)).toEqual(['file:///login.rego']);
  const counts = coverage[0]?.clauses.map(({ rule, range, count }) => [rule, range.start.line + 1, count]);
  expect(counts).toEqual([
    ['allow', 3, 0],
    ['allow', 5, 2],
    ['admin', 7, 0],
    ['deny', 9, 1],
    ['roles', 11, 2],
    ['is_devops', 13, 2],
    ['space_read', 15, 0],
    ['allow', 17, 0],
  ]);
});

it('runs those that are asked for, and tells each', async () => {
  const told: string[] = [];
  const { results } = await runText(TWO, POLICIES, engine, { names: ['b'], onResult: ({ name }) => told.push(name) });
  expect(results.map(({ name }) => name)).toEqual(['b']);
  expect(told).toEqual(['b']);
});

it('ends where nobody waits', async () => {
  const token = { isCancellationRequested: true, onCancellationRequested: () => ({ dispose: () => undefined }) };
  await expect(runText(TWO, POLICIES, engine, { token })).rejects.toThrow(EngineError);
});

describe('findings', () => {
  it.each<[string, string, string[]]>([
    ['is right', TWO, []],
    ['has a scenario that expects nothing', fileOf(DEVOPS, ''), ['SL083']],
    ['has no scenario', 'policy: login.rego\nscenarios: []\n', ['SL083']],
    ['would pass on an empty policy', fileOf(STRANGER, 'access: deny, nothingElse: true'), ['SL084']],
    ['is about an administrative key alone', fileOf('key: break-glass', 'access: admin'), ['SL084']],
    [
      'asks for what there is not',
      fileOf('key: ci-cd-devv', 'roles: { prodction: [deploier] }'),
      ['SL082', 'SL082', 'SL082'],
    ],
    [
      'names what is not there',
      fileOf(DEVOPS, 'access: allow', 'policy: gone.rego\naccount: gone.json\n'),
      ['SL081', 'SL081'],
    ],
    [
      'has a team that nobody has come with',
      fileOf('login: ada, teams: [DevOps, platfrom]', 'access: allow'),
      ['SL085'],
    ],
    ['has a mistake', fileOf(DEVOPS, 'access: alow'), ['SL080']],
  ])('of a file that %s', async (_what, text, rules) => {
    expect((await findIn(text, POLICIES, engine)).map(({ rule }) => rule)).toEqual(rules);
  });

  it.each<[string, string]>([
    ['platfrom', 'Nobody has logged in with a team "platfrom" so far: did you mean "Platform"?'],
    ['dev-ops', 'Nobody has logged in with a team "dev-ops" so far: did you mean "DevOps"?'],
    ['Nobody Knows', 'Nobody has logged in with a team "Nobody Knows" so far.'],
  ])('of a team "%s"', async (team, message) => {
    const text = fileOf(`login: ada, teams: [DevOps, ${team}]`, 'access: allow');
    const [found] = await findIn(text, POLICIES, engine);
    expect(found).toMatchObject({ message, severity: 'information' });
    expect(found && cut(text, found.range)).toBe(team);
  });
});
