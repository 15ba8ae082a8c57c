/** Our own requests: what a scenario file says, and what its scenarios come to. */
import type { CancellationToken } from 'vscode-languageserver';
import { listFindings } from '../../core/scenarios/listFindings.ts';
import { runOpenScenarios, toScenarioFile } from '../../core/scenarios/openScenarios.ts';
import { readRunParams, readScenariosParams } from '../../core/scenarios/scenarioParams.ts';
import { BadInput } from '../../core/badInput.ts';
import {
  RUN_SCENARIOS,
  SCENARIO_RESULT,
  SCENARIOS,
  type RunScenariosParams,
  type RunScenariosResult,
  type ScenarioResultParams,
  type ScenariosParams,
  type ScenariosResult,
} from '../../protocol/lsp.ts';
import { guard, inBackground } from '../answer.ts';
import { openScenarioFile, readText, surroundingsOf } from '../scenarioFiles.ts';
import type { Feature, Server } from '../server.ts';

export const scenarios: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection } = server;
    connection.onRequest(
      SCENARIOS,
      guard<ScenariosParams, ScenariosResult>(server, null, (params, token) => list(server, params, token)),
    );
    const failed: RunScenariosResult = { kind: 'refused', message: 'The policy engine gives no answer at the moment.' };
    connection.onRequest(
      RUN_SCENARIOS,
      guard<RunScenariosParams, RunScenariosResult>(server, failed, (params, token) => run(server, params, token)),
    );
  },
};

async function list(server: Server, params: ScenariosParams, token: CancellationToken): Promise<ScenariosResult> {
  const { uri } = readScenariosParams(params);
  const text = await readText(server, uri);
  if (text === undefined) return null;
  const open = await openScenarioFile(server, uri, text, token);
  return toScenarioFile(open, await listFindings(open, server.host, token), surroundingsOf(server, uri).locate);
}

async function run(server: Server, params: RunScenariosParams, token: CancellationToken): Promise<RunScenariosResult> {
  try {
    return await runFile(server, readRunParams(params), token);
  } catch (error) {
    if (error instanceof BadInput) return { kind: 'refused', message: error.message };
    throw error;
  }
}

async function runFile(
  server: Server,
  { uri, names, coverage = false, run: id }: RunScenariosParams,
  token: CancellationToken,
): Promise<RunScenariosResult> {
  const text = await readText(server, uri);
  if (text === undefined) return { kind: 'refused', message: 'There is no such file.' };
  const open = await openScenarioFile(server, uri, text, token);
  const { connection, host } = server;
  const made = await runOpenScenarios(open, names, host, {
    coverage,
    token,
    onResult: (result) => {
      if (id === undefined) return;
      inBackground(server, () =>
        connection.sendNotification(SCENARIO_RESULT, { run: id, result } satisfies ScenarioResultParams),
      );
    },
  });
  return { kind: 'run', ...made };
}
