/** Scenarios in VS Code's Testing view: run, run while typing, coverage of a policy's clauses. */
import { Disposable, TestRunProfileKind, tests, type CancellationToken, type TestRunRequest } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { chooseTests } from './chosenTests.ts';
import { followChanges } from './continuousRun.ts';
import { runScenarios } from './scenarioRun.ts';
import { ScenarioTree } from './scenarioTree.ts';
import { ClauseFileCoverage } from './testMessages.ts';

/** @returns what ends it */
export function offerScenarioTests(client: LanguageClient): Disposable {
  const controller = tests.createTestController('loginPolicy.scenarios', 'Login Policy Scenarios');
  const report = (error: unknown): void => {
    client.error('The scenarios could not be read.', error, false);
  };
  const tree = new ScenarioTree(controller, client, report);
  controller.resolveHandler = (item) => (item?.uri ? tree.read(item.uri) : tree.ready());
  controller.refreshHandler = () => tree.findAll();

  const runOnce = async (request: TestRunRequest, token: CancellationToken): Promise<void> => {
    await tree.ready();
    const files = chooseTests(tree.files, { include: request.include, exclude: request.exclude });
    const withCoverage = request.profile?.kind === TestRunProfileKind.Coverage;
    await runScenarios(files, controller.createTestRun(request), client, withCoverage, token);
  };
  const run = async (request: TestRunRequest, token: CancellationToken): Promise<void> => {
    if (request.continuous) followChanges(tree, client, request, token, runOnce, report);
    else await runOnce(request, token);
  };

  controller.createRunProfile('Run', TestRunProfileKind.Run, run, true, undefined, true);
  const coverage = controller.createRunProfile('Run with Coverage', TestRunProfileKind.Coverage, runOnce, true);
  coverage.loadDetailedCoverage = (_run, file) =>
    Promise.resolve(file instanceof ClauseFileCoverage ? file.details : []);
  return Disposable.from(controller, tree.follow());
}
