/** `login-policy` in terminals of VS Code: this platform's launcher, beside a program that says what it was given. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const isWindows = process.platform === 'win32';
const NAME = isWindows ? 'login-policy.cmd' : 'login-policy';
// Paths of people have blanks.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'login policy '));
const bin = path.join(folder, 'dist', 'bin');
fs.cpSync(path.resolve(import.meta.dirname, '../../../client/bin'), bin, { recursive: true });
const PROGRAM = `
const { argv, env, execPath } = process;
require('node:fs').readFile(0, 'utf8', (_error, input) => {
  console.log(JSON.stringify({ args: argv.slice(2), asNode: env.ELECTRON_RUN_AS_NODE, execPath, input }));
  process.exitCode = 3;
});`;
fs.writeFileSync(path.join(folder, 'dist/cli.js'), PROGRAM);
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

it('runs the command line with the Node that it is told, found on the path where there is no other', () => {
  const system = isWindows ? [path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32')] : ['/usr/bin', '/bin'];
  const env = { PATH: [bin, ...system].join(path.delimiter), LOGIN_POLICY_NODE: process.execPath };
  const args = ['simulate', 'a b.rego', '--team', 'On Call'];
  const command = [NAME, ...args.map((arg) => `"${arg}"`)].join(' ');
  const { status, stdout, stderr } = spawnSync(command, { env, shell: true, input: '{}', encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ args, asNode: '1', execPath: process.execPath, input: '{}' });
  expect(status).toBe(3);
});
