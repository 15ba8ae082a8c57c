import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import {
  ACCOUNT_NAMES,
  KNOWLEDGE_CHANGED,
  SUGGESTIONS,
  type AccountNamesResult,
  type SuggestionsResult,
} from '../../../server/src/protocol/lsp.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';

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
