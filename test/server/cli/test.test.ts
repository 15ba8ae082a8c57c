import path from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { afterAll, describe, expect, it } from 'vitest';
import type { TestReport } from '../../../server/src/protocol/scenarios.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { findJunitMistakes } from './junitRules.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const POLICY = 'package spacelift\n\nallow if input.session.login == "ada"\n\nadmin if input.session.login == "root"\n';
const scenario = (name: string, login: string, access: string): string =>
  `  - { name: ${JSON.stringify(name)}, session: { login: ${login} }, expect: { access: ${access} } }\n`;
const fileOf = (...scenarios: string[]): string => `policy: ../login.rego\nscenarios:\n${scenarios.join('')}`;

const PASSES = fileOf(scenario('ada gets in', 'ada', 'allow'));
const FAILS = fileOf(scenario('ada gets in', 'ada', 'allow'), scenario('<root> & "Co" \u0001', 'root', 'deny'));
const ERRS = fileOf(scenario('ada gets in', 'ada', 'alow'));
const NAMES_KEY =
  'policy: ../login.rego\nscenarios:\n  - { name: a, session: { key: nobody }, expect: { access: deny } }\n';

async function runIn(
  files: Record<string, string>,
  args: (folder: string) => string[],
  environment = {},
): Promise<CliRun> {
  const { folder, remove } = temporaryFolder({ 'login.rego': POLICY, ...files });
  try {
    const run = await runCli(engine, ['test', ...args(folder)], { environment });
    return { ...run, out: run.out.replaceAll(folder, 'FOLDER'), err: run.err.replaceAll(folder, 'FOLDER') };
  } finally {
    remove();
  }
}

const all = (folder: string): string[] => [folder];

it.each<[string, Record<string, string>, number]>([
  ['all pass', { 'a/a.scenarios.yaml': PASSES, 'b/b.scenarios.yaml': PASSES }, 0],
  ['one fails', { 'a/a.scenarios.yaml': PASSES, 'b/b.scenarios.yaml': FAILS }, 1],
  ['one can not be decided', { 'a/a.scenarios.yaml': FAILS, 'b/b.scenarios.yaml': ERRS }, 2],
  ['there is no file', {}, 2],
  ['only others bring some', { 'node_modules/a.scenarios.yaml': FAILS, 'x/a.scenarios.yaml': PASSES }, 0],
])('%s: exit %i', async (_what, files, code) => {
  expect((await runIn(files, all)).code).toBe(code);
});

it.each<[string, (folder: string) => string[], number]>([
  ['a glob', (folder) => [path.join(folder, '*/a.scenarios.yaml')], 0],
  ['files', (folder) => [path.join(folder, 'x/a.scenarios.yaml'), path.join(folder, 'x/b.scenarios.yaml')], 1],
  ['what is not there', (folder) => [path.join(folder, 'x/a.scenarios.yaml'), path.join(folder, 'gone')], 2],
  ['standard input', () => ['-'], 2],
])('takes %s', async (_what, args, code) => {
  const files = { 'x/a.scenarios.yaml': PASSES, 'x/b.scenarios.yaml': FAILS };
  expect((await runIn(files, args)).code).toBe(code);
});

it('says of files *.scenarios.yml in a folder that they are not run', async () => {
  const files = { 'x/a.scenarios.yaml': PASSES, 'x/b.scenarios.yml': FAILS, 'y/c.scenarios.yml': FAILS };
  const word = (file: string): string =>
    `login-policy: FOLDER/${file} is not run: in folders, scenario files are those that end with .scenarios.yaml\n`;
  const inAll = await runIn(files, all);
  expect([inAll.code, inAll.err]).toEqual([0, word('x/b.scenarios.yml') + word('y/c.scenarios.yml')]);
  const inOne = await runIn(files, (folder) => [path.join(folder, 'y')]);
  expect(inOne.code).toBe(2);
  expect(inOne.err).toContain('FOLDER/y: no .scenarios.yaml file in this folder\n');
  expect(inOne.err).toContain(word('y/c.scenarios.yml'));
  const named = await runIn(files, (folder) => [folder, path.join(folder, 'x/b.scenarios.yml')]);
  expect([named.code, named.err]).toEqual([1, word('y/c.scenarios.yml')]);
});

it('tells people', async () => {
  const { out, err } = await runIn({ 'x/a.scenarios.yaml': FAILS }, (folder) => [folder, '--coverage']);
  expect(err).toBe('');
  expect(out).toMatchInlineSnapshot(`
    "FOLDER/x/a.scenarios.yaml  FOLDER/login.rego
      ✓ ada gets in
      ✗ <root> & "Co" ␁
          FOLDER/x/a.scenarios.yaml:4:75  The access level is admin, not deny, as \`admin\` fires (FOLDER/login.rego:5:1)
            - access: deny
            + access: admin
      coverage FOLDER/login.rego: 2 of 2 clauses fired

    2 scenarios: 1 passed, 1 failed
    "
  `);
});

