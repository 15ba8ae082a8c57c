import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { AccessDifference } from '../../../server/src/protocol/matrix.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';
import { demoAccount, spaceId } from '../core/account/demoAccount.ts';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

const MEMBERS = 'package spacelift\n\nallow if input.session.member\n';
const ADMINS = `${MEMBERS}\nadmin if "Platform" in input.session.teams\n`;
const DEPLOYER = `${ADMINS}\nroles["${spaceId('production')}"] contains "deployer" if input.session.login == "ci-cd-dev"\n`;
const [main] = demoAccount.loginPolicies.items;
if (!main) throw new Error('the demo account has no login policy');
const withPolicies = (
  items: typeof demoAccount.loginPolicies.items,
  state: 'complete' | 'forbidden' = 'complete',
): string => JSON.stringify({ ...demoAccount, loginPolicies: { state, at: demoAccount.loginPolicies.at, items } });

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'members.rego': MEMBERS,
    'admins.rego': ADMINS,
    'deployer.rego': DEPLOYER,
    'other.rego': `${MEMBERS}\nadmin if "Security" in input.session.teams\n`,
    'by-name.rego': `${MEMBERS}\nadmin if input.session.login == "ci-cd-dev"\n`,
    'pattern.rego': `${MEMBERS}\nadmin if regex.match("^ops", input.session.login)\n`,
    'freeze.rego': 'package spacelift\n\ndeny if "Platform" in input.session.teams\n',
    'broken.rego': 'package spacelift\n\nallow if input.session.member ==\n',
    'main-login.rego': main.body,
    'own/login.rego': `${MEMBERS}\ndeny if count(input.session.teams) == 3\n`,
    'own/login.scenarios.yaml': `policy: login.rego
scenarios: [{ name: a, session: { teams: [Few, Some, Many] }, expect: { access: deny } }]
`,
    'repository/policies/login.rego': ADMINS,
    'repository/policies/old.rego': DEPLOYER,
    'repository/policies/older.rego': MEMBERS,
    'one.json': withPolicies([{ ...main, body: ADMINS, engine: 'v1' }]),
    'none.json': withPolicies([]),
    'hidden.json': withPolicies([], 'forbidden'),
  });
  const repository = path.join(files.folder, 'repository');
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      cwd: repository,
      stdio: 'pipe',
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'a policy');
  git('tag', 'released');
  git('mv', 'policies/old.rego', 'young.rego');
  git('commit', '--quiet', '--message', 'another name');
  writeFileSync(path.join(repository, 'untracked.rego'), ADMINS);
  git('mv', 'policies/older.rego', 'policies/younger.rego');
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

const run = (commandLine: string, stdin = ''): Promise<CliRun> =>
  runCli(
    engine,
    `diff ${commandLine}`.split(' ').map((arg) => arg.replace(/^@(?=\/)/, files.folder)),
    { stdin },
  );

