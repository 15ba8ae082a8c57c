/** What the server asks of its client at the start, and when. */
import { PassThrough } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import {
  createProtocolConnection,
  ErrorCodes,
  StreamMessageReader,
  StreamMessageWriter,
  type RegistrationParams,
} from 'vscode-languageserver-protocol/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../../../server/src/lsp/server.ts';
import { nodeFiles } from '../../../server/src/node/files.ts';
import { findFiles } from '../../../server/src/node/findFiles.ts';
import { startEngine } from '../../support/engine.ts';
import { EngineError, type Engine } from '../../../server/src/core/ports.ts';
import type { EngineRequest } from '../../../server/src/protocol/engine.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { NO_ACCOUNTS, NO_HELP, PUSHED, TestClient } from '../../support/lspClient.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

it('asks a client for nothing before that is ready, and then for its own settings only', async () => {
  const [up, down] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), {
    engine,
    clock: { now: () => 0n },
    files: nodeFiles,
    findFiles,
    accounts: NO_ACCOUNTS,
    signInHelp: NO_HELP,
    demoAccount: new URL('../../../demo/account.json', import.meta.url).href,
    pageOf: () => undefined,
    version: '0.0.0',
  });
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const asked: string[] = [];
  const registered: RegistrationParams['registrations'] = [];
  const isReloaded = new Promise<void>((resolve) => {
    client.onRequest('workspace/configuration', () => {
      resolve();
      return [{}];
    });
  });
  client.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    asked.push('client/registerCapability');
    registered.push(...registrations);
    return null;
  });
  client.listen();
  const workspace = {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
  };
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: { workspace } });
  expect(asked).toEqual([]);
  await client.sendNotification('initialized', {});
  await isReloaded;
  expect(registered.find(({ method }) => method === 'workspace/didChangeConfiguration')?.registerOptions).toEqual({
    section: 'loginPolicy',
  });
  await client.sendRequest('shutdown');
  client.dispose();
});

it('answers nothing before it is initialized, nor after it is shut down, and is initialized once', async () => {
  const [up, down] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), {
    engine: fakeEngine({}),
    clock: { now: () => 0n },
    files: nodeFiles,
    findFiles,
    accounts: NO_ACCOUNTS,
    signInHelp: NO_HELP,
    demoAccount: new URL('../../../demo/account.json', import.meta.url).href,
    pageOf: () => undefined,
    version: '0.0.0',
  });
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  client.listen();
  const initialize = () => client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  const hover = () =>
    client.sendRequest('textDocument/hover', { textDocument: { uri: 'x' }, position: { line: 0, character: 0 } });
  await expect(hover()).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized });
  await initialize();
  expect(await hover()).toBeNull();
  await expect(initialize()).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  await expect(client.sendRequest('no/such')).rejects.toMatchObject({ code: ErrorCodes.MethodNotFound });
  expect(await hover()).toBeNull();
  await client.sendRequest('shutdown');
  await expect(hover()).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  client.dispose();
});

const REQUESTS = [
  ...['diagnostic', 'codeAction', 'formatting', 'hover', 'inlayHint', 'signatureHelp', 'completion', 'definition'],
  ...['documentHighlight', 'references', 'rename', 'prepareRename', 'documentSymbol', 'foldingRange', 'codeLens'],
  ...['selectionRange', 'semanticTokens/full', 'semanticTokens/full/delta', 'semanticTokens/range', 'documentLink'],
  ...['prepareCallHierarchy'],
].map((name) => `textDocument/${name}`);

const OTHERS = [
  ...['codeAction/resolve', 'completionItem/resolve', 'inlayHint/resolve', 'workspace/symbol', 'no/such', 'shutdown'],
  ...['callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls'],
  ...['loginPolicy/simulate', 'loginPolicy/verdict', 'loginPolicy/account'],
];

it('refuses every request once it is shut down, and does nothing any more for a notification', async () => {
  const asked: EngineRequest[] = [];
  const engine: Engine = {
    ask: (request) => {
      asked.push(request);
      return Promise.reject(new EngineError('unavailable', 'stopped'));
    },
    dispose: () => Promise.resolve(),
  };
  const client = await TestClient.connect({ engine, capabilities: { ...PUSHED, textDocument: {} } });
  await client.connection.sendRequest('shutdown');
  await client.open('file:///w/login.rego', 'package spacelift\n\nallow if input.session.member\n');
  await client.change('file:///w/login.rego', { text: 'package spacelift\n' });
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
  for (const method of [...REQUESTS, ...OTHERS]) {
    const params = { textDocument: { uri: 'file:///w/login.rego' }, item: { uri: 'file:///w/login.rego' } };
    const answered = client.connection.sendRequest(method, params);
    await expect(answered, method).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  }
  expect([asked, client.messages, client.logged, [...client.told]]).toEqual([[], [], [], []]);
  client.connection.dispose();
});
