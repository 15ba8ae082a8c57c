/** Which files a command line leads to, and what becomes of those that can't be checked. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import type { CheckReport } from '../../../server/src/protocol/findings.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';

const MEMBERS = 'package spacelift\n\nallow if input.session.member\n';
const MISTAKE = 'package spacelift\n\nallow if input.session.teams == "DevOps"\n';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  engine = startEngine();
});
beforeEach(() => {
  files = temporaryFolder({
    'all/fine/login.rego': MEMBERS,
    'all/fine/login_test.rego': MISTAKE,
    'all/fine/plan.rego': `# spacelift: type=plan\n${MISTAKE}`,
    'all/wrong/login.rego': MISTAKE,
    'all/wrong/latin1.rego': Buffer.from('package spacelift\n# caf\xe9\n', 'latin1'),
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  files.remove();
});
afterAll(() => engine.dispose());

/** In the arguments and in the result, `@/` stands for the temporary folder. */
async function check(commandLine: string): Promise<CliRun> {
  const run = await runCli(engine, ['check', ...commandLine.split(' ').map((arg) => arg.replace('@', files.folder))]);
  return {
    ...run,
    out: run.out.replaceAll(`${files.folder}/`, '@/'),
    err: run.err.replaceAll(`${files.folder}/`, '@/'),
  };
}

async function report(commandLine: string): Promise<CheckReport> {
  return JSON.parse((await check(`${commandLine} --format json`)).out) as CheckReport;
}

const pathsOf = ({ files: checked }: CheckReport): string[] => checked.map((file) => file.path);

it('tells which files can not be checked, and what is found in the others', async () => {
  const { code, out, err } = await check('@/all @/missing.rego');
  expect(out).toMatch(/^@\/all\/wrong\/login\.rego:3:10 {2}error /);
  expect(out).toMatch(/^2 login policies checked: 1 error; 2 places could not be checked$/m);
  expect(err).toBe(
    'login-policy: @/missing.rego: no such file or folder\n' +
      'login-policy: @/all/wrong/latin1.rego: not UTF-8 text; save it as UTF-8\n',
  );
  expect(code).toBe(2);
});

it('tells programs, too', async () => {
  expect(await report('@/all')).toMatchObject({
    failed: [{ path: '@/all/wrong/latin1.rego', reason: 'not UTF-8 text; save it as UTF-8' }],
  });
  expect(await report('@/all/fine')).not.toHaveProperty('failed');
});

it('tells code scanning that a run was not whole', async () => {
  const log = JSON.parse((await check('@/all --format sarif')).out) as { runs: { invocations: unknown[] }[] };
  expect(log.runs[0]?.invocations).toMatchObject([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'note' },
        { level: 'note' },
        { level: 'error', message: { text: 'Not checked: not UTF-8 text; save it as UTF-8' } },
      ],
    },
  ]);
});

it('tells of a policy that OPA founders on', async () => {
  fs.writeFileSync(path.join(files.folder, 'nested.rego'), `package x\n\ny := ${'['.repeat(100_000)}\n`);
  const { code, out, err } = await check('@/nested.rego @/all/fine/login.rego');
  expect(err).toBe('login-policy: @/nested.rego: OPA ran out of stack: something is nested too deeply\n');
  expect(out).toBe('1 login policy checked, nothing found; 1 place could not be checked\n');
  expect(code).toBe(2);
});

it('tells of folders it may not look into', async () => {
  const { readdir } = fs;
  vi.spyOn(fs, 'readdir').mockImplementation(((folder: string, options: object, done: (...args: unknown[]) => void) => {
    if (path.basename(folder) !== 'wrong') readdir(folder, options, done);
    else done(Object.assign(new Error('EACCES'), { code: 'EACCES' }), []);
  }) as typeof fs.readdir);
  const some = await check('@/all');
  expect(some.out).toMatch(/^1 login policy checked, nothing found; 1 place/m);
  expect(some.err).toBe('login-policy: @/all/wrong: may not be read (permission denied)\n');
  expect(await check('@/all/wrong')).toEqual({ code: 2, out: '', err: some.err });
});

