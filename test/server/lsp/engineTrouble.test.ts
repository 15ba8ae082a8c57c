/** An engine that hangs, dies or panics: editing goes on, and the user is told once. */
import { CancellationTokenSource, WorkDoneProgress, type CodeAction } from 'vscode-languageserver-protocol';
import { expect, it, vi } from 'vitest';
import { EngineError, type CancellationToken, type Engine } from '../../../server/src/core/ports.ts';
import type { EngineRequest } from '../../../server/src/protocol/engine.ts';
import { MATRIX, type MatrixResult } from '../../../server/src/protocol/lsp.ts';
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

it.each<EngineError['kind']>(['crashed', 'panic', 'unavailable'])(
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
    expect(client.engineStates).toEqual(['starting', 'broken', 'working']);
    await client.end();
  },
);

it.each<EngineError['kind']>(['timeLimit', 'gaveWay'])(
  'a policy that takes too long (%s): told in it alone, and tried again once it is edited',
  async (kind) => {
    let tries = 0;
    const of: Trouble = (request) =>
      request.op === 'check' && request.policy.text.includes('admin') && ++tries
        ? Promise.reject(new EngineError(kind, 'too long'))
        : undefined;
    const client = await TestClient.connect({ engine: troubled({ of }) });
    await client.open(URI, `${TEXT}\nadmin if false\n`);
    await client.open(OTHER, TEXT);
    const told = [{ severity: 2, message: expect.stringMatching(/^This policy takes too long to check/) as string }];
    const start = { line: 2, character: 0 };
    const inPlace = { range: { start, end: start }, context: { diagnostics: [] } };
    for (let turn = 0; turn < 3; turn++) {
      expect(await client.diagnostics(URI)).toMatchObject(told);
      expect(await client.ask('textDocument/codeAction', URI, inPlace)).toEqual([]);
      expect(await client.diagnostics(OTHER)).toEqual([]);
    }
    expect(tries).toBe(1);
    await client.change(URI, { text: `${TEXT}\nadmin if 1 == 2\n` });
    expect(await client.diagnostics(URI)).toMatchObject(told);
    await client.change(URI, { text: TEXT });
    expect(await client.diagnostics(URI)).toEqual([]);
    expect([tries, client.messages, client.engineStates]).toEqual([2, [], ['starting', 'working']]);
    await client.end();
  },
);

it('a change that takes too long to work out: the one who chose it is told', async () => {
  const trouble = { of: works };
  const client = await TestClient.connect({ engine: troubled(trouble) });
  await client.open(URI, 'package spacelift\n\ndefault allow := false\n\nallow if input.session.member\n');
  const start = { line: 2, character: 0 };
  const inPlace = { range: { start, end: start }, context: { diagnostics: [], only: ['source.fixAll'] } };
  const [fixAll] = await client.ask<CodeAction[]>('textDocument/codeAction', URI, inPlace);
  trouble.of = fails('gaveWay');
  const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', fixAll);
  expect(resolved.edit).toBeUndefined();
  expect(client.messages).toEqual([`${resolved.title}: not possible: the policy takes too long to check`]);
  await client.end();
});

it('a real one with a simulation that takes long: what others ask is answered before it is over', async () => {
  const engine = startEngine({ patienceMs: 100 });
  const client = await TestClient.connect({ engine });
  const slow = `${TEXT}\nadmin if { some i in numbers.range(1, 30000); some j in numbers.range(1, 30000); i * j == -1 }\n`;
  await client.open(URI, slow);
  await client.open(OTHER, TEXT);
  await client.diagnostics(OTHER);
  const request = { session: { login: 'someone' }, evaluator: 'interpreter', explain: false };
  const params = { textDocument: { uri: URI, version: 1 }, request };
  const simulated = client.connection.sendRequest('loginPolicy/simulate', params);
  await client.change(OTHER, { text: `${TEXT}# edited\n` });
  expect(await client.diagnostics(OTHER)).toEqual([]);
  expect(await simulated).toEqual({
    kind: 'refused',
    message:
      'The policy takes too long to evaluate: the simulation was given up, as others may wait for the engine. ' +
      '`login-policy` in a terminal takes its time.',
  });
  expect(client.messages).toEqual([]);
  await client.end();
});

