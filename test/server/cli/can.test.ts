import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { CanAnswer } from '../../../server/src/protocol/access.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { demoAccount, keyId, spaceId } from '../core/account/demoAccount.ts';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

const eu = spaceId('eu');
const MEMBERS = `package spacelift

allow if input.session.member

roles["${spaceId('production')}"] contains "deployer" if input.session.login == "ci-cd-dev"
`;

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'login.rego': MEMBERS,
    'by-name/login.rego': MEMBERS,
    'by-name/.login-policy.yaml': 'keyLogin: name\n',
    'broken.rego': 'package spacelift\n\nallow if input.session.member ==\n',
    'conflict.rego': 'package spacelift\n\nallow if input.session.member\n\nallow := false if input.session.member\n',
    'managed.json': JSON.stringify({ ...demoAccount, authorizationScheme: 'MANAGED_USERS' }),
    'hidden.json': JSON.stringify({
      ...demoAccount,
      loginPolicies: { state: 'forbidden', at: demoAccount.loginPolicies.at, items: [] },
    }),
  });
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

const run = (commandLine: string, options?: Parameters<typeof runCli>[2]): Promise<CliRun> =>
  runCli(
    engine,
    `can ${commandLine}`.split(' ').map((arg) => arg.replace('@', files.folder)),
    options,
  );

describe('can', () => {
  it.each([
    ['terraform-prod run:trigger eu --account demo', 0, '✓ YES'],
    [`${keyId('terraform-prod')} RUN_TRIGGER ${eu} --account demo`, 0, '✓ YES'],
    ['ci-cd-dev run:trigger eu --account demo', 1, '✗ NO'],
    ['terraform-prod run:trigger eu --account demo --at 2026-12-31T18:30:00+01:00', 1, '✗ NO'],
    ['terraform-prod run:trigger eu --account @/hidden.json', 2, '? UNKNOWN'],
    ['ci-cd-dev run:trigger eu --account demo --policy @/login.rego', 1, '✗ NO'],
    ['ci-cd-dev run:trigger eu --account demo --policy @/login.rego --login-as name', 0, '✓ YES'],
    ['ci-cd-dev run:trigger eu --account demo --policy @/by-name/login.rego', 0, '✓ YES'],
    ['ci-cd-dev run:trigger development --account @/managed.json', 0, '✓ YES'],
    ['ci-cd-dev run:trigger development --account @/managed.json --team Contractors', 1, '✗ NO'],
    ['backup-service run:trigger development --account @/managed.json --team DevOps --team Developers', 0, '✓ YES'],
    ['break-glass space:admin root --account demo', 0, '✓ YES'],
    ['ci-cd-dev run:trigger a-space --policy @/login.rego', 2, '? UNKNOWN'],
    ['terraform-prod run:trigger a-space --policy @/login.rego', 1, '✗ NO'],
  ])('%s: exit %i', async (commandLine, code, word) => {
    const told = await run(commandLine);
    // What the account does not show is told, whatever is asked.
    expect(told.err).toMatch(
      commandLine.includes('hidden') ? /^[^\n]*login policies could not be had: [^\n]*\n$/ : /^$/,
    );
    expect(told.out).toMatch(new RegExp(`^${word.replace('?', '\\?')}  `));
    expect(told.code).toBe(code);
  });

  it('reads a policy from standard input', async () => {
    const commandLine = 'ci-cd-dev run:trigger eu --account demo --policy - --engine v1 --login-as name';
    expect((await run(commandLine, { stdin: MEMBERS })).code).toBe(0);
  });

  it('takes the account of the environment', async () => {
    const { code } = await run('terraform-prod run:trigger eu', { environment: { LOGIN_POLICY_ACCOUNT: 'demo' } });
    expect(code).toBe(0);
  });

  it('tells people why, what is missing, by which ways, and what was assumed', async () => {
    const { out } = await run('ci-cd-dev run:trigger eu --account demo --policy @/login.rego --ip 10.0.0.1');
    expect(out.replaceAll(files.folder, '@').split('\n')).toEqual([
      '✗ NO  run:trigger in production / eu (eu-01JK5GWKK0KTGNKQ339ZMJKFEB)',
      'ci-cd-dev (api::01K42332Z039JMGB70J7HCMG5P) from 10.0.0.1 on Tuesday 2026-03-03T08:30:00Z',
      'account demo · login policies decide · @/login.rego · Rego v1: it has `if` without an import',
      '',
      'Why',
      '  No role is held in production / eu',
      '',
      'Missing',
      '  a role that gives run:trigger: window-deployer, deployer, secure-deployer (and 3 more)',
      '',
      'Ways to bind roles',
      '  login policies      in force         no: No role is held in production / eu',
      '  bound to the key    not in force     no: No role is bound to the key',
      '  bound to its teams  not in force     no: No role is held in production / eu',
      '',
      'Assumed',
      '  ! session.login = "api::01K42332Z039JMGB70J7HCMG5P" decides  how a key\'s login looks is not documented for certain: most evidence is for api::<id>',
      '      with "ci-cd-dev": yes',
      '  without effect, each tried alone:',
      '      session.member = true  tried: false',
      '  not read by the policy: request.timestamp_ns = "2026-03-03T08:30:00Z", session.name = "ci-cd-dev", session.admin = false, session.creator_ip = "10.0.0.1", session.machine = false',
      '',
    ]);
  });

  it('tells programs the same', async () => {
    const { out } = await run('terraform-prod run:trigger eu --account demo --at 0 --format json');
    const { input, ...answer } = JSON.parse(out) as Omit<CanAnswer, 'input'> & {
      input: { session: { login: string } };
    };
    expect(input.session.login).toBe(`api::${keyId('terraform-prod')}`);
    expect(answer).toMatchObject({
      answer: 'yes',
      action: { name: 'RUN_TRIGGER', shown: 'run:trigger', level: 'write' },
      space: { id: eu, path: ['root', 'production', 'eu'] },
      scheme: 'LOGIN_POLICIES',
      reasons: ['The role deployer gives run:trigger: granted in production, inherited by production / eu'],
    });
    expect(answer.ways.map(({ way, inForce }) => `${way} ${inForce}`)).toEqual([
      'loginPolicies true',
      'direct false',
      'teams false',
    ]);
  });

  it.each([
    ['terraform-pord run:trigger eu --account demo', 'did you mean "terraform-prod"?'],
    ['terraform-prod run:triger eu --account demo', 'did you mean run:trigger?'],
    ['terraform-prod run:trigger ue --account demo', 'No space of the account "demo" has the id or name "ue"'],
    ['staging-deploy run:trigger eu --account demo', '2 API keys of the account "demo" are named "staging-deploy"'],
    ['terraform-prod run:trigger eu', 'nothing says who may do what: give --account, or a policy with --policy'],
    ['terraform-prod run:trigger eu --account demo --engine v0', '--engine is about the policy of --policy'],
    ['terraform-prod run:trigger eu --account demo --policy @/nowhere.rego', 'no such file'],
    ['terraform-prod run:trigger eu --account demo --policy @/broken.rego', 'broken.rego:3'],
    ['terraform-prod run:trigger eu --account demo --policy @/conflict.rego', 'conflict.rego'],
    ['terraform-prod run:trigger eu --account demo --ip 10.0.0', '10.0.0'],
    ['terraform-prod run:trigger --account demo', "missing required argument 'space'"],
  ])('%s: exit 2, in one line', async (commandLine, message) => {
    const { code, out, err } = await run(commandLine);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