it('checks a file once, under the name it has without links', async () => {
  fs.symlinkSync('fine', path.join(files.folder, 'all/another'));
  fs.symlinkSync('..', path.join(files.folder, 'all/fine/around'));
  fs.symlinkSync('login.rego', path.join(files.folder, 'all/fine/also.rego'));
  expect(pathsOf(await report('@/all'))).toEqual(['@/all/fine/login.rego', '@/all/wrong/login.rego']);
  expect(pathsOf(await report('@/all/another/login.rego @/all/fine/also.rego'))).toEqual(['@/all/another/login.rego']);
});

it('tells of links to nothing, where they are named or would be a policy', async () => {
  fs.symlinkSync('nowhere', path.join(files.folder, 'all/fine/gone.rego'));
  fs.symlinkSync('nowhere', path.join(files.folder, 'all/fine/other.txt'));
  fs.symlinkSync('.', path.join(files.folder, 'all/fine/again'));
  const err = 'login-policy: @/all/fine/gone.rego: is a symbolic link to what is not there\n';
  const found = await check('@/all/fine');
  expect(found).toMatchObject({ code: 2, err });
  expect(found.out).toMatch(/^1 login policy checked, nothing found; 1 place could not be checked$/m);
  expect(await check('@/all/fine/g*.rego')).toEqual({ code: 2, out: '', err });
  expect(await check('@/all/fine/gone.rego')).toEqual({ code: 2, out: '', err });
  expect((await check('@/all/fine/l*.rego')).code).toBe(0);
});

it('checks what is named, and in a folder what looks like a login policy', async () => {
  expect(pathsOf(await report('@/all/fine'))).toEqual(['@/all/fine/login.rego']);
  expect(pathsOf(await report('@/all/fine/login_test.rego @/all/fine/plan.rego'))).toEqual([
    '@/all/fine/login_test.rego',
    '@/all/fine/plan.rego',
  ]);
});

it('takes a folder whose name is that of a file for a folder', async () => {
  fs.renameSync(path.join(files.folder, 'all/fine'), path.join(files.folder, 'all/x.rego'));
  expect(pathsOf(await report('@/all/x.rego'))).toEqual(['@/all/x.rego/login.rego']);
});

it('reads pipes', async () => {
  const pipe = path.join(files.folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const [checked] = await Promise.all([report('@/pipe'), fs.promises.writeFile(pipe, MISTAKE)]);
  expect(checked.files[0]?.findings).toMatchObject([{ rule: 'SL013' }]);
});

it('takes an account with a byte order mark', async () => {
  const account = fs.readFileSync(path.resolve(import.meta.dirname, '../../../demo/account.json'));
  fs.writeFileSync(path.join(files.folder, 'account.json'), Buffer.concat([Buffer.from('\uFEFF'), account]));
  expect((await check('@/all/fine --account @/account.json')).code).toBe(0);
});

it.each([
  ['CR', 'package spacelift\r\rallow if input.session.teams == "a"\r', '    2 |'],
  ['CRLF', 'package spacelift\r\n\r\nallow if input.session.teams == "a"\r\n', '    2 |'],
  ['U+2028 before it', 'package spacelift\n# a\u2028b\nallow if input.session.teams == "a"\n', '    2 | # a\ufffdb'],
])('shows the line where lines end with %s', async (_, text, before) => {
  fs.writeFileSync(path.join(files.folder, 'odd.rego'), text);
  const { out } = await check('@/odd.rego');
  expect(out).toContain(
    [before, '  > 3 | allow if input.session.teams == "a"', `      |          ${'^'.repeat(26)}`, '    4 |'].join('\n'),
  );
});

it('underlines the place behind characters that are not printed as they are', async () => {
  const text = 'package spacelift\n\nallow if { "\u202e\u009b\u001b" != ""; input.session.teams == "a" }\n';
  fs.writeFileSync(path.join(files.folder, 'odd.rego'), text);
  const [, line = '', marks = ''] = /^ {2}> 3 \| (.*)\n {6}\| (.*)$/m.exec((await check('@/odd.rego')).out) ?? [];
  expect(line.slice(marks.indexOf('^'), marks.length)).toBe('input.session.teams == "a"');
});
