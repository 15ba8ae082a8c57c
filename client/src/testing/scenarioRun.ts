/** One run of scenarios, file by file. */
import { TestMessage, type CancellationToken, type TestItem, type TestRun } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  RUN_SCENARIOS,
  SCENARIO_RESULT,
  type RunScenariosParams,
  type RunScenariosResult,
  type ScenarioResultParams,
} from '../../../server/src/protocol/lsp.ts';
import type { ScenarioResult } from '../../../server/src/protocol/scenarios.ts';
import { listen } from '../serverEvents.ts';
import { shownText } from '../views/shownText.ts';
import type { TestFile } from './chosenTests.ts';
import { describeResult, shownResult } from './resultText.ts';
import { ClauseFileCoverage, describeFailures } from './testMessages.ts';

let runs = 0;

/** Ends the run. What is cancelled is left without a result. */
export async function runScenarios(
  files: readonly TestFile<TestItem>[],
  run: TestRun,
  client: LanguageClient,
  withCoverage: boolean,
  token: CancellationToken,
): Promise<void> {
  for (const { scenarios } of files)
    scenarios.forEach((scenario) => {
      run.enqueued(scenario);
    });
  try {
    for (const file of files) {
      if (token.isCancellationRequested) break;
      await runFile(file, run, client, withCoverage, token);
    }
  } finally {
    run.end();
  }
}

async function runFile(
  { item, scenarios }: TestFile<TestItem>,
  run: TestRun,
  client: LanguageClient,
  coverage: boolean,
  token: CancellationToken,
): Promise<void> {
  if (!item.uri) return;
  const open = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const tell = (result: ScenarioResult): void => {
    const scenario = open.get(result.name);
    open.delete(result.name);
    if (scenario) tellResult(run, scenario, shownResult(result));
  };
  const id = String(++runs);
  const heard = listen(client, SCENARIO_RESULT, (params: ScenarioResultParams) => {
    if (params.run === id) tell(params.result);
  });
  scenarios.forEach((scenario) => {
    run.started(scenario);
  });
  const uri = client.code2ProtocolConverter.asUri(item.uri);
  const params: RunScenariosParams = { uri, names: [...open.keys()], coverage, run: id };
  try {
    const answer = await client.sendRequest<RunScenariosResult>(RUN_SCENARIOS, params, token);
    if (answer.kind === 'run') {
      answer.results.forEach(tell);
      for (const one of answer.coverage) run.addCoverage(new ClauseFileCoverage(one));
    }
    const why = answer.kind === 'refused' ? answer.message : 'It is not in the file any more.';
    for (const scenario of open.values()) run.errored(scenario, new TestMessage(shownText(why)));
  } catch (error) {
    if (token.isCancellationRequested) return;
    const message = shownText(error instanceof Error ? error.message : String(error));
    for (const scenario of open.values()) run.errored(scenario, new TestMessage(message));
  } finally {
    heard.dispose();
  }
}

function tellResult(run: TestRun, scenario: TestItem, result: ScenarioResult): void {
  // The terminal that shows it wants both characters at the end of a line.
  run.appendOutput(describeResult(result).replaceAll('\n', '\r\n'), undefined, scenario);
  if (result.state === 'passed') run.passed(scenario, result.duration);
  else if (result.state === 'failed') run.failed(scenario, describeFailures(result, scenario), result.duration);
  else run.errored(scenario, describeFailures(result, scenario), result.duration);
}
