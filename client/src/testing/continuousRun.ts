/** Runs scenarios again whenever what they come to may have changed: one run at a time. */
import { Disposable, workspace, type CancellationToken, type TestRunRequest } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { KNOWLEDGE_CHANGED } from '../../../server/src/protocol/lsp.ts';
import { listen } from '../serverEvents.ts';
import { isScenarioFile } from './scenarioFiles.ts';
import type { ScenarioTree } from './scenarioTree.ts';

/**
 * Until the token is cancelled.
 * @param runOnce runs what is asked for, once
 * @param report hears of what fails
 */
export function followChanges(
  tree: ScenarioTree,
  client: LanguageClient,
  request: TestRunRequest,
  token: CancellationToken,
  runOnce: (request: TestRunRequest, token: CancellationToken) => Promise<void>,
  report: (error: unknown) => void,
): void {
  let isDone = true;
  let isRunning = false;
  const loop = async (): Promise<void> => {
    isRunning = true;
    try {
      while (!isDone && !token.isCancellationRequested) {
        isDone = true;
        await runOnce(request, token);
      }
    } finally {
      isRunning = false;
    }
  };
  const renew = (): void => {
    isDone = false;
    if (!isRunning) loop().catch(report);
  };
  const listeners = Disposable.from(
    workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const written = client.code2ProtocolConverter.asUri(uri);
      const isPolicy = tree.files.some(({ item }) => tree.policiesOf(item).includes(written));
      if (isPolicy || isScenarioFile(uri)) renew();
    }),
    listen(client, KNOWLEDGE_CHANGED, renew),
  );
  token.onCancellationRequested(() => {
    listeners.dispose();
  });
  renew();
}
