import { afterAll, beforeAll, expect, it } from 'vitest';
import demo from '../../../demo/account.json' with { type: 'json' };
import type { Engine } from '../../../server/src/core/ports.ts';
import type { Files } from '../../../server/src/lsp/host.ts';
import { CAN, SIMULATE, type ClientSettings, type SimulateResult } from '../../../server/src/protocol/lsp.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';
import { memoryFiles } from '../../support/memoryFiles.ts';

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

const URI = 'file:///a/login.rego';
const DEMO = new URL('../../../demo/account.json', import.meta.url).href;
const BY_NAME = 'package spacelift\n\nallow if input.session.login == "ci-cd-production"\n';

async function simulateOpen(
  text: string,
  session: SessionRequest,
  settings: ClientSettings = {},
  settingsFile?: string,
): Promise<SimulateResult> {
  const kept: Engine = { ask: (request, token) => engine.ask(request, token), dispose: () => Promise.resolve() };
  const files = new Map([[DEMO, JSON.stringify(demo)]]);
  if (settingsFile !== undefined) files.set('file:///a/.login-policy.yaml', settingsFile);
  const client = await TestClient.connect({
    engine: kept,
    files: memoryFiles(files),
    settings: { account: 'demo', ...settings },
    folders: ['file:///a'],
  });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
  await client.open(URI, text);
  const request = { session, evaluator: 'auto', explain: false, weigh: false };
  const params = { textDocument: { uri: URI, version: 1 }, request };
  const result = await client.connection.sendRequest<SimulateResult>(SIMULATE, params);
  await client.end();
  return result;
}

it.each<[string, SessionRequest, ClientSettings, string | undefined, string]>([
  ['by its id, where nothing is set', { key: 'ci-cd-production' }, {}, undefined, 'deny'],
  ['by its name, as the editor is set', { key: 'ci-cd-production' }, { keyLogin: 'name' }, undefined, 'allow'],
  ['by its name, as the settings file says', { key: 'ci-cd-production' }, {}, 'keyLogin: name\n', 'allow'],
  [
    'by its id, as the request says',
    { key: 'ci-cd-production', loginAs: 'id' },
    { keyLogin: 'name' },
    undefined,
    'deny',
  ],
  ['a person, whatever is set', { login: 'ci-cd-production' }, { keyLogin: 'name' }, undefined, 'allow'],
])('a key logs in %s', async (_, session, settings, file, level) => {
  expect(await simulateOpen(BY_NAME, session, settings, file)).toMatchObject({
    kind: 'report',
    report: { decision: { access_level: level } },
  });
});

it.each<[string, string, object]>([
  ['a policy with mistakes gives its findings', 'package spacelift\n\nallow if {\n', { kind: 'policy', version: 1 }],
  ['a conflict too', 'package spacelift\n\nallow := true if 1 == 1\n\nallow := false if 2 == 2\n', { kind: 'policy' }],
  ['no login policy', 'package spacelift\n\ndeny { input.terraform }\n', { kind: 'noPolicy' }],
])('%s', async (_, text, expected) => {
  expect(await simulateOpen(text, { login: 'a' })).toMatchObject(expected);
});

it('an address that is none is refused in words', async () => {
  expect(await simulateOpen(BY_NAME, { login: 'a', ip: '1.2.3' })).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('1.2.3') as string,
  });
});

it.each([
  [SIMULATE, { session: { login: 'a' }, evaluator: 'auto', explain: false, weigh: false }],
  [CAN, { session: { login: 'a' }, action: 'space:read', space: 'root' }],
])('what is edited while its settings are read is not told as its older version: %s', async (method, request) => {
  const kept: Engine = { ask: (asked, token) => engine.ask(asked, token), dispose: () => Promise.resolve() };
  const files = memoryFiles(new Map([[DEMO, JSON.stringify(demo)]]));
  let isHeld = false;
  const held: (() => void)[] = [];
  const exists: Files['exists'] = async (uri) => {
    if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
    return files.exists(uri);
  };
  const client = await TestClient.connect({
    engine: kept,
    files: { ...files, exists },
    settings: { account: 'demo' },
    folders: ['file:///a'],
  });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
  await client.open(URI, 'package spacelift\n\nallow if false\n');
  isHeld = true;
  const params = { textDocument: { uri: URI, version: 1 }, request };
  const result = client.connection.sendRequest(method, params);
  await client.change(URI, { text: 'package spacelift\n\nallow if true\n' });
  await client.ask('textDocument/documentSymbol', URI);
  isHeld = false;
  held.forEach((release) => {
    release();
  });
  expect(await result).toEqual({ kind: 'stale', version: 2 });
  await client.end();
});
