import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol/node';
import type { Engine } from '../../../server/src/core/ports.ts';
import {
  PIN_SCENARIO,
  RUN_SCENARIOS,
  SCENARIO_RESULT,
  SCENARIOS,
  type PinScenarioResult,
  type RunScenariosResult,
  type ScenarioResultParams,
  type ScenariosResult,
} from '../../../server/src/protocol/lsp.ts';
import { startEngine } from '../../support/engine.ts';
import { PUSHED, TestClient } from '../../support/lspClient.ts';

const examples = path.resolve(import.meta.dirname, '../../../examples');
const uriOf = (name: string): string => pathToFileURL(path.join(examples, name)).href;
const FILE = uriOf('login.scenarios.yaml');
const POLICY = uriOf('login.rego');

const heard: ScenarioResultParams[] = [];
let engine: Engine;
let client: TestClient;
beforeAll(async () => {
  engine = startEngine();
  client = await TestClient.connect({
    engine,
    listen: (connection) => {
      connection.onNotification(SCENARIO_RESULT, (params: ScenarioResultParams) => void heard.push(params));
    },
  });
});
afterAll(() => client.end());

const run = (params: object): Promise<RunScenariosResult> => client.connection.sendRequest(RUN_SCENARIOS, params);
const list = (uri: string): Promise<ScenariosResult> => client.connection.sendRequest(SCENARIOS, { uri });

it('lists the scenarios of a file on disk', async () => {
  const file = await list(FILE);
  expect(file?.policies).toEqual([POLICY]);
  expect(file?.findings).toEqual([]);
  const text = fs.readFileSync(path.join(examples, 'login.scenarios.yaml'), 'utf8').split('\n');
  expect(
    file?.scenarios.map(({ nameRange: { start, end } }) => text[start.line]?.slice(start.character, end.character)),
  ).toEqual(file?.scenarios.map(({ name }) => name));
});

it('runs them, telling each result as soon as it is known', async () => {
  const result = await run({ uri: FILE, run: 'first', coverage: true });
  if (result.kind !== 'run') throw new Error(result.message);
  expect(result.results.filter(({ state }) => state !== 'passed')).toEqual([]);
  expect(heard).toEqual(result.results.map((one) => ({ run: 'first', result: one })));
  expect(result.coverage.map(({ uri }) => uri)).toEqual([POLICY]);
  expect(result.coverage[0]?.clauses.some(({ count }) => count > 0)).toBe(true);
});

it('runs those that are named, over the policy as it stands in the editor', async () => {
  const file = await list(FILE);
  const name = file?.scenarios[0]?.name ?? '';
  await client.open(POLICY, 'package spacelift\n\nadmin if true\n');
  const result = await run({ uri: FILE, names: [name] });
  expect(result).toMatchObject({
    kind: 'run',
    coverage: [],
    results: [{ name, state: 'failed', failures: [{ because: { uri: POLICY, rule: 'admin' } }, {}, {}] }],
  });
  await client.close(POLICY);
});

it('can be cancelled, and then tells no more', async () => {
  const source = new CancellationTokenSource();
  const before = heard.length;
  const answer = client.connection.sendRequest(RUN_SCENARIOS, { uri: FILE, run: 'cancelled' }, source.token);
  source.cancel();
  await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  const told = heard.length;
  await run({ uri: FILE, names: [] });
  expect(heard.length).toBe(told);
  expect(told - before).toBeLessThan((await list(FILE))?.scenarios.length ?? 0);
});

it('says nothing of what is not there', async () => {
  expect(await list('file:///nowhere/a.scenarios.yaml')).toBeNull();
  expect(await run({ uri: 'file:///nowhere/a.scenarios.yaml' })).toMatchObject({ kind: 'refused' });
});

const SCRATCH = 'file:///w/a.scenarios.yaml';

it('tells what is wrong with a file that is open', async () => {
  await client.open(SCRATCH, 'policy: gone.rego\nscenarios: []\n', 'yaml');
  expect((await client.diagnostics(SCRATCH)).map(({ code, range }) => [code, range.start])).toEqual([
    ['SL081', { line: 0, character: 8 }],
  ]);
  await client.close(SCRATCH);
});

