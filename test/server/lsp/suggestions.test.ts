import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import {
  ACCOUNT_NAMES,
  KNOWLEDGE_CHANGED,
  SIGN_IN,
  SUGGESTIONS,
  type AccountNamesResult,
  type ClientSettings,
  type SuggestionsResult,
} from '../../../server/src/protocol/lsp.ts';
import { nodeFiles } from '../../../server/src/node/files.ts';
import { startEngine } from '../../support/engine.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, TestClient } from '../../support/lspClient.ts';

const URI = 'file:///a/login.rego';
let engine: Engine;
let client: TestClient;
beforeAll(async () => {
  engine = startEngine();
  client = await TestClient.connect({ engine, settings: { account: 'demo' } });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
});
afterAll(() => client.end());

it.each<[string, string, object | null]>([
  [
    'a login policy',
    'package spacelift\n\nallow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)\n',
    { addresses: [{ network: '10.0.0.0/8', line: 2, inside: '10.0.0.1' }] },
  ],
  ['another policy', 'package spacelift\n\ndeny { input.terraform }\n', null],
])('what is offered for %s', async (_name, text, expected) => {
  await client.open(URI, text);
  const offered = await client.ask<SuggestionsResult>(SUGGESTIONS, URI);
  await client.close(URI);
  if (expected === null) expect(offered).toBeNull();
  else expect(offered).toMatchObject(expected);
});

it('the names of the account, told of when they change', async () => {
  const loaded = await client.connection.sendRequest<AccountNamesResult>(ACCOUNT_NAMES);
  expect(loaded).toMatchObject({ name: 'demo', source: 'demo', keyState: 'complete' });
  const changed = new Promise<void>((resolve) => {
    client.connection.onNotification(KNOWLEDGE_CHANGED, resolve);
  });
  client.settings = { account: '' };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await changed;
  expect(await client.connection.sendRequest<AccountNamesResult>(ACCOUNT_NAMES)).toBeNull();
});

const SNAPSHOT = new URL('../../../demo/account.json', import.meta.url);

it.each<[string, ClientSettings, object | null, string]>([
  ['the demo account that the client has signed in to', {}, { kind: 'demo' }, 'demo'],
  ['a snapshot', { account: 'snapshots/acme.json' }, null, 'file:///work/snapshots/acme.json'],
])('the names say where they come from: %s', async (_name, settings, signIn, source) => {
  const another = await TestClient.connect({
    engine: fakeEngine({}),
    settings,
    files: { ...nodeFiles, readText: () => nodeFiles.readText(SNAPSHOT.href) },
    folders: ['file:///work'],
    capabilities: { ...FULL, experimental: { runSimulation: true, signsIn: true } },
    listen: (connection) => connection.onRequest(SIGN_IN, () => signIn),
  });
  await another.until(() => (another.refreshCount > 0 ? true : undefined));
  const names = await another.connection.sendRequest<AccountNamesResult>(ACCOUNT_NAMES);
  await another.end();
  expect(names?.source).toBe(source);
});
