/** An engine that hangs, dies or panics: editing goes on, and the user is told once. */
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { expect, it } from 'vitest';
import { EngineError, type Engine } from '../../../server/src/core/ports.ts';
import type { EngineRequest } from '../../../server/src/protocol/engine.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, PUSHED, TestClient } from '../../support/lspClient.ts';
import { startEngine } from '../../support/engine.ts';

const URI = 'untitled:login';
const OTHER = 'untitled:other';
const TEXT = 'package spacelift\n\nallow if input.session.member\n';

const healthy = fakeEngine({
  parses: () => ({ v0: false, v1: true }),
  check: () => ({ errors: [] }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
  format: ({ text }) => ({ text }),
});

type Trouble = (request: EngineRequest) => Promise<never> | undefined;

/** An engine that is in trouble with the requests for which there is a promise. */
function troubled(trouble: { of: Trouble }): Engine {
  return {
    ask: (request) => trouble.of(request) ?? healthy.ask(request),
    dispose: () => Promise.resolve(),
  };
}

const hangs: Trouble = () => new Promise(() => undefined);
const works: Trouble = () => undefined;

function fails(kind: EngineError['kind']): Trouble {
  return ({ op }) => (op === 'check' ? Promise.reject(new EngineError(kind, 'out of order')) : undefined);
}

const NOT_CHECKED = [{ severity: 2, message: 'This policy is not checked at the moment: out of order' }];

it('one that never answers: typing goes on, and the next edit is served', async () => {
  const trouble = { of: hangs };
  const client = await TestClient.connect({ engine: troubled(trouble) });
  await client.open(URI, TEXT);
  const diagnostics = client.diagnostics(URI);
  const at = { position: { line: 2, character: 12 } };
  expect(await client.ask('textDocument/hover', URI, at)).not.toBeNull();
  expect(await client.ask('textDocument/documentSymbol', URI)).toHaveLength(1);
  expect(await client.connection.sendRequest('loginPolicy/verdict', { uri: URI })).toMatchObject({ engine: 'v1' });
  trouble.of = works;
  await client.change(URI, { text: `${TEXT}\n` });
  expect(await client.diagnostics(URI)).toEqual([]);
  // The one that was asked before gets the newest answer too.
  expect(await diagnostics).toEqual([]);
  await client.end();
});

it.each(['textDocument/diagnostic', 'textDocument/codeAction', 'textDocument/formatting'])(
  'one that never answers: %s ends when it is cancelled',
  async (method) => {
    const client = await TestClient.connect({ engine: troubled({ of: hangs }) });
    await client.open(URI, TEXT);
    const { token, cancel } = cancelSource();
    const start = { line: 0, character: 0 };
    const params = {
      textDocument: { uri: URI },
      range: { start, end: start },
      context: { diagnostics: [] },
      options: {},
    };
    const asked = client.connection.sendRequest(method, params, token);
    cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    await client.end();
  },
);

it('one that never answers: what asks about an edited document ends', async () => {
  const client = await TestClient.connect({ engine: troubled({ of: hangs }) });
  await client.open(URI, TEXT);
  const start = { line: 0, character: 0 };
  const asked = client.ask('textDocument/codeAction', URI, {
    range: { start, end: start },
    context: { diagnostics: [] },
  });
  await client.close(URI);
  await expect(asked).rejects.toMatchObject({ code: -32801 });
  await client.end();
});

it.each<EngineError['kind']>(['crashed', 'panic', 'timeLimit', 'unavailable'])(
  '%s: told once, and the next edit is served',
  async (kind) => {
    const trouble = { of: fails(kind) };
    const client = await TestClient.connect({ engine: troubled(trouble) });
    await client.open(URI, TEXT);
    expect(await client.diagnostics(URI)).toMatchObject(NOT_CHECKED);
    await client.change(URI, { text: `${TEXT}\n` });
    expect(await client.diagnostics(URI)).toMatchObject(NOT_CHECKED);
    trouble.of = works;
    await client.change(URI, { text: TEXT });
    expect(await client.diagnostics(URI)).toEqual([]);
    expect(client.messages).toEqual([
      "Login policies can't be checked at the moment: out of order. The next edit tries again.",
    ]);
    expect(client.engineStates).toEqual(['broken', 'working']);
    await client.end();
  },
);

it('one that founders on one document: told once, whatever the others do', async () => {
  const of: Trouble = (request) =>
    request.op === 'check' && request.policy.text.includes('admin')
      ? Promise.reject(new EngineError('panic', 'out of order'))
      : undefined;
  const client = await TestClient.connect({ engine: troubled({ of }) });
  await client.open(OTHER, TEXT);
  await client.open(URI, `${TEXT}\nadmin if false\n`);
  for (let turn = 0; turn < 3; turn++) {
    await client.change(URI, { text: `${TEXT}\nadmin if false # ${turn}\n` });
    expect(await client.diagnostics(URI)).toMatchObject(NOT_CHECKED);
    await client.change(OTHER, { text: `${TEXT}# ${turn}\n` });
    expect(await client.diagnostics(OTHER)).toEqual([]);
  }
  expect(client.messages).toHaveLength(1);
  await client.end();
});

it('a list of built-ins that is not had: diagnostics do without, and it is asked for again', async () => {
  let asked = 0;
  const of: Trouble = ({ op }) =>
    op === 'capabilities' && asked++ === 0 ? Promise.reject(new EngineError('panic', 'out of order')) : undefined;
  const client = await TestClient.connect({ engine: troubled({ of }) });
  await client.open(URI, TEXT);
  expect(await client.diagnostics(URI)).toEqual([]);
  await client.change(URI, { text: `${TEXT}\n` });
  expect(await client.diagnostics(URI)).toEqual([]);
  expect(asked).toBe(2);
  await client.end();
});

it('a client that is pushed to: told of the newest version only', async () => {
  const held: (() => void)[] = [];
  const of: Trouble = ({ op }) =>
    op === 'check'
      ? new Promise((_, reject) => {
          held.push(() => {
            reject(new EngineError('panic', 'out of order'));
          });
        })
      : undefined;
  const trouble = { of };
  const client = await TestClient.connect({ engine: troubled(trouble), capabilities: PUSHED });
  await client.open(URI, TEXT);
  // Once that is answered, the server has seen what came before.
  const settle = () => client.connection.sendRequest('loginPolicy/verdict', { uri: URI });
  await settle();
  trouble.of = works;
  await client.change(URI, { text: 'package spacelift\n\nadmin if input.session.member\n' });
  await settle();
  for (const fail of held) fail();
  await client.until(() => client.pushes.get(URI)?.find(({ code }) => code === 'SL024'));
  expect(client.messages).toEqual([]);
  await client.end();
});

it('a real one that overflows its stack: another serves the next edit', async () => {
  const engine = startEngine();
  const client = await TestClient.connect({ engine, capabilities: FULL });
  await client.open(URI, `package spacelift\n\nallow if ${'['.repeat(20_000)}`);
  expect(await client.diagnostics(URI)).toHaveLength(1);
  await client.change(URI, { text: TEXT });
  expect(await client.diagnostics(URI)).toEqual([]);
  await client.end();
});

it('what is no login policy never starts it', async () => {
  const asked: EngineRequest[] = [];
  const of: Trouble = (request) => {
    asked.push(request);
    return undefined;
  };
  const client = await TestClient.connect({ engine: troubled({ of }) });
  await client.open(URI, 'package terraform\n\ndeny contains 1 if input.terraform\n');
  await client.open('file:///w/login_test.rego', 'package spacelift_test\n\ntest_allow if true\n');
  expect(await client.diagnostics(URI)).toEqual([]);
  expect(await client.ask('textDocument/hover', URI, { position: { line: 2, character: 3 } })).toBeNull();
  expect(asked).toEqual([]);
  await client.end();
});

function cancelSource(): { token: CancellationTokenSource['token']; cancel: () => void } {
  const source = new CancellationTokenSource();
  return {
    token: source.token,
    cancel: () => {
      source.cancel();
    },
  };
}
