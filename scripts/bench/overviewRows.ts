/** Questions about many sessions, as an editor asks them: right after an edit, again, and with something more chosen. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { growAccount } from '../../demo/data/largeAccount.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import {
  ACCOUNT,
  DIFFERENCE,
  MATRIX,
  WEEK,
  type AccountResult,
  type MatrixResult,
} from '../../server/src/protocol/lsp.ts';
import type { TestClient } from '../../test/support/lspClient.ts';
import { longPolicy } from './policies.ts';
import { measure, type Row } from './samples.ts';
import { memoryOf, startServer, stopServer, URI } from './serverRows.ts';

interface Setting {
  name: string;
  account: string;
  policy: string;
  key: string;
}

/**
 * On the demo account, and on one in which nearly 10,000 sessions are decided: of keys by both forms of their login, of
 * which those that come to the same are shown as one.
 */
export async function overviewRows(demo: AccountSnapshot): Promise<Row[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'login-policy-bench-'));
  const account = path.join(folder, 'account.json');
  const large = growAccount(demo, { keys: 120, spaces: 2000, roles: 1000 });
  fs.writeFileSync(account, JSON.stringify(large));
  const [key] = large.apiKeys.items.filter(({ admin }) => !admin);
  const named = { key: key?.name ?? '' };
  try {
    const example = fs.readFileSync('examples/login.rego', 'utf8');
    return [
      ...(await rowsOf({ name: 'demo account, examples/login.rego', account: 'demo', policy: example, ...named })),
      ...(await rowsOf({ name: '2,000 spaces, 1,000 roles', account, policy: longPolicy(30, -2), ...named })),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function rowsOf({ name, account, policy, key }: Setting): Promise<Row[]> {
  const settings = { files: { '**': 'v1' as const }, account };
  const { client, process } = await startServer({
    name: 'login-policy',
    command: 'node',
    args: ['dist/server.js', '--stdio'],
    settings,
  });
  await client.open(URI, policy);
  await accountLoaded(client);
  const ask = (method: string, params: object = {}): Promise<unknown> =>
    client.connection.sendRequest(method, {
      textDocument: { uri: URI, version: client.version(URI) },
      ...params,
    });
  const first = (await ask(MATRIX)) as MatrixResult;
  if (first.kind !== 'matrix') throw new Error(JSON.stringify(first));
  const sessions = first.matrix.sessions.toLocaleString('en');
  const baseline = { kind: 'text', name: 'before', text: policy };
  const request = { session: { key }, zone: 'Europe/Berlin', date: '2026-11-24' };
  const rows = [
    await measure(
      `${name}: edit to matrix`,
      10,
      afterEdit(client, policy, () => ask(MATRIX)),
      `${sessions} sessions are shown`,
    ),
    await measure('… the same again', 10, () => ask(MATRIX)),
    await measure('… with another address each time', 10, (run) =>
      ask(MATRIX, { chosen: { addresses: [`10.200.1.${run}`] } }),
    ),
    await measure(
      '… edit to difference',
      5,
      afterEdit(client, policy, () => ask(DIFFERENCE, { baseline })),
    ),
    await measure(
      '… edit to a week',
      10,
      afterEdit(client, policy, () => ask(WEEK, { request })),
    ),
    { what: '… resident memory after that', note: memoryOf(process) },
  ];
  await stopServer(client, process);
  return rows;
}

/** The settings, which name it, are asked for only once the client is there. */
async function accountLoaded({ connection }: TestClient): Promise<void> {
  while ((await connection.sendRequest<AccountResult>(ACCOUNT)).state !== 'loaded') {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Another text each time: nothing is known of it. */
function afterEdit(client: TestClient, policy: string, ask: () => Promise<unknown>): (run: number) => Promise<unknown> {
  return async (run) => {
    await client.change(URI, { text: `${policy}\n# ${run} ${performance.now()}\n` });
    return ask();
  };
}
