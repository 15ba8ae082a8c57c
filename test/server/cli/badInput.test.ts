import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import { demoAccount } from '../core/account/demoAccount.ts';
import { runCli, temporaryFolder } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';

const POLICY = 'package spacelift\n\nallow if input.session.member\n';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'login.rego': POLICY,
    'broken.rego': 'package spacelift\n\nallow if {\n',
    'endless.rego':
      'package spacelift\n\nallow if {\n  count([1 | some a in numbers.range(1, 100000); some b in numbers.range(1, 100000); a == -b]) > 1\n}\n',
    'latin1.rego': Buffer.from('package spacelift\n# caf\xe9\n', 'latin1'),
    'plan.rego': 'package spacelift\n\ndeny contains "no" if input.terraform.resource_changes\n',
    'input.json': '{"session": {"login": "alice"}}',
    'broken.json': '{"session": ',
    'list.json': '[]',
    'twice.json': '{"session": {\n  "login": "a",\n  "login": "b"\n}}',
    'huge.json': '{"session": {"login": 1e999999999}}',
    'nested.json': '['.repeat(100_000) + ']'.repeat(100_000),
    'nested.rego': `package spacelift\n\nallow if x == ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`,
    'unwanted.rego': `package spacelift\n\nadmin if input.session.teams == "a"\n\nallow if {\n`,
    'read-only.rego': 'package spacelift\nallow   if input.session.member\n',
    'account.json': '{"version": 99}',
    'old-opa.json': JSON.stringify({ ...demoAccount, opaVersion: '0.1.0' }),
    'empty/readme.txt': '',
  });
  fs.chmodSync(path.join(files.folder, 'read-only.rego'), 0o444);
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

/** In the arguments and in what is expected, `@/` stands for the temporary folder. */
async function refuses(commandLine: string, expected: RegExp, stdin = ''): Promise<void> {
  const args = commandLine.split(' ').map((arg) => arg.replace('@', files.folder));
  const { code, out, err } = await runCli(engine, args, { stdin });
  expect(out).toBe('');
  expect(err.replaceAll(files.folder + path.sep, '@/')).toMatch(expected);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(code).toBe(2);
}

