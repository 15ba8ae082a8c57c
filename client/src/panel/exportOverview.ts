/** Opens as a document what a tab about many sessions shows. */
import { ProgressLocation, ViewColumn, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ExportDifferenceParams, ExportMatrixParams, ExportResult } from '../../../server/src/protocol/lsp.ts';
import type { BaselineResult } from './baselines.ts';
import type { PolicyText } from './liveSimulation.ts';
import { askDifferenceExport, askMatrixExport, type Looked, type Waiting } from './overviewRequests.ts';

export type Exported =
  | { kind: 'matrix'; looked: Looked; format: ExportMatrixParams['format'] }
  | {
      kind: 'changes';
      looked: Looked;
      baseline: BaselineResult;
      format: ExportDifferenceParams['format'];
    };

/** VS Code has no language for tables of its own. */
const LANGUAGES = { csv: 'plaintext', json: 'json', markdown: 'markdown' } as const;

/** The person may stop it, and is told why there is nothing. */
export async function exportOverview(
  asked: { client: LanguageClient; policy: PolicyText },
  exported: Exported,
): Promise<void> {
  const progress = { location: ProgressLocation.Notification, title: 'Login Policy: Export', cancellable: true };
  const result = await window.withProgress(progress, async (_progress, token) => {
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => {
      stop.abort();
    });
    const waiting: Waiting = { ...asked, signal: stop.signal, onProgress: () => undefined };
    try {
      return await ask(waiting, exported);
    } catch (error) {
      if (stop.signal.aborted) return undefined;
      throw error;
    } finally {
      listening.dispose();
    }
  });
  if (result?.kind === 'text') {
    const language = LANGUAGES[exported.format];
    const document = await workspace.openTextDocument({ content: result.text, language });
    // Beside the panel, not over it.
    await window.showTextDocument(document, ViewColumn.One);
    const { leftOut = [] } = result;
    if (leftOut.length > 0) void window.showInformationMessage(`Not in the table: ${leftOut.join('. ')}.`);
  } else if (result) void window.showWarningMessage(`Nothing was exported: ${describeTrouble(result)}`);
}

function ask(waiting: Waiting, exported: Exported): Promise<ExportResult> {
  if (exported.kind === 'matrix') return askMatrixExport(waiting, exported.looked, exported.format);
  const { baseline, looked, format } = exported;
  return baseline.kind === 'missing'
    ? Promise.resolve({ kind: 'refused', message: baseline.message })
    : askDifferenceExport(waiting, baseline, looked, format);
}

function describeTrouble(result: Exclude<ExportResult, { kind: 'text' }>): string {
  switch (result.kind) {
    case 'policy':
      return `${result.name ?? 'the policy'} has mistakes.`;
    case 'stale':
      return 'the policy has been edited in the meantime.';
    case 'refused':
    case 'noPolicy':
      return result.message;
  }
}
