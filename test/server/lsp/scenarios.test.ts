import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/core/ports.ts';
import {
  RUN_SCENARIOS,
  SCENARIO_RESULT,
  SCENARIOS,
  type RunScenariosResult,
  type ScenarioResultParams,
  type ScenariosResult,
} from '../../../server/src/protocol/lsp.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';

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

it('says nothing of what is not there', async () => {
  expect(await list('file:///nowhere/a.scenarios.yaml')).toBeNull();
  expect(await run({ uri: 'file:///nowhere/a.scenarios.yaml' })).toMatchObject({ kind: 'refused' });
});
