/** What `fmt` does to files, and what it leaves alone. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';

const UNTIDY = 'package spacelift\nallow   if input.session.member\n';
const TIDY = 'package spacelift\n\nallow if input.session.member\n';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  engine = startEngine();
});
beforeEach(() => {
  files = temporaryFolder({
    'a.rego': UNTIDY,
    'b/b.rego': UNTIDY,
    'broken.rego': 'package spacelift\n\nallow if {\n',
    'login_test.rego': UNTIDY,
    'library.rego': 'package library\n# spacelift: type=plan\nf(x):=x+1\n',
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  files.remove();
});
afterAll(() => engine.dispose());

const at = (name: string): string => path.join(files.folder, name);
const read = (name: string): string => fs.readFileSync(at(name), 'utf8');
const list = (): string[] => fs.readdirSync(files.folder, { recursive: true, encoding: 'utf8' }).sort();

/** Paths below the temporary folder; in the result, `@/` stands for it. */
async function fmt(names: string, ...more: string[]): Promise<CliRun> {
  const { code, out, err } = await runCli(engine, ['fmt', ...names.split(' ').map(at), ...more]);
  return { code, out: out.replaceAll(at('/'), '@/'), err: err.replaceAll(at('/'), '@/') };
}

it('takes globs, as check does', async () => {
  expect(await fmt('**/[ab].rego')).toEqual({ code: 0, out: '@/a.rego\n@/b/b.rego\n', err: '' });
  expect(read('b/b.rego')).toBe(TIDY);
  expect(await fmt('x*.rego a.rego')).toEqual({ code: 2, out: '', err: 'login-policy: @/x*.rego: no file matches\n' });
});

it('takes a file for itself whose name is a glob', async () => {
  fs.writeFileSync(at('[ab].rego'), UNTIDY);
  expect(await fmt('[ab].rego')).toEqual({ code: 0, out: '@/[ab].rego\n', err: '' });
  expect(read('a.rego')).toBe(UNTIDY);
});

it('formats any Rego that is named', async () => {
  expect(await fmt('login_test.rego library.rego', '--engine', 'v1')).toEqual({
    code: 0,
    out: '@/login_test.rego\n@/library.rego\n',
    err: '',
  });
  expect(read('login_test.rego')).toBe(TIDY);
  expect(read('library.rego')).toBe('package library\n\n# spacelift: type=plan\nf(x) := x + 1\n');
});

it('changes nothing where one file can not be formatted, and names each such file', async () => {
  const before = list();
  const { code, out, err } = await fmt('a.rego broken.rego missing.rego');
  expect(err).toMatch(/^login-policy: @\/broken\.rego:3:10: .*\nlogin-policy: @\/missing\.rego: no such file\n$/);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(read('a.rego')).toBe(UNTIDY);
  expect(list()).toEqual(before);
});

it('with --check tells also what would change beside them', async () => {
  expect(await fmt('a.rego missing.rego', '--check')).toEqual({
    code: 2,
    out: '@/a.rego\n',
    err: 'login-policy: @/missing.rego: no such file\n',
  });
});

it('changes nothing where one file is read-only', async () => {
  fs.chmodSync(at('b/b.rego'), 0o444);
  const before = list();
  const { code, err } = await fmt('a.rego b/b.rego');
  expect(err).toBe('login-policy: @/b/b.rego: is read-only; nothing was changed\n');
  expect(code).toBe(2);
  expect([read('a.rego'), read('b/b.rego')]).toEqual([UNTIDY, UNTIDY]);
  expect(list()).toEqual(before);
});

it('changes nothing where there is no room for the last file', async () => {
  const before = list();
  const { writeFileSync } = fs;
  vi.spyOn(fs, 'writeFileSync').mockImplementation((file, ...rest) => {
    if (String(file).includes('.b.rego')) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    writeFileSync(file, ...rest);
  });
  const { code, out, err } = await fmt('a.rego b/b.rego');
  expect(err).toBe("login-policy: @/b/b.rego: can't be written (no space is left)\n");
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(read('a.rego')).toBe(UNTIDY);
  expect(list()).toEqual(before);
});

it('writes to no pipe', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  const [{ code, err }] = await Promise.all([fmt('pipe a.rego'), fs.promises.writeFile(at('pipe'), UNTIDY)]);
  expect(err).toBe('login-policy: @/pipe: is no ordinary file, and so is not rewritten\n');
  expect(code).toBe(2);
  expect(read('a.rego')).toBe(UNTIDY);
});

it('keeps links of both kinds, and the mode whatever the umask is', async () => {
  fs.chmodSync(at('a.rego'), 0o666);
  fs.symlinkSync('a.rego', at('symbolic.rego'));
  fs.linkSync(at('b/b.rego'), at('hard.rego'));
  const before = list();
  expect((await fmt('symbolic.rego hard.rego')).code).toBe(0);
  expect(fs.readlinkSync(at('symbolic.rego'))).toBe('a.rego');
  expect(fs.statSync(at('a.rego')).mode & 0o777).toBe(0o666);
  expect(fs.statSync(at('hard.rego')).ino).toBe(fs.statSync(at('b/b.rego')).ino);
  expect([read('a.rego'), read('b/b.rego')]).toEqual([TIDY, TIDY]);
  expect(list()).toEqual(before);
});

it('formats a file once, whatever names it is given by', async () => {
  fs.symlinkSync('a.rego', at('symbolic.rego'));
  expect((await fmt('a.rego symbolic.rego b/../a.rego')).out).toBe('@/a.rego\n');
});