it('counts what has no name, and files with a mistake', async () => {
  const files = {
    'x/a.scenarios.yaml': fileOf(scenario('', 'ada', 'allow'), scenario('b', 'ada', 'allow')),
    'x/b.scenarios.yaml': 'policy: [\n',
  };
  const { out, code } = await runIn(files, all);
  expect(code).toBe(2);
  expect(out).toContain('! scenario 1, without a name');
  expect(out).toMatch(/\n2 scenarios: 1 passed, 1 not decided, 1 file with a mistake\n$/);
});

it('takes a policy that a file names twice as one', async () => {
  const text = PASSES.replace('../login.rego', '[../login.rego, ../x/../login.rego]');
  const { out, code } = await runIn({ 'x/a.scenarios.yaml': text }, (folder) => [folder, '--coverage']);
  expect(code).toBe(0);
  expect(out).toContain('FOLDER/x/a.scenarios.yaml  FOLDER/login.rego\n');
  expect(out.match(/coverage/g)).toHaveLength(1);
});

it('tells programs', async () => {
  const { out } = await runIn({ 'x/a.scenarios.yaml': FAILS }, (folder) => [folder, '--format', 'json', '--coverage']);
  const { files } = JSON.parse(out) as TestReport;
  expect(files).toMatchObject([
    {
      path: 'FOLDER/x/a.scenarios.yaml',
      policies: ['FOLDER/login.rego'],
      findings: [],
      results: [
        { name: 'ada gets in', state: 'passed', failures: [] },
        { state: 'failed', failures: [{ because: { uri: 'FOLDER/login.rego', rule: 'admin' } }] },
      ],
      coverage: [{ uri: 'FOLDER/login.rego', clauses: [{ count: 1 }, { count: 1 }] }],
    },
  ]);
});

describe('JUnit', () => {
  /** Refuses what is not well-formed, and what readers would not take. */
  const read = async (files: Record<string, string>, args = all): Promise<Element> => {
    const { out } = await runIn(files, (folder) => [...args(folder), '--format', 'junit']);
    const { documentElement } = new DOMParser({ onError: fail }).parseFromString(out, 'text/xml');
    if (documentElement === null) throw new Error('there is no element');
    expect(findJunitMistakes(documentElement)).toEqual([]);
    // XML 1.0 has no other control characters, escaped or not.
    expect(out).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|&#(?:x[01]?[0-8BCEF]|[0-8]);/u);
    return documentElement;
  };
  const fail = (level: string, message: string): void => {
    if (level !== 'warning') throw new Error(`${level}: ${message}`);
  };
  const listed = (root: Element, name: string, ...attributes: string[]): (string | null)[][] =>
    [...root.getElementsByTagName(name)].map((element) =>
      attributes.map((attribute) => element.getAttribute(attribute)),
    );

  it('has a suite for each file and a case for each scenario, whatever they are called', async () => {
    const root = await read({ 'a/a.scenarios.yaml': FAILS, 'b/b.scenarios.yaml': ERRS });
    const counts = ['tests', 'failures', 'errors'];
    expect(counts.map((name) => root.getAttribute(name))).toEqual(['3', '1', '1']);
    expect(listed(root, 'testsuite', 'name', ...counts)).toEqual([
      ['FOLDER/a/a.scenarios.yaml', '2', '1', '0'],
      ['FOLDER/b/b.scenarios.yaml', '1', '0', '1'],
    ]);
    expect(listed(root, 'testcase', 'name', 'classname')).toEqual([
      ['ada gets in', 'FOLDER/a/a.scenarios.yaml'],
      ['<root> & "Co" \uFFFD', 'FOLDER/a/a.scenarios.yaml'],
      ['ada gets in', 'FOLDER/b/b.scenarios.yaml'],
    ]);
    expect(listed(root, 'failure', 'message')).toEqual([['The access level is admin, not deny']]);
    expect(root.getElementsByTagName('failure')[0]?.textContent).toMatch(/\n- access: deny\n\+ access: admin$/);
    expect(listed(root, 'error', 'message')).toEqual([['`access`: there is no `alow`: is `allow` meant?']]);
  });

  it('has a name that runs over lines, notes, and a warning, too', async () => {
    const people = '  - { name: "a\\n\\tb\\u001b[31m", session: { key: nobody }, expect: { access: deny } }\n';
    const warned = `policy: ../login.rego\naccount: demo\nscenarios:\n${people.replace('nobody', 'ci-cd-production')}`;
    const root = await read({ 'a/a.scenarios.yaml': warned, 'b/b.scenarios.yaml': NAMES_KEY.replace('nobody', 'ada') });
    expect(listed(root, 'testsuite', 'tests', 'errors')).toEqual([
      ['1', '0'],
      ['1', '0'],
    ]);
    expect(root.getElementsByTagName('system-err').length).toBeGreaterThan(0);
    expect(root.getElementsByTagName('system-out').length).toBeGreaterThan(0);
  });

  it('counts a scenario about what the account does not have as an error', async () => {
    const root = await read({ 'a/a.scenarios.yaml': `account: demo\n${NAMES_KEY}` });
    expect(['tests', 'failures', 'errors'].map((name) => root.getAttribute(name))).toEqual(['1', '0', '1']);
    expect(listed(root, 'error', 'message')).toEqual([[expect.stringContaining('No API key of the account')]]);
  });

  it('tells of what can not be read', async () => {
    const root = await read({ 'a/a.scenarios.yaml': PASSES }, (folder) => [folder, path.join(folder, 'gone')]);
    expect(listed(root, 'error', 'message')).toEqual([['no such file or folder']]);
    expect(['tests', 'errors'].map((name) => root.getAttribute(name))).toEqual(['2', '1']);
  });

  it.each<[string, string, string, string]>([
    ['is no YAML', 'policy: [\n', 'FOLDER/x/a.scenarios.yaml', 'This is not YAML: '],
    ['has no list of scenarios', 'policy: ../login.rego\nscenarios: 1\n', 'FOLDER/x/a.scenarios.yaml', '`scenarios`: '],
    ['has none', 'policy: gone.rego\nscenarios: []\n', 'FOLDER/x/a.scenarios.yaml', 'There is no file `gone.rego`'],
    [
      'has one with an empty name',
      fileOf(scenario('', 'ada', 'allow')),
      'scenario 1, without a name',
      '`name`: it is empty',
    ],
    [
      'has one with a number',
      fileOf(scenario('', 'ada', 'allow').replace('""', '123')),
      'scenario 1, without a name',
      '`name`: write a text',
    ],
    [
      'has a text in the list',
      'policy: ../login.rego\nscenarios: [x]\n',
      'scenario 1, without a name',
      'write keys and values',
    ],
  ])('has an error for a file that %s', async (_what, text, name, message) => {
    const root = await read({ 'x/a.scenarios.yaml': text });
    const counts = ['tests', 'failures', 'errors'];
    expect(counts.map((count) => root.getAttribute(count))).toEqual(['1', '0', '1']);
    expect(listed(root, 'testsuite', ...counts)).toEqual([['1', '0', '1']]);
    expect(listed(root, 'testcase', 'name')).toEqual([[name]]);
    expect(listed(root, 'error', 'message')).toEqual([[expect.stringContaining(message)]]);
    expect(root.getElementsByTagName('system-err')).toHaveLength(0);
  });

  it('is a report, also where nothing can be read', async () => {
    const root = await read({}, (folder) => [path.join(folder, 'gone')]);
    expect(['tests', 'errors'].map((name) => root.getAttribute(name))).toEqual(['1', '1']);
  });
});

