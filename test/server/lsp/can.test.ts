import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import { CAN, type CanResult } from '../../../server/src/protocol/lsp.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';

const URI = 'file:///a/login.rego';
const POLICY = `package spacelift

allow if input.session.login == "ci-cd-production"

roles["root"] contains "deployer" if input.session.login == "ci-cd-production"
`;
let engine: Engine;
let client: TestClient;
beforeAll(async () => {
  engine = startEngine();
  client = await TestClient.connect({ engine, settings: { account: 'demo', keyLogin: 'name' } });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
});
afterAll(() => client.end());

it.each<[string, object, object, string]>([
  ['yes, with the key written as the settings say', { key: 'ci-cd-production' }, { answer: { answer: 'yes' } }, POLICY],
  ['no', { key: 'automation-dev' }, { answer: { answer: 'no' } }, POLICY],
  ['a policy with a mistake', { login: 'a' }, { kind: 'refused' }, 'package spacelift\n\nallow if {\n'],
  ['no login policy', { login: 'a' }, { kind: 'refused' }, 'package spacelift\n\ndeny { input.terraform }\n'],
])('%s', async (_name, session, expected, text) => {
  await client.open(URI, text);
  const params = { textDocument: { uri: URI, version: 1 }, request: { session, action: 'run:trigger', space: 'root' } };
  expect(await client.connection.sendRequest<CanResult>(CAN, params)).toMatchObject(expected);
  await client.close(URI);
});

it.each<[string, object, object]>([
  ['another version', { textDocument: { uri: URI, version: 7 } }, { kind: 'stale', version: 1 }],
  ['a document that is not open', { textDocument: { uri: 'file:///b', version: 1 } }, { kind: 'refused' }],
  [
    'no action',
    { request: { session: {}, space: 'root' } },
    { message: 'request.action: it is missing: right would be a text' },
  ],
])('%s is told', async (_name, change, expected) => {
  await client.open(URI, POLICY);
  const params = {
    textDocument: { uri: URI, version: 1 },
    request: { session: {}, action: 'run:trigger', space: 'root' },
    ...change,
  };
  expect(await client.connection.sendRequest<CanResult>(CAN, params)).toMatchObject(expected);
  await client.close(URI);
});
