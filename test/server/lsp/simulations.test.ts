/** What is found by simulation, in the background. */
import type { CodeAction, CodeLens, Diagnostic } from 'vscode-languageserver-protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { EngineError, type CancellationToken, type Engine } from '../../../server/src/core/ports.ts';
import type { EngineRequest } from '../../../server/src/protocol/engine.ts';
import { startEngine } from '../../support/engine.ts';
import { FULL, PUSHED, TestClient, type ClientOptions } from '../../support/lspClient.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const URI = 'untitled:login';
const WINDOW = `package spacelift

# 02:00-04:00
allow if {
  input.session.member
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  hour >= 2
  hour <= 4
}

admin if "Platform" in input.session.teams

deny if input.session.login == "nobody"
`;
const LENSES = { ...FULL, workspace: { ...FULL.workspace, codeLens: { refreshSupport: true } } };

/** Tells of each request that simulates, and may refuse it. */
function watched(onDecide: () => void = () => undefined): Engine {
  return {
    ask: <R extends EngineRequest>(request: R, token?: CancellationToken) => {
      if (request.op === 'decide') onDecide();
      return engine.ask(request, token);
    },
    dispose: () => Promise.resolve(),
  };
}

function connect(options: Partial<ClientOptions> = {}): Promise<TestClient> {
  return TestClient.connect({ engine: watched(), ...options });
}

const codesOf = (items: readonly Diagnostic[]): unknown[] => items.map(({ code }) => code);

const refreshed = (client: TestClient, count: number): Promise<true> =>
  client.until(() => (client.refreshCount >= count ? true : undefined));

describe('findings by simulation', () => {
  it('come after the others, and the client is told to ask again', async () => {
    const client = await connect();
    await client.open(URI, WINDOW);
    expect(codesOf(await client.diagnostics(URI))).toEqual(['SL031']);
    await refreshed(client, 1);
    expect(codesOf(await client.diagnostics(URI))).toEqual(['SL031', 'SL054']);
    await client.end();
  });

  it('are those of the newest version', async () => {
    const client = await connect();
    await client.open(URI, WINDOW);
    await client.diagnostics(URI);
    await refreshed(client, 1);
    await client.change(URI, { text: `# One line more.\n${WINDOW}` });
    expect(codesOf(await client.diagnostics(URI))).toEqual(['SL031']);
    await refreshed(client, 2);
    const found = (await client.diagnostics(URI)).find(({ code }) => code === 'SL054');
    expect(found?.range.start).toEqual({ line: 8, character: 2 });
    await client.end();
  });

  it('are pushed to a client that does not ask', async () => {
    const client = await connect({ capabilities: PUSHED });
    await client.open(URI, WINDOW);
    const told = await client.until(() => {
      const pushed = client.pushes.get(URI);
      return pushed?.some(({ code }) => code === 'SL054') ? pushed : undefined;
    });
    expect(codesOf(told)).toEqual(['SL031', 'SL054']);
    await client.end();
  });

  it('can be mended', async () => {
    const client = await connect();
    await client.open(URI, WINDOW);
    await client.diagnostics(URI);
    await refreshed(client, 1);
    const range = { start: { line: 7, character: 4 }, end: { line: 7, character: 4 } };
    const context = { diagnostics: [] };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', URI, { range, context });
    expect(actions.map(({ title }) => title)).toContainEqual(expect.stringContaining('End at 04:00'));
    await client.end();
  });

  it('are left out where the engine gives no answer: all else goes on', async () => {
    let decide = (): void => undefined;
    const asked = new Promise<void>((resolve) => (decide = resolve));
    const client = await connect({
      engine: watched(() => {
        decide();
        throw new EngineError('crashed', 'out of memory');
      }),
    });
    await client.open(URI, WINDOW);
    await client.diagnostics(URI);
    await asked;
    expect(codesOf(await client.diagnostics(URI))).toEqual(['SL031']);
    expect(client.logged.join()).toContain(`${URI} is not simulated: out of memory`);
    expect(client.messages).toEqual([]);
    await client.end();
  });
});

describe('how many keys and teams a rule can concern', () => {
  const lensesOf = async (client: TestClient): Promise<(string | undefined)[]> =>
    (await client.ask<CodeLens[]>('textDocument/codeLens', URI)).map(({ command }) => command?.title);

  it('is told above it, once it is known', async () => {
    let refreshes = 0;
    const client: TestClient = await connect({
      capabilities: LENSES,
      settings: { account: 'demo' },
      listen: (connection) => {
        connection.onRequest('workspace/codeLens/refresh', () => {
          client.take(() => refreshes++);
          return null;
        });
      },
    });
    await client.open(URI, WINDOW);
    // Told again whenever anything is known: the account, and then the counts.
    let titles = await lensesOf(client);
    while (titles.includes('Simulate')) {
      const before = refreshes;
      titles = await lensesOf(client);
      if (titles.includes('Simulate')) await client.until(() => (refreshes > before ? true : undefined));
    }
    expect(titles).toEqual([
      '21 keys, 7 teams can match · Simulate',
      '5 keys, 1 team can match · Simulate',
      'no key or team can match · Simulate',
    ]);
    await client.end();
  });

  it('is not told without an account', async () => {
    const client = await connect({ capabilities: LENSES });
    await client.open(URI, WINDOW);
    await client.diagnostics(URI);
    await refreshed(client, 1);
    expect(await lensesOf(client)).toEqual(['Simulate', 'Simulate', 'Simulate']);
    await client.end();
  });
});
