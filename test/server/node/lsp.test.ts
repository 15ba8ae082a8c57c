/** `login-policy lsp`, as another editor starts it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { dist } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';

const cli = path.join(dist, 'cli.js');
const uri = 'untitled:login.rego';

it.each([[[]], [['--stdio']], [['--stdio', '--clientProcessId', String(process.pid)]]])(
  'lsp %j serves over standard input and output',
  async (args) => {
    const server = spawn(process.execPath, [cli, 'lsp', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(server, 'exit');
    const client = await TestClient.over(server.stdout, server.stdin, {});
    await client.open(uri, 'package spacelift\n\nallow if input.session.teams == "DevOps"\n');
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ code }) => code)).toEqual(['SL013']);
    const pages = diagnostics.map(({ codeDescription }) => codeDescription?.href ?? '');
    expect(pages.map((page) => (page.startsWith('file:') ? fs.existsSync(fileURLToPath(page)) : page))).toEqual([true]);
    await client.connection.sendRequest('shutdown');
    await client.connection.sendNotification('exit');
    expect(await ended).toEqual([0, null]);
  },
);

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [cli, 'lsp', ...args], { encoding: 'utf8', input: '' });
}

it('has help', () => {
  expect(run('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage: login-policy lsp/) as string,
    stderr: '',
  });
});

it.each([
  ['--bogus', "unknown option '--bogus'"],
  ['login.rego', 'too many arguments'],
])('refuses %s', (argument, why) => {
  const { status, stdout, stderr } = run(argument);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(new RegExp(`^login-policy: ${why}.*\n$`));
});