describe('the account', () => {
  const unknown = 'No API key of the account';
  it.each<[string, string, string[], Record<string, string>, boolean]>([
    ['is that of the file', `account: demo\n${NAMES_KEY}`, [], {}, true],
    ['is none where the file names none', NAMES_KEY, [], {}, false],
    ['is that of the environment then', NAMES_KEY, [], { LOGIN_POLICY_ACCOUNT: 'demo' }, true],
    ['of the command line goes before the file', `account: gone.json\n${NAMES_KEY}`, ['--account', 'demo'], {}, true],
  ])('%s', async (_what, text, args, environment, isKnown) => {
    const { out } = await runIn({ 'x/a.scenarios.yaml': text }, (folder) => [folder, ...args], environment);
    expect(out.includes(unknown), out).toBe(isKnown);
  });
});

it.each<[string, string[], RegExp]>([
  ['an account that is not there', ['--account', 'gone.json'], /^login-policy: --account gone.json: no such file/],
  ['what is about another account', ['--offline'], /^login-policy: --offline is about your own account/],
])('refuses %s, whatever the files say', async (_what, args, message) => {
  const run = await runIn({ 'x/a.scenarios.yaml': PASSES }, (folder) => [folder, ...args]);
  expect(run).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) as string });
});

it('runs the examples', async () => {
  const { code, out } = await runCli(engine, ['test', 'examples']);
  expect(out).not.toMatch(/note|warning|error/);
  expect(code, out).toBe(0);
});

it.skipIf(process.platform === 'win32').each<[string, Record<string, string>, string]>([
  [
    'a policy',
    { 'x/a.scenarios.yaml': 'policy: /dev/null\nscenarios: []\n' },
    '/dev/null: is a device, a pipe or a socket; a file is needed here',
  ],
  [
    'an account',
    { 'x/a.scenarios.yaml': 'policy: ../login.rego\naccount: /dev/null\nscenarios: []\n' },
    '/dev/null: is a device, a pipe or a socket; a file is needed here',
  ],
  [
    'a policy that is too large',
    { 'x/a.scenarios.yaml': 'policy: large.rego\nscenarios: []\n', 'x/large.rego': '#'.repeat(2 * 2 ** 20 + 1) },
    'x/large.rego: is too large: more than 2 MiB',
  ],
  [
    'what is no snapshot, without repeating it',
    { 'x/a.scenarios.yaml': 'policy: ../login.rego\naccount: key.json\nscenarios: []\n', 'x/key.json': 'my secret' },
    '`key.json` is no account snapshot: not JSON (line 1, column 1)',
  ],
])('does not read what a file names: %s', async (_what, files, message) => {
  const { code, out } = await runIn(files, all);
  expect(out).toContain(message);
  expect(out).not.toContain('secret');
  expect(code).toBe(2);
});