it('tells a client that is pushed to', async () => {
  const pushed = await TestClient.connect({ engine: startEngine(), capabilities: PUSHED });
  await pushed.open(SCRATCH, 'policy: gone.rego\n', 'yaml');
  const told = await pushed.until(() => pushed.pushes.get(SCRATCH));
  expect(told.map(({ code }) => code)).toEqual(['SL080', 'SL081']);
  await pushed.end();
});

describe('what is wrong with a file, told anew', () => {
  const NAMED = 'file:///w/named.rego';
  const ABOUT =
    'policy: named.rego\nscenarios:\n  - { name: a, session: { key: nobody }, expect: { access: allow } }\n';

  it('once the policy that it names is there, or is gone', async () => {
    await client.open(SCRATCH, ABOUT, 'yaml');
    expect((await client.diagnostics(SCRATCH)).map(({ code }) => code)).toEqual(['SL081']);
    const before = client.refreshCount;
    await client.open(NAMED, 'package spacelift\n\nallow if true\n');
    await client.until(() => (client.refreshCount > before ? true : undefined));
    expect(await client.diagnostics(SCRATCH)).toEqual([]);
    const after = client.refreshCount;
    await client.close(NAMED);
    await client.until(() => (client.refreshCount > after ? true : undefined));
    expect((await client.diagnostics(SCRATCH)).map(({ code }) => code)).toEqual(['SL081']);
    await client.close(SCRATCH);
  });

  it('to a client that is pushed to, also where the account is another', async () => {
    const pushed = await TestClient.connect({ engine: startEngine(), capabilities: PUSHED });
    const codes = (): string => (pushed.pushes.get(SCRATCH) ?? []).map(({ code }) => code).join();
    await pushed.open(SCRATCH, ABOUT, 'yaml');
    await pushed.until(() => (codes() === 'SL081' ? true : undefined));
    await pushed.open(NAMED, 'package spacelift\n\nallow if true\n');
    await pushed.until(() => (codes() === '' ? true : undefined));
    pushed.settings = { account: 'demo' };
    await pushed.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await pushed.until(() => (codes() === 'SL082' ? true : undefined));
    await pushed.close(SCRATCH);
    await pushed.end();
  });
});

describe('pinning', () => {
  const LOGIN = 'file:///w/policies/login.rego';
  const TEXT = 'package spacelift\n\nallow if input.session.login == "ada"\n';
  const NEW = 'file:///w/tests/login.scenarios.yaml';
  const pin = (file: string, session: object, version = 1): Promise<PinScenarioResult> =>
    client.connection.sendRequest(PIN_SCENARIO, { textDocument: { uri: LOGIN, version }, file, pin: { session } });

  it('begins a file, which then passes', async () => {
    await client.open(LOGIN, TEXT);
    const result = await pin(NEW, { login: 'ada' });
    if (result.kind !== 'text') throw new Error(JSON.stringify(result));
    expect(result.text).toBe(`policy: ../policies/login.rego

scenarios:
  - name: ada at 2026-03-01T12:00:00Z
    session:
      login: ada
      at: 2026-03-01T12:00:00Z
    expect:
      access: allow
      nothingElse: true
`);
    expect(result.range.start).toEqual({ line: 3, character: 0 });
    await client.open(NEW, result.text, 'yaml');
    expect(await run({ uri: NEW })).toMatchObject({ results: [{ state: 'passed' }] });
    const second = await pin(NEW, { login: 'ada' });
    expect(second).toMatchObject({ kind: 'text' });
    await client.close(NEW);
    await client.close(LOGIN);
  });

  it.each<[string, (file: string) => Promise<PinScenarioResult>, object]>([
    ['another version', (file) => pin(file, {}, 7), { kind: 'stale', version: 1 }],
    ['what is no session', (file) => pin(file, { kye: 1 }), { kind: 'refused' }],
    ['an address that is none', (file) => pin(file, { ip: '10' }), { kind: 'refused' }],
    [
      'a file about another policy',
      () => pin(FILE, {}),
      { kind: 'refused', message: expect.stringContaining('login.rego') as string },
    ],
    ['a file of nowhere', () => pin('untitled:a.scenarios.yaml', {}), { kind: 'refused' }],
  ])('refuses %s', async (_what, ask, expected) => {
    await client.open(LOGIN, TEXT);
    expect(await ask(NEW)).toMatchObject(expected);
    await client.close(LOGIN);
  });
});
