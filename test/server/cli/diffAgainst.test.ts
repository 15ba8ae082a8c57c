/** Revisions of git whose names mean something else as well, and files that are more than a file there. */
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import { runCli, temporaryFolder } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

const MEMBERS = 'package spacelift\n\nallow if input.session.member\n';
/** Names of what stands in the folder that the tests run in. */
const [FOLDER, FILE] = ['docs', 'package.json'];

beforeAll(() => {
  engine = startEngine();
  files = temporaryFolder({
    'full/real/login.rego': MEMBERS,
    'full/one-line.rego': 'package spacelift',
    'outside.rego': MEMBERS,
    'empty/login.rego': MEMBERS,
  });
  const [full, empty] = [path.join(files.folder, 'full'), path.join(files.folder, 'empty')];
  symlinkSync('real/login.rego', path.join(full, 'link.rego'));
  symlinkSync('link.rego', path.join(full, 'further.rego'));
  symlinkSync('../outside.rego', path.join(full, 'outside.rego'));
  git(full, 'init', '--quiet');
  git(full, 'add', '.');
  git(full, 'commit', '--quiet', '--message', 'a policy');
  git(full, 'branch', FOLDER);
  git(full, 'tag', FILE);
  git(empty, 'init', '--quiet');
});
afterAll(async () => {
  files.remove();
  await engine.dispose();
});

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd, stdio: 'pipe' });
}

const diff = (file: string, against: string) =>
  runCli(engine, ['diff', path.join(files.folder, file), '--against', against, '--engine', 'v1']);

test.each([
  ['a branch that is called as a folder', 'full/real/login.rego', FOLDER],
  ['a tag that is called as a file, by another name of its', 'full/real/login.rego', `${FILE}~0`],
  ['a link', 'full/link.rego', 'HEAD'],
  ['a link to a link', 'full/further.rego', 'HEAD'],
  ['a policy without a line break', 'full/one-line.rego', 'HEAD'],
])('%s', async (_, file, against) => {
  expect(existsSync(FOLDER) && existsSync(FILE)).toBe(true);
  const { out, err, code } = await diff(file, against);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  expect(out).toMatch(/^= Same/);
});

test.each([
  ['full/real/login.rego', FILE, `"${FILE}" is a file and a revision of git: write ./${FILE} for the file, ${FILE}~0`],
  ['empty/login.rego', FILE, 'package.json:'],
  ['empty/login.rego', 'HEAD', 'login.rego at HEAD: the repository has no commit yet'],
  ['empty/login.rego', 'master', '"master" is no file and no revision of git'],
  ['full/outside.rego', 'HEAD', 'it is a link to ../outside.rego there, outside of the repository'],
])('%s against %s: exit 2', async (file, against, message) => {
  const { out, err, code } = await diff(file, against);
  expect({ out, code }).toEqual({ out: '', code: 2 });
  expect(err).toContain(message);
});