describe('bad input gets one line that names it, and exit code 2', () => {
  it.each<[string, RegExp]>([
    ['check @/missing.rego', /@\/missing\.rego: no such file or folder/],
    ['check @/empty', /no \.rego file in this folder/],
    ['check @/*.nothing', /no file matches/],
    ['check @/latin1.rego', /@\/latin1\.rego: not UTF-8/],
    ['check @/login.rego --engine v2', /v2.*v0, v1, auto/],
    ['check @/login.rego --format xml', /xml.*human, json, sarif/],
    ['check @/login.rego --account @/missing.json', /--account .*no such file/],
    ['check @/login.rego --account @/account.json', /--account .*version/],
    ['check @/login.rego --account @/old-opa.json', /--account .*old-opa\.json: opaVersion: is older than 0\.17\.0/],
    ['check @/login.rego --account @/login.rego/x', /--account .*no such file/],
    ['check @/login.rego --account @', /--account .*is a folder/],
    ['check @/login.rego --account @/latin1.rego', /--account .*not UTF-8/],
    ['check @/login.rego --account ', /--account '': is an empty path/],
    ['check @/login.rego --account auto', /no credential/],
    ['check ', /'': is an empty path/],
    ['fmt ', /'': is an empty path/],
    ['simulate @/login.rego --input ', /'': is an empty path/],
    ['check /dev/zero', /\/dev\/zero: is far too large/],
    ['check @/nested.rego', /@\/nested\.rego: .*nested too deeply/],
    ['fmt @/nested.rego', /@\/nested\.rego: .*nested too deeply/],
    ['simulate @/nested.rego', /@\/nested\.rego: .*nested too deeply/],
    ['check @/login.rego --yes', /--yes.*--fix/],
    ['check @/login.rego --fix --format json', /--fix.*--format json/],
    ['check @/login.rego --fix --format sarif', /--fix.*--format sarif/],
    ['check - --fix --yes', /standard input.*--yes/],
    ['check @/login.rego/x', /@\/login\.rego\/x: no such file/],
    ['check @/login.rego --engine v0 --engine v1', /--engine.*twice/],
    ['simulate @/login.rego --ip 1.2.3.4 --ip 5.6.7.8', /--ip.*twice/],
    ['simulate @/login.rego --login a --login b', /--login.*twice/],
    ['simulate @/login.rego --member true --member false', /--member.*twice/],
    ['check @/escape\u001b[31m.rego', /escape␛\[31m\.rego: no such file/],
    ['check', /missing required argument 'path'/],
    ['chekc @/login.rego', /unknown command 'chekc'/],
    ['check @/login.rego --nonsense', /unknown option '--nonsense'/],
    ['simulate @', /is a folder/],
    ['simulate @/missing.rego', /no such file/],
    ['simulate @/broken.rego', /@\/broken\.rego:\d+:\d+: rego_parse_error/],
    ['simulate @/login.rego --ip 10.0.0.256', /10\.0\.0\.256/],
    ['simulate @/login.rego --ip 10.0.0.0/8', /10\.0\.0\.0\/8.*(network|address)/],
    ['simulate @/login.rego --ip 010.0.0.1', /010\.0\.0\.1/],
    ['simulate @/login.rego --at yesterday', /yesterday.*RFC 3339/],
    ['simulate @/login.rego --at 1772521200', /1772521200 is 2026-03-03T07:00:00Z in seconds/],
    ['simulate @/login.rego --key api::01J5::ci', /api::01J5::ci.*give its name, "ci"/],
    ['simulate @/login.rego --at 2026-02-30T00:00:00Z', /2026-02-30/],
    ['simulate @/login.rego --at 2026-03-01T00:00:00', /offset/],
    ['simulate @/login.rego --at 1969-12-31T23:59:59Z', /1970/],
    ['simulate @/login.rego --at 2262-04-11T23:47:16.854775808Z', /2262/],
    ['simulate @/login.rego --at 2026-03-01T00:00:00.1234567891Z', /nanosecond|9 digits|nine/],
    ['simulate @/login.rego --member yes', /yes.*true or false/i],
    ['simulate @/login.rego --key a --login b', /--key.*--login|--login.*--key/],
    ['simulate @/login.rego --key a --input @/input.json', /--key.*--input|--input.*--key/],
    ['simulate @/login.rego --input @/input.json --ip 10.0.0.1', /--input.*--ip/],
    ['simulate @/login.rego --input @/input.json --creator-ip ::1 --team A', /--input.*--creator-ip, --team/],
    ['simulate @/login.rego --machine yes', /yes.*true or false/i],
    ['simulate @/login.rego --login a --login-as id', /--login-as/],
    ['simulate @/login.rego --input @/missing.json', /missing\.json: no such file/],
    ['simulate @/login.rego --input @/broken.json', /@\/broken\.json:1:13: .*JSON/],
    ['simulate @/login.rego --input @/list.json', /@\/list\.json: .*object/],
    ['simulate @/login.rego --input @/twice.json', /@\/twice\.json:3:4: .*'login'/],
    ['simulate @/login.rego --input @/nested.json', /@\/nested\.json:1:1001: .*1000 levels/],
    ['simulate @/login.rego --input @/huge.json', /@\/login\.rego with the input .*\/huge\.json: .*number too big/],
    ['simulate @/login.rego --input -', /<stdin>:1:1: .*JSON/],
    ['simulate - --input -', /standard input/],
    ['simulate @/login.rego --account demo --key no-such-key', /no-such-key/],
    ['simulate @/login.rego @/plan.rego', /too many arguments.*several policies.*matrix, week and test/],
    ['diff @/login.rego @/login.rego @/plan.rego', /too many arguments.*--beside/],
    ['simulate @/login.rego --evaluator native', /native.*auto, interpreter, compiled/],
    ['simulate @/endless.rego', /@\/endless\.rego.*5 seconds/],
    ['fmt @/broken.rego', /@\/broken\.rego:3:10: rego_parse_error: `\{` is never closed/],
    ['fmt @/broken.rego --check', /@\/broken\.rego:3:10: rego_parse_error: `\{` is never closed/],
    ['fmt @/unwanted.rego', /@\/unwanted\.rego:5:10: rego_parse_error: `\{` is never closed/],
    ['fmt @/read-only.rego', /@\/read-only\.rego: is read-only; nothing was changed/],
    ['fmt @/latin1.rego', /@\/latin1\.rego: not UTF-8/],
    ['fmt @/login.rego @/missing.rego', /missing\.rego: no such file/],
    ['fmt @', /is a folder/],
  ])('%s', async (commandLine, expected) => {
    await refuses(commandLine, expected);
  });

  it('lists the ids of an ambiguous key name', async () => {
    const account = temporaryFolder({ 'account.json': JSON.stringify(twoKeysOfOneName()) });
    await refuses(
      `simulate @/login.rego --account ${account.folder}/account.json --key twin`,
      /twin.*01HND497T9JKR76MR3KA2CDJHP.*01HND497T9JKR76MR3KA2CDJHQ/,
    );
    account.remove();
  });
});

it('names the variable that names the account', async () => {
  const environment = { LOGIN_POLICY_ACCOUNT: 'nowhere.json' };
  const { err } = await runCli(engine, ['check', `${files.folder}/login.rego`], { environment });
  expect(err).toBe(
    'login-policy: LOGIN_POLICY_ACCOUNT=nowhere.json: no such file; use demo, auto or an account snapshot file\n',
  );
});

function twoKeysOfOneName(): unknown {
  const complete = { state: 'complete', at: '2026-01-01T00:00:00Z', items: [] };
  const key = {
    name: 'twin',
    description: '',
    type: 'SECRET',
    teams: [],
    admin: false,
    createdAt: '2026-01-01T00:00:00Z',
    deleted: false,
  };
  return {
    version: 1,
    name: 'twins',
    roles: complete,
    spaces: complete,
    teams: complete,
    loginPolicies: complete,
    apiKeys: {
      ...complete,
      items: [
        { ...key, id: '01HND497T9JKR76MR3KA2CDJHP' },
        { ...key, id: '01HND497T9JKR76MR3KA2CDJHQ' },
      ],
    },
  };
}