it('a real one with a matrix that takes long, over many short logins: all are decided, others are answered in between', async () => {
  const engine = startEngine({ patienceMs: 2_000 });
  const client = await TestClient.connect({ engine });
  const some = 'count([1 | some i in numbers.range(1, 200); some j in numbers.range(1, 200); i * j == -1]) == 0';
  const addresses = Array.from({ length: 8 }, (_, index) => `input.request.remote_ip == "10.0.0.${index}"`);
  const rules = addresses.map((condition) => `deny if {\n\t${condition}\n\tinput.session.login == "a"\n}\n`);
  await client.open(URI, `${TEXT}\nadmin if ${some}\n\n${rules.join('\n')}`);
  await client.open(OTHER, TEXT);
  const ended: string[] = [];
  const told: number[] = [];
  let begin: (() => void) | undefined;
  const isUnderWay = new Promise<void>((resolve) => (begin = resolve));
  client.connection.onProgress(WorkDoneProgress.type, 'so far', (value) => {
    if (value.kind !== 'report') return;
    told.push(value.percentage ?? -1);
    begin?.();
  });
  const params = { textDocument: { uri: URI, version: 1 }, workDoneToken: 'so far' };
  const matrix = client.connection.sendRequest<MatrixResult>(MATRIX, params);
  void matrix.then(() => ended.push('matrix'));
  await isUnderWay;
  await client.change(OTHER, { text: `${TEXT}# edited\n` });
  expect(await client.diagnostics(OTHER)).toEqual([]);
  ended.push('diagnostics');
  const made = await matrix;
  expect(ended).toEqual(['diagnostics', 'matrix']);
  expect(made.kind === 'matrix' && made.matrix.outcomes.map(({ level }) => level)).not.toContain('undecided');
  expect(told.at(-1)).toBe(100);
  expect(told.length).toBeGreaterThan(2);
  await client.end();
  await engine.dispose();
});

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
  await settle(client);
  trouble.of = works;
  await client.change(URI, { text: 'package spacelift\n\nadmin if input.session.member\n' });
  await settle(client);
  for (const fail of held) fail();
  await client.until(() => client.pushes.get(URI)?.find(({ code }) => code === 'SL024'));
  expect(client.messages).toEqual([]);
  await client.end();
});

/** An engine whose checks are answered when the test says so, in the order they came. */
function onDemand(): { engine: Engine; tokens: CancellationToken[]; answer: () => void; asked: () => number } {
  const held: (() => void)[] = [];
  const tokens: CancellationToken[] = [];
  const engine: Engine = {
    ask: async (request, token) => {
      if (request.op === 'check') {
        if (token) tokens.push(token);
        await new Promise<void>((resolve) => held.push(resolve));
      }
      return healthy.ask(request);
    },
    dispose: () => Promise.resolve(),
  };
  return { engine, tokens, answer: () => held.shift()?.(), asked: () => tokens.length };
}

/** Once that is answered, the server has seen what came before. */
function settle(client: TestClient): Promise<unknown> {
  return client.connection.sendRequest('loginPolicy/verdict', { uri: URI });
}

it('somebody who types on is pushed what was found in between, and at last what holds', async () => {
  const { engine, answer, asked } = onDemand();
  const client = await TestClient.connect({ engine, capabilities: PUSHED });
  await client.open(URI, TEXT);
  for (const round of [1, 2, 3]) {
    while (asked() < round) await settle(client);
    await client.change(URI, { text: `${TEXT}# ${round}\n` });
    await client.change(URI, { text: `${TEXT}## ${round}\n` });
    await settle(client);
    answer();
    await client.until(() => (client.pushedVersions.length === round ? true : undefined));
  }
  while (asked() < 4) await settle(client);
  answer();
  await client.until(() => (client.pushedVersions.length === 4 ? true : undefined));
  expect(client.pushedVersions).toEqual([1, 3, 5, 7]);
  await client.end();
});

it('a check that is overtaken is not waited for much longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const { engine, tokens, asked, answer } = onDemand();
    const client = await TestClient.connect({ engine, capabilities: PUSHED });
    await client.open(URI, TEXT);
    while (asked() < 1) await settle(client);
    await client.change(URI, { text: `${TEXT}# edited\n` });
    await settle(client);
    expect(tokens[0]?.isCancellationRequested).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(tokens[0]?.isCancellationRequested).toBe(true);
    while (asked() < 2) await settle(client);
    answer();
    answer();
    await client.until(() => (client.pushes.has(URI) ? true : undefined));
    expect(client.pushedVersions).toEqual([2]);
    await client.end();
  } finally {
    vi.useRealTimers();
  }
});

it('a document that is closed and opened again while it is checked: pushed what holds for it', async () => {
  const { engine, asked, answer } = onDemand();
  const client = await TestClient.connect({ engine, capabilities: PUSHED });
  await client.open(URI, TEXT);
  while (asked() < 1) await settle(client);
  await client.close(URI);
  await client.open(URI, 'package spacelift\n\nadmin if input.session.member\n');
  while (asked() < 2) await settle(client);
  answer();
  answer();
  await client.until(() => client.pushes.get(URI)?.find(({ code }) => code === 'SL024'));
  expect(client.pushedVersions).toEqual([undefined, 1]);
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

it('one that works: told that it is being started, and that it has been', async () => {
  const client = await TestClient.connect({ engine: healthy });
  await client.open(URI, TEXT);
  await client.diagnostics(URI);
  await client.change(URI, { text: `${TEXT}# edited\n` });
  await client.diagnostics(URI);
  expect(client.engineStates).toEqual(['starting', 'working']);
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
  expect([asked, client.engineStates]).toEqual([[], []]);
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