describe('diff', () => {
  it('takes others together with both versions', async () => {
    const alone = await run('@/members.rego @/admins.rego --account demo');
    expect(alone).toMatchObject({ code: 3 });
    const frozen = await run('@/members.rego @/admins.rego --beside @/freeze.rego --account demo');
    expect(frozen).toMatchObject({ code: 0, out: expect.stringContaining('Same') as string });
    const broken = await run('@/members.rego @/admins.rego --beside @/freeze.rego --beside @/broken.rego');
    expect(broken).toMatchObject({ code: 2, err: expect.stringContaining('broken.rego') as string });
    const own = await run('@/members.rego @/admins.rego --beside @/./admins.rego');
    expect(own.err).toContain('admins.rego is what is compared: leave it out');
  });

  it.each([
    ['@/members.rego @/own/login.rego', 'lost'],
    ['@/own/login.rego @/members.rego', 'gained'],
    ['@/own/login.rego --against @/members.rego', 'lost'],
  ] as const)('looks at whom the scenarios beside either version name: %s', async (args, side) => {
    const { out } = await run(`${args} --format json`);
    const { rows, subjects } = JSON.parse(out) as AccessDifference;
    const changed = rows
      .filter((row) => row[side].login === true)
      .flatMap((row) => row.subjects.map((at) => subjects[at]));
    expect(changed).toMatchObject([{ name: 'Few + Some + Many', origin: 'scenario' }]);
  });

  it('knows of no scenarios beside a version out of git', async () => {
    const { out } = await run('@/repository/policies/login.rego --against HEAD --format json');
    expect((JSON.parse(out) as AccessDifference).leftOut.filter((line) => line.startsWith('Whom'))).toEqual([]);
  });

  it.each([
    ['@/members.rego @/members.rego --account demo', 0, '= Same'],
    ['@/members.rego @/admins.rego --account demo', 3, '▲ Wider'],
    ['@/deployer.rego @/admins.rego --account demo', 0, '▼ Narrower'],
    ['@/admins.rego @/other.rego --account demo', 3, '◆ Wider and narrower'],
    ['@/admins.rego @/members.rego --account demo', 4, '✗ LOCKED OUT'],
    ['@/admins.rego @/members.rego', 4, '✗ LOCKED OUT'],
    ['@/members.rego @/pattern.rego --account demo', 2, '? No difference found, but not everything was tried'],
    ['@/pattern.rego @/pattern.rego --account demo', 0, '= Same'],
    ['@/admins.rego @/pattern.rego --account demo', 4, '✗ MAY BE LOCKED OUT'],
    ['@/admins.rego @/by-name.rego --account demo', 4, '✗ MAY BE LOCKED OUT'],
    ['@/admins.rego @/by-name.rego --account demo --login-as name', 3, '◆ Wider and narrower'],
    ['@/members.rego --against @/admins.rego --account demo', 4, '✗ LOCKED OUT'],
    ['@/repository/policies/login.rego --against HEAD --account demo', 0, '= Same'],
    ['@/repository/policies/login.rego --against released', 0, '= Same'],
    ['@/repository/young.rego --against released --account demo', 0, '= Same'],
    ['@/repository/policies/younger.rego --against HEAD --account demo', 0, '= Same'],
    ['@/deployer.rego --against deployed --account @/one.json', 3, '▲ Wider'],
    ['@/main-login.rego --against deployed --account demo --engine v0', 0, '= Same'],
    ['@/members.rego --against deployed --policy main-login --account demo', 4, '✗ LOCKED OUT'],
  ])('%s: exit %i', async (commandLine, code, word) => {
    const told = await run(commandLine);
    expect(told.err).toBe('');
    expect(told.out.startsWith(word)).toBe(true);
    expect(told.code).toBe(code);
  });

  it('tells who gains what by which clause, and that saving signs everybody out', async () => {
    const { out } = await run('@/admins.rego @/deployer.rego --account demo');
    expect(out).toContain('+ deployer in production\n  ci-cd-dev by its name\n    roles fires now: `roles["');
    expect(out).toContain('deployer.rego:7:1)');
    expect(out).toContain('saving the policy signs everyone else out');
    expect(out).toContain('session.member = true of keys');
  });

  it('says who could repair the policy, and who bypasses it', async () => {
    const { out } = await run('@/admins.rego @/members.rego --account demo');
    expect(out).toContain('Before, these could, as admin: ');
    expect(out).toContain('team Platform');
    expect(out).toContain('administrative API keys (break-glass)');
  });

  it('says what a lock-out hangs on', async () => {
    const only =
      'Only if the login of an API key is its name, which is less likely than api:: and its id, these still can';
    const command = '@/admins.rego @/by-name.rego --account demo';
    expect((await run(command)).out).toContain(`  ${only}: ci-cd-dev by its name\n`);
    expect((await run(`${command} --format markdown`)).out).toContain('> **MAY BE LOCKED OUT.**');
    const { lockedOut, subjects } = JSON.parse((await run(`${command} --format json`)).out) as AccessDifference;
    expect(lockedOut?.hangsOn?.form).toBe('name');
    expect(lockedOut?.hangsOn?.can.map((one) => subjects[one]?.name)).toEqual(['ci-cd-dev']);
  });

  it('compares with what was committed, also from another folder', async () => {
    const changed = path.join(files.folder, 'repository/policies/login.rego');
    writeFileSync(changed, DEPLOYER);
    const { out, code } = await run('@/repository/policies/login.rego --against HEAD --account demo');
    writeFileSync(changed, ADMINS);
    expect(code).toBe(3);
    expect(out).toContain('login.rego at HEAD → ');
  });

  it('keeps the other deployed policies', async () => {
    const { out } = await run('@/main-login.rego --against deployed --account demo --engine v0');
    expect(out).toContain('one deny beats all');
  });

  it('is read by programs', async () => {
    const { out } = await run('@/members.rego @/admins.rego --account demo --format json');
    const { verdict, rows } = JSON.parse(out) as AccessDifference;
    expect(verdict).toBe('wider');
    expect(rows[0]).toMatchObject({ gained: { admin: true, roles: [] }, causes: [{ fires: 'after', rule: 'admin' }] });
  });

  it('is a comment for a pull request', async () => {
    const { out } = await run('@/admins.rego @/members.rego --account demo --format markdown');
    expect(out.startsWith('### Login policy: Narrower: somebody loses access')).toBe(true);
    expect(out).toContain('> **LOCKED OUT.**\n> Nobody');
    expect(out).toContain('| change | who | from where and when | by |\n| --- | --- | --- | --- |\n| − admin |');
  });

  it('reads one of the two from standard input', async () => {
    expect((await run('@/members.rego - --engine v1', MEMBERS)).code).toBe(0);
    expect((await run('- --against @/members.rego --engine v1', MEMBERS)).code).toBe(0);
  });

  it.each([
    ['@/members.rego', 'give the old and the new version, or one file and --against'],
    ['@/members.rego @/admins.rego --against HEAD', 'give the old and the new version, or one file and --against'],
    ['@/members.rego --against HEAD', 'is in no git repository'],
    ['@/repository/policies/login.rego --against no-such-branch', 'is no file and no revision of git'],
    ['@/repository/policies/new.rego --against HEAD', 'no such file'],
    ['@/repository/untracked.rego --against HEAD', 'the file is not in that revision'],
    ['@/repository/policies/login.rego --against --output=x', 'right would be deployed, a file, or a revision'],
    ['@/repository/policies/login.rego --against HEAD:x', 'right would be deployed, a file, or a revision'],
    ['- --against HEAD --engine v1', 'standard input has no git repository'],
    ['- -', 'not both'],
    ['@/members.rego @/none.rego', 'no such file'],
    ['@/members.rego @/broken.rego', 'broken.rego:3'],
    ['@/broken.rego @/members.rego', 'broken.rego:3'],
    ['@/members.rego --against deployed', 'give the account with --account'],
    ['@/members.rego --against deployed --account demo', 'say with --policy which one'],
    ['@/members.rego --against deployed --account @/none.json', 'has no login policy'],
    ['@/members.rego --against deployed --account @/hidden.json', 'are forbidden'],
    ['@/members.rego @/admins.rego --policy x', '--policy goes with --against deployed'],
  ])('%s: exit 2', async (commandLine, message) => {
    const { out, err, code } = await run(commandLine);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toContain(message);
  });
});
