import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { CheckReport } from '../../../server/src/protocol/findings.ts';
import { runCli, temporaryFolder } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';

const OLD = `package spacelift

allow if input.session.member

space_read contains "root" if input.session.member
`;

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    '.login-policy.yaml': 'rules: { SL008: error }\n',
    'login.rego': OLD,
    'team/login.rego': OLD,
    'team/deep/.login-policy.yaml': '\uFEFFrules:\r\n  SL008: hint\r\n',
    'team/deep/er/login.rego': OLD,
    'off/.login-policy.yaml': 'rules: { SL008: off }\n',
    'off/login.rego': OLD,
    'empty/.login-policy.yaml': '# nothing yet\n',
    'empty/login.rego': OLD,
    'named/.login-policy.yaml': 'keyLogin: name\n',
    'named/login.rego': 'package spacelift\n\nallow { input.session.login == "ci-cd-production" }\n',
    'repository/.git/HEAD': 'ref: refs/heads/main\n',
    'repository/login.rego': OLD,
    'wrong/.login-policy.yaml': 'slack: true\nrules:\n  SL8: off\nkeyLogin: email\n',
    'wrong/login.rego': OLD,
    'list/.login-policy.yaml/file': '',
    'list/login.rego': OLD,
    'large/.login-policy.yaml': '#'.repeat(2 * 2 ** 20 + 1),
    'large/login.rego': OLD,
  });
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

it.each<[string, string[], number]>([
  ['login.rego', ['SL008 error'], 1],
  ['team/login.rego', ['SL008 error'], 1],
  ['team/deep/er/login.rego', ['SL008 hint'], 0],
  ['off/login.rego', [], 0],
  ['empty/login.rego', ['SL008 warning'], 0],
  ['repository/login.rego', ['SL008 warning'], 0],
])('the nearest settings above hold, up to the root of a repository: %s', async (file, levels, exit) => {
  const { code, out } = await runCli(engine, ['check', `${files.folder}/${file}`, '--format', 'json']);
  const report = JSON.parse(out) as CheckReport;
  const found = report.files.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${rule} ${severity}`));
  expect({ found, code }).toEqual({ found: levels, code: exit });
});

it.each([
  [[], 'allow'],
  [['--login-as', 'id'], 'deny'],
])('how a key logs in holds for simulations too, unless it is said: %j', async (options, level) => {
  const policy = `${files.folder}/named/login.rego`;
  const key = ['--key', 'ci-cd-production', '--account', 'demo'];
  const { out } = await runCli(engine, ['simulate', policy, ...key, ...options, '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({ decision: { access_level: level } });
});

it('each file of a folder has its own', async () => {
  const places = ['team', 'off'].map((folder) => `${files.folder}/${folder}`);
  const { out } = await runCli(engine, ['check', ...places, '--format', 'json']);
  const report = JSON.parse(out) as CheckReport;
  expect(report.files.map(({ findings }) => findings.map(({ severity }) => severity))).toEqual([
    ['hint'],
    ['error'],
    [],
  ]);
});

it.each<[string, RegExp]>([
  [
    'wrong',
    /^login-policy: \S+\/wrong\/\.login-policy\.yaml:3:3: rules: there is no rule `SL8`: is `SL008` meant\? \(and 1 more\)\n$/,
  ],
  ['list', /^login-policy: \S+\/list\/\.login-policy\.yaml: is a folder; a file is needed here\n$/],
  ['large', /^login-policy: \S+\/large\/\.login-policy\.yaml: is too large: more than 2 MiB\n$/],
])('a mistake in the settings is told with its place, and nothing is checked: %s', async (folder, message) => {
  const { code, out, err } = await runCli(engine, ['check', `${files.folder}/login.rego`, `${files.folder}/${folder}`]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
});
