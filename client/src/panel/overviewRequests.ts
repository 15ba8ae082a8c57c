/** What is asked of the server about many sessions: it may be cancelled, and tells how far it is. */
import { CancellationTokenSource } from 'vscode';
import { WorkDoneProgress, type LanguageClient } from 'vscode-languageclient/node';
import {
  DIFFERENCE,
  EXPORT_DIFFERENCE,
  EXPORT_MATRIX,
  MATRIX,
  WEEK,
  type Baseline,
  type DifferenceParams,
  type DifferenceResult,
  type ExportDifferenceParams,
  type ExportMatrixParams,
  type ExportResult,
  type MatrixParams,
  type MatrixResult,
  type PolicyBeside,
  type WeekParams,
  type WeekResult,
} from '../../../server/src/protocol/lsp.ts';
import type { ChosenSessions, ShownDifference, ShownMatrix } from '../../../server/src/protocol/matrix.ts';
import type { WeekReport, WeekRequest } from '../../../server/src/protocol/week.ts';
import type { OnProgress, OverviewAnswer } from './liveOverview.ts';
import type { PolicyText } from './liveSimulation.ts';

/** Whoever waits for an answer. */
export interface Waiting {
  readonly client: LanguageClient;
  readonly policy: PolicyText;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** The sessions that are looked at, and the policies that are asked together with the one that is shown. */
export interface Looked {
  chosen: ChosenSessions;
  beside: PolicyBeside[];
}

export async function askMatrix(waiting: Waiting, looked: Looked): Promise<OverviewAnswer<ShownMatrix>> {
  const params: MatrixParams = { textDocument: documentOf(waiting), ...looked };
  const result = await ask<MatrixResult>(waiting, MATRIX, params);
  return result.kind === 'matrix' ? { kind: 'shown', shown: result.matrix } : result;
}

export async function askDifference(
  waiting: Waiting,
  baseline: Baseline,
  looked: Looked,
): Promise<OverviewAnswer<ShownDifference>> {
  const params: DifferenceParams = { textDocument: documentOf(waiting), baseline, ...looked };
  const result = await ask<DifferenceResult>(waiting, DIFFERENCE, params);
  return result.kind === 'difference' ? { kind: 'shown', shown: result.difference } : result;
}

export async function askWeek(
  waiting: Waiting,
  { week: request, beside }: { week: WeekRequest; beside: PolicyBeside[] },
): Promise<OverviewAnswer<WeekReport>> {
  const params: WeekParams = { textDocument: documentOf(waiting), request, beside };
  const result = await ask<WeekResult>(waiting, WEEK, params);
  return result.kind === 'week' ? { kind: 'shown', shown: result.week } : result;
}

export function askMatrixExport(
  waiting: Waiting,
  looked: Looked,
  format: ExportMatrixParams['format'],
): Promise<ExportResult> {
  const params: ExportMatrixParams = { textDocument: documentOf(waiting), ...looked, format };
  return ask<ExportResult>(waiting, EXPORT_MATRIX, params);
}

export function askDifferenceExport(
  waiting: Waiting,
  baseline: Baseline,
  looked: Looked,
  format: ExportDifferenceParams['format'],
): Promise<ExportResult> {
  const params: ExportDifferenceParams = { textDocument: documentOf(waiting), baseline, ...looked, format };
  return ask<ExportResult>(waiting, EXPORT_DIFFERENCE, params);
}

function documentOf({ policy: { uri, version } }: Waiting): MatrixParams['textDocument'] {
  return { uri, version };
}

let asked = 0;

async function ask<Result>({ client, signal, onProgress }: Waiting, method: string, params: object): Promise<Result> {
  const source = new CancellationTokenSource();
  const stop = (): void => {
    source.cancel();
  };
  signal.addEventListener('abort', stop);
  const workDoneToken = `loginPolicy-${++asked}`;
  const progress = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    const report = value.kind === 'report' ? readProgress(value) : undefined;
    if (report) onProgress(report.done, report.all);
  });
  try {
    return await client.sendRequest<Result>(method, { ...params, workDoneToken }, source.token);
  } finally {
    progress.dispose();
    signal.removeEventListener('abort', stop);
    source.dispose();
  }
}

/** `120 of 460` in the message, else the percentage. */
function readProgress(value: { message?: string; percentage?: number }): { done: number; all: number } | undefined {
  const [, done, all] = /^(\d+) of (\d+)\b/.exec(value.message ?? '') ?? [];
  if (done !== undefined && all !== undefined) return { done: Number(done), all: Number(all) };
  return value.percentage === undefined ? undefined : { done: Math.round(value.percentage), all: 100 };
}
