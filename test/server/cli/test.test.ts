import path from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { afterAll, describe, expect, it } from 'vitest';
import type { TestReport } from '../../../server/src/protocol/scenarios.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';

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
  /** Refuses what is not well-formed. */
  const read = async (files: Record<string, string>, args = all): Promise<Element> => {
    const { out } = await runIn(files, (folder) => [...args(folder), '--format', 'junit']);
    const { documentElement } = new DOMParser({ onError: fail }).parseFromString(out, 'text/xml');
    if (documentElement === null) throw new Error('there is no element');
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

  it('tells of what can not be read', async () => {
    const root = await read({ 'a/a.scenarios.yaml': PASSES }, (folder) => [folder, path.join(folder, 'gone')]);
    expect(listed(root, 'error', 'message')).toEqual([['no such file or folder']]);
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
