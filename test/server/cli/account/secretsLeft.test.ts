/** Everything that whole runs leave behind, on disk and on the screen, is searched for what must not be there. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fault } from '../../../../demo/faults/fault.ts';
import type { DemoAccount } from '../../../../demo/server.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { VERIFY } from '../../../../server/src/protocol/lsp.ts';
import { signIn, startDemo } from '../../../support/demoAccount.ts';
import { dist, startEngine } from '../../../support/engine.ts';
import { TestClient } from '../../../support/lspClient.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const EXAMPLE = path.join(root, 'examples/login.rego');
const cli = path.join(dist, 'cli.js');

let engine: Engine;
let demo: DemoAccount;
let home: string;
/** What was on the screen. */
let screen = '';
/** Of the tools that were run, how often each ended how. */
const codes: number[] = [];

beforeAll(async () => {
  engine = startEngine();
  demo = await startDemo({ engine, clock: { now: () => BigInt(Date.now()) * 1_000_000n } });
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-left-'));
});
afterAll(async () => {
  await demo.close();
  await engine.dispose();
  fs.rmSync(home, { recursive: true, force: true });
});

function environment(more: Record<string, string>): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_CACHE_HOME: path.join(home, 'cache'),
    TMPDIR: home,
    ...more,
  };
}

async function run(args: string[], given: Record<string, string>): Promise<void> {
  const options = { env: environment(given), cwd: home };
  const { code, out, err } = await new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [cli, ...args], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout, err: stderr });
    });
  });
  codes.push(code);
  screen += `${out}\n${err}\n`;
}

/** The language server as another process, with an account, a verification, and a kill in the middle. */
async function runServer(given: Record<string, string>): Promise<void> {
  const server = spawn(process.execPath, [cli, 'lsp', '--stdio'], { env: environment(given), cwd: home });
  server.stderr.on('data', (data: Buffer) => (screen += data.toString()));
  server.stdout.on('data', (data: Buffer) => (screen += data.toString()));
  const client = await TestClient.over(server.stdout, server.stdin, { settings: { account: 'auto' } });
  const uri = `file://${home}/login.rego`;
  await client.open(uri, fs.readFileSync(EXAMPLE, 'utf8'));
  await client.connection.sendRequest('loginPolicy/refreshAccount');
  await client.diagnostics(uri);
  const request = { session: { login: 'alice' }, evaluator: 'auto', explain: false };
  const verified = await client.connection.sendRequest(VERIFY, { textDocument: { uri, version: 1 }, request });
  expect(verified).toMatchObject({ kind: 'verified' });
  screen += client.logged.join('\n') + client.messages.join('\n');
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  client.connection.dispose();
}

function everyFile(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const FAULTS: Fault[] = [
  { kind: 'status', status: 401 },
  { kind: 'html' },
  { kind: 'unauthorized', fields: ['roles', 'policies'] },
  { kind: 'redirect', to: 'https://elsewhere.example/graphql' },
  { kind: 'truncated' },
];

it('no secret and no token are in what is left of runs of every kind', { timeout: 240_000 }, async () => {
  const byKey = {
    SPACELIFT_API_KEY_ENDPOINT: demo.endpoint,
    SPACELIFT_API_KEY_ID: demo.keyId,
    SPACELIFT_API_KEY_SECRET: demo.keySecret,
  };
  const token = await signIn(demo);
  const secrets = [demo.keySecret, demo.githubToken, token, 'a-wrong-secret'];
  const byGitHub = { SPACELIFT_API_KEY_ENDPOINT: demo.endpoint, SPACELIFT_API_GITHUB_TOKEN: demo.githubToken };
  await run(['account', 'refresh'], byKey);
  await run(['account', 'export', path.join(home, 'acme.json')], byGitHub);
  await run(['check', EXAMPLE, '--account', 'auto'], byKey);
  await run(
    ['simulate', EXAMPLE, '--account', 'auto', '--key', 'terraform-automation', '--verify', '--explain'],
    byKey,
  );
  await run(['account', 'show', '--format', 'json'], { SPACELIFT_API_TOKEN: token });
  await run(['account', 'refresh'], { ...byKey, SPACELIFT_API_KEY_SECRET: 'a-wrong-secret' });
  if (process.platform !== 'win32') {
    // What a child is called with is part of what is left: anybody on this computer can see it.
    const bin = path.join(home, 'bin');
    fs.mkdirSync(bin);
    const script = `#!/bin/sh\necho "$0 $*" > '${home}/children.txt'\nprintf %s "\${TEST_TOKEN}"\n`;
    fs.writeFileSync(path.join(bin, 'spacectl'), script, { mode: 0o755 });
    const PATH = `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`;
    await run(['account', 'show'], { PATH, TEST_TOKEN: token });
    expect(fs.readFileSync(path.join(home, 'children.txt'), 'utf8')).toContain('spacectl profile export-token');
  }
  for (const fault of FAULTS) {
    demo.setFaults([fault]);
    await run(['account', 'refresh'], byKey);
  }
  demo.setFaults([]);
  await runServer(byKey);

  expect(codes.filter((code) => code === 0).length).toBeGreaterThanOrEqual(6);
  expect(codes.filter((code) => code === 2).length).toBeGreaterThanOrEqual(4);
  const files = everyFile(home);
  expect(files.filter((file) => file.includes('/accounts/')).length).toBeGreaterThanOrEqual(2);
  const left = [screen, ...files.flatMap((file) => [file, fs.readFileSync(file, 'latin1')])].join('\n');
  // It is what was looked through: an account's own words are in it.
  expect(left).toContain('terraform-automation');
  for (const secret of secrets) expect(left.includes(secret)).toBe(false);
  expect(left).not.toMatch(/eyJ[\w-]{8,}\.[\w-]{8,}\./);
});
