/** Our own requests: what a scenario file says, and what its scenarios come to. */
import type { CancellationToken } from 'vscode-languageserver';
import { BadInput } from '../../core/badInput.ts';
import { listFindings } from '../../core/scenarios/listFindings.ts';
import { runOpenScenarios, toScenarioFile } from '../../core/scenarios/openScenarios.ts';
import { pinScenario } from '../../core/scenarios/pinScenario.ts';
import { readPinParams, readRunParams, readScenariosParams } from '../../core/scenarios/scenarioParams.ts';
import {
  PIN_SCENARIO,
  RUN_SCENARIOS,
  SCENARIO_RESULT,
  SCENARIOS,
  type PinScenarioParams,
  type PinScenarioResult,
  type RunScenariosParams,
  type RunScenariosResult,
  type ScenarioResultParams,
  type ScenariosParams,
  type ScenariosResult,
} from '../../protocol/lsp.ts';
import { guard, inBackground } from '../answer.ts';
import { readText } from '../namedFiles.ts';
import { accountFor, openScenarioFile, pathBetween, surroundingsOf } from '../scenarioFiles.ts';
import type { Feature, Server } from '../server.ts';

export const scenarios: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection } = server;
    connection.onRequest(
      SCENARIOS,
      guard<ScenariosParams, ScenariosResult>(server, null, (params, token) => list(server, params, token)),
    );
    const failed: Refused = { kind: 'refused', message: 'The policy engine gives no answer at the moment.' };
    connection.onRequest(
      RUN_SCENARIOS,
      guard<RunScenariosParams, RunScenariosResult>(server, failed, (params, token) =>
        orRefused(() => run(server, readRunParams(params), token)),
      ),
    );
    connection.onRequest(
      PIN_SCENARIO,
      guard<PinScenarioParams, PinScenarioResult>(server, failed, (params, token) =>
        orRefused(() => pin(server, readPinParams(params), token)),
      ),
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

interface Refused {
  kind: 'refused';
  message: string;
}

async function orRefused<Result>(work: () => Promise<Result>): Promise<Result | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadInput) return { kind: 'refused', message: error.message };
    throw error;
  }
}

async function run(
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

async function pin(
  server: Server,
  { textDocument, file, pin: pinned }: PinScenarioParams,
  token: CancellationToken,
): Promise<PinScenarioResult> {
  const document = server.policies.document(textDocument.uri);
  if (document === undefined) return { kind: 'refused', message: 'The document is not open.' };
  if (document.version !== textDocument.version) return { kind: 'stale', version: document.version };
  const { verdict } = document;
  if (!verdict.login) return { kind: 'refused', message: `It is no login policy: ${verdict.reason}.` };
  const surroundings = surroundingsOf(server, file);
  const account = await accountFor(server, file);
  const place = {
    text: await readText(server, file),
    policy: pathBetween(file, document.uri),
    // What the policy itself does not say, its text may not tell either.
    ...(document.kind !== undefined && { engine: verdict.engine }),
    ...(account !== undefined && { account }),
  };
  const inserted = await pinScenario(pinned, place, surroundings, server.host, token);
  return { kind: 'text', ...inserted };
}
