/** The language server as an editor has it: another process, over its standard streams. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { growAccount } from '../../demo/data/largeAccount.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import type { ClientSettings } from '../../server/src/protocol/lsp.ts';
import { PUSHED, TestClient } from '../../test/support/lspClient.ts';
import { longPolicy } from './policies.ts';
import { measure, percentiles, type Row } from './samples.ts';

export interface ServerCommand {
  name: string;
  command: string;
  args: string[];
  settings?: ClientSettings;
}

export const URI = 'file:///bench/login.rego';

/** Ours, and Regal's beside it when it is on PATH. */
export async function serverRows(demo: AccountSnapshot): Promise<Row[]> {
  const large = writeLargeAccount(demo);
  const ours: ServerCommand = {
    name: 'login-policy',
    command: process.execPath,
    args: ['dist/server.js', '--stdio'],
    settings: { files: { '**': 'v1' }, account: large.file },
  };
  const regal: ServerCommand = { name: 'regal', command: 'regal', args: ['language-server'] };
  try {
    const rows = [...(await timesOf(ours)), ...(await answersOf(ours))];
    if (spawnSync('regal', ['version']).error) return [...rows, { what: 'regal', note: 'not on PATH' }];
    return [...rows, ...(await timesOf(regal))];
  } finally {
    fs.rmSync(large.folder, { recursive: true });
  }
}

function writeLargeAccount(demo: AccountSnapshot): { folder: string; file: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'login-policy-bench-'));
  const file = path.join(folder, 'account.json');
  const grown = growAccount(demo, { keys: 5000, spaces: 2000, roles: 1000 });
  fs.writeFileSync(file, JSON.stringify(grown));
  return { folder, file };
}

/** What every language server for Rego does: start, and tell what is wrong after an edit. */
async function timesOf(server: ServerCommand): Promise<Row[]> {
  const started: number[] = [];
  for (let run = 0; run < 10; run++) {
    const before = performance.now();
    const { client, process } = await startServer(server);
    await told(client, () => client.open(URI, longPolicy(30, 0)));
    started.push(performance.now() - before);
    await stopServer(client, process);
  }
  const { client, process } = await startServer(server);
  await told(client, () => client.open(URI, longPolicy(30, 0)));
  const edit = (lines: number) => (run: number) =>
    told(client, () => client.change(URI, { text: longPolicy(lines, run + 1) }));
  const budget = server.name === 'login-policy';
  const rows = [
    {
      what: `${server.name}: start to all diagnostics`,
      ...percentiles(started),
      ...(budget && { note: 'budget 350 ms' }),
    },
    await measure(
      `${server.name}: edit to all diagnostics, 30 lines`,
      60,
      edit(30),
      budget ? 'budget 20, p95 50 ms' : '',
    ),
    await measure(`${server.name}: …, 2,000 lines`, 15, edit(2000), budget ? 'budget 200 ms' : ''),
    { what: `${server.name}: resident memory after that`, note: memoryOf(process) },
  ];
  await stopServer(client, process);
  return rows;
}

/** Answers while typing: 5,000 keys, 2,000 spaces and 1,000 roles are known. */
async function answersOf(server: ServerCommand): Promise<Row[]> {
  const rows: Row[] = [];
  for (const lines of [30, 2000]) {
    const { client, process } = await startServer(server);
    const text = longPolicy(lines, 0);
    await told(client, () => client.open(URI, text));
    const line = text.split('\n').findLastIndex((written) => written.includes('session.login'));
    const inKey = { line, character: (text.split('\n')[line] ?? '').indexOf('api::') + 5 };
    const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
    const questions: [string, string, object][] = [
      ['hover over a key', 'textDocument/hover', { position: inKey }],
      ['completion of a key', 'textDocument/completion', { position: inKey }],
      ['symbols', 'textDocument/documentSymbol', {}],
      ['tokens of what is seen', 'textDocument/semanticTokens/range', { range }],
      ['inlay hints of what is seen', 'textDocument/inlayHint', { range }],
    ];
    for (const [what, method, params] of questions) {
      const ask = (): Promise<unknown> => client.ask(method, URI, params);
      rows.push(
        await measure(`${what}, ${lines.toLocaleString('en')} lines`, 50, ask, 'budget p50 2 ms in the server'),
        await measure('… right after an edit', 20, editAnd(client, text, ask)),
      );
    }
    await stopServer(client, process);
  }
  return rows;
}

/** A character more in a comment at the end, then the question: what is known of the text before the edit is old. */
function editAnd(client: TestClient, text: string, ask: () => Promise<unknown>): () => Promise<unknown> {
  const end = { line: text.split('\n').length, character: 0 };
  return async () => {
    await client.change(URI, { range: { start: end, end }, text: '#\n' });
    return ask();
  };
}

export async function startServer({
  command,
  args,
  settings,
}: ServerCommand): Promise<{ client: TestClient; process: ChildProcess }> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const client = await TestClient.over(child.stdout, child.stdin, {
    capabilities: PUSHED,
    ...(settings && { settings }),
    folders: ['file:///bench'],
  });
  return { client, process: child };
}

/** Until diagnostics come for what was sent. */
async function told(client: TestClient, send: () => Promise<void>): Promise<void> {
  client.pushes.delete(URI);
  await send();
  await client.until(() => client.pushes.get(URI));
}

export async function stopServer(client: TestClient, child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await client.end();
  child.kill();
  await ended;
}

export function memoryOf({ pid }: ChildProcess): string {
  const status = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return status.error ? 'unknown: there is no ps' : `${Math.round(Number(status.stdout) / 1024)} MiB (budget 200 MiB)`;
}
