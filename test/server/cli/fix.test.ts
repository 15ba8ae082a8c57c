import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import { runCli, temporaryFolder, type CliRun } from '../../support/cli.ts';
import { startEngine } from '../../support/engine.ts';

const MIXED = `package spacelift

space_read contains "root" if input.session.member

admin if input.session.teams == "DevOps"
`;
const MENDED = `package spacelift

roles["root"] contains "space-reader" if input.session.member

admin if input.session.teams == "DevOps"
`;
const NESTED = `package spacelift

allow if {
  input.session.member
  roles["root"] contains "space-reader" if input.session.admin
}
`;

let engine: Engine;
let files: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  engine = startEngine();
});
beforeEach(() => {
  files = temporaryFolder({
    'mixed.rego': MIXED,
    'nested.rego': NESTED,
    'windows.rego': `\uFEFF${MIXED.replaceAll('\n', '\r\n')}`,
    'fine.rego': 'package spacelift\n\nallow if input.session.member\n',
    'plan.rego': 'package spacelift\n\ndeny contains "no" if input.terraform.resource_changes\n',
    'broken.rego': 'package spacelift\n\nallow if {\n',
  });
});
afterEach(() => {
  files.remove();
});
afterAll(() => engine.dispose());

const fix = (names: string, ...more: string[]): Promise<CliRun> =>
  runCli(engine, ['check', '--fix', ...names.split(' ').map((name) => path.join(files.folder, name)), ...more]);
const read = (name: string): string => fs.readFileSync(path.join(files.folder, name), 'utf8');
const shown = ({ out }: CliRun): string => out.replaceAll(files.folder, '');

it('shows what would change, and changes nothing', async () => {
  const before = fs.readdirSync(files.folder);
  const run = await fix('mixed.rego fine.rego');
  expect(shown(run)).toBe(`--- /mixed.rego
+++ /mixed.rego
@@ -1,5 +1,5 @@
 package spacelift
 
-space_read contains "root" if input.session.member
+roles["root"] contains "space-reader" if input.session.member
 
 admin if input.session.teams == "DevOps"

Not applied, for it may change who gets in:
  /mixed.rego:5:10  SL013  Ask whether the name is in the list

1 fix in 1 file, nothing written: --yes writes. Left after them: 1 error.
`);
  expect(run.code).toBe(1);
  expect(read('mixed.rego')).toBe(MIXED);
  expect(fs.readdirSync(files.folder)).toEqual(before);
});

it('writes with --yes, and tells what is left', async () => {
  fs.chmodSync(path.join(files.folder, 'mixed.rego'), 0o640);
  const run = await fix('mixed.rego', '--yes');
  expect(shown(run)).toMatch(/^fixed \/mixed\.rego: SL008 Grant `space-reader` by `roles`\nNot applied/);
  expect(shown(run)).toMatch(/\/mixed\.rego:5:10 {2}error .* SL013/);
  expect(run.code).toBe(1);
  expect(read('mixed.rego')).toBe(MENDED);
  expect(fs.statSync(path.join(files.folder, 'mixed.rego')).mode & 0o777).toBe(0o640);
});

it('exits by what the files hold in the end', async () => {
  expect((await fix('nested.rego')).code).toBe(1);
  expect((await fix('nested.rego', '--yes')).code).toBe(0);
  expect(read('nested.rego')).toContain('}\n\nroles["root"] contains "space-reader" if {\n  input.session.member\n');
  expect(await fix('nested.rego', '--yes')).toMatchObject({
    code: 0,
    out: '✓ 1 login policy checked, nothing found\n',
  });
});

it('keeps byte order marks and line ends', async () => {
  await fix('windows.rego', '--yes');
  expect(read('windows.rego')).toBe(`\uFEFF${MENDED.replaceAll('\n', '\r\n')}`);
});

it('has nothing to say where nothing is to fix', async () => {
  expect(shown(await fix('fine.rego'))).toBe('Nothing that is safe to fix unasked; found: nothing.\n');
  const broken = await fix('broken.rego');
  expect(shown(broken)).toBe('Nothing that is safe to fix unasked; found: 1 error.\n');
  expect(broken.code).toBe(1);
});

it('leaves other policies alone', async () => {
  const { out } = await runCli(engine, ['check', '--fix', '--yes', files.folder]);
  expect(out).toMatch(/skipped \S+plan\.rego: /);
  expect(read('plan.rego')).toContain('deny contains "no"');
});

it('writes nothing where one file can not be read', async () => {
  fs.writeFileSync(path.join(files.folder, 'latin1.rego'), Buffer.from('package spacelift\n# caf\xe9\n', 'latin1'));
  const { code, err } = await fix('mixed.rego latin1.rego', '--yes');
  expect(err).toMatch(/latin1\.rego: not UTF-8/);
  expect(code).toBe(2);
  expect(read('mixed.rego')).toBe(MIXED);
});

it('prints a patch that git takes', async () => {
  const stdin = MIXED.replace('\nadmin', '\n# ü\nadmin');
  const run = await runCli(engine, ['check', '--fix', '-'], { stdin });
  const [patch = ''] = run.out.split('\n\nNot applied');
  fs.writeFileSync(path.join(files.folder, 'stdin.rego'), stdin);
  const target = { cwd: files.folder, input: `${patch}\n`.replace(/^(---|\+\+\+) -$/gm, '$1 stdin.rego') };
  execFileSync('git', ['apply', '-p0', '-'], target);
  expect(read('stdin.rego')).toBe(MENDED.replace('\nadmin', '\n# ü\nadmin'));
});
