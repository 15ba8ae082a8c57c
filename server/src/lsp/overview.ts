/** How questions about many sessions are answered: by which policy, how far it is, and why there is no answer. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Inventory } from '../core/account/inventory.ts';
import { BadInput } from '../core/badInput.ts';
import { examinePolicy } from '../core/features/check.ts';
import type { ReadPolicy } from '../core/matrix/evaluate.ts';
import { EngineError } from '../core/ports.ts';
import type { CheckSettings } from '../core/settings/settings.ts';
import type { OpaError } from '../protocol/engine.ts';
import type { FileKind, MatrixParams, NoOverview } from '../protocol/lsp.ts';
import { guard } from './answer.ts';
import { isTooSlow, tellTooSlow } from './engineHealth.ts';
import { findMistakes, tellMistakes } from './mistakes.ts';
import type { PolicyDocument } from './policyDocument.ts';
import { withProgress, type Progress } from './progress.ts';
import type { Server } from './server.ts';
import { fileNameOf } from './uris.ts';

/** The open policy that a question is about, and what the answer goes by. */
export interface Asked {
  readonly version: number;
  /** Its name is the file's. */
  readonly policy: ReadPolicy;
  readonly document: PolicyDocument;
  /** What the settings say that it is. */
  readonly kind: FileKind | undefined;
  readonly settings: CheckSettings;
  readonly account: Inventory | undefined;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
  readonly progress: Progress;
  readonly token: CancellationToken;
}

type OverviewParams = Pick<MatrixParams, 'textDocument' | 'workDoneToken'>;

export interface Overview<Params extends OverviewParams, Answer> {
  readonly method: string;
  /** What is being done, for whoever is told how far it is. */
  readonly title: string;
  /** @throws {BadInput} for parameters that are not what they should be */
  read(params: unknown): Params;
  /**
   * @throws {BadInput} for a question that can't be
   * @throws {EngineError} where the engine gives no answer
   */
  answer(asked: Asked, params: Params): Promise<Answer | NoOverview>;
}

export function registerOverview<Params extends OverviewParams, Answer>(
  server: Server,
  overview: Overview<Params, Answer>,
): void {
  const failed: NoOverview = { kind: 'refused', message: 'The policy engine gives no answer at the moment.' };
  server.connection.onRequest(
    overview.method,
    guard<unknown, Answer | NoOverview>(server, failed, async (given, token) => {
      try {
        const params = overview.read(given);
        return await withProgress(server.connection, params.workDoneToken, overview.title, (progress) =>
          answerOpen(server, overview, params, progress, token),
        );
      } catch (error) {
        if (error instanceof BadInput) return { kind: 'refused', message: error.message };
        if (error instanceof EngineError && isTooSlow(error)) return TOO_SLOW;
        throw error;
      }
    }),
  );
}

const TOO_SLOW: NoOverview = { kind: 'refused', message: tellTooSlow('it') };

async function answerOpen<Params extends OverviewParams, Answer>(
  { policies, host, account, settings }: Server,
  overview: Overview<Params, Answer>,
  params: Params,
  progress: Progress,
  token: CancellationToken,
): Promise<Answer | NoOverview> {
  const { uri, version } = params.textDocument;
  const { check } = await settings.forDocument(uri);
  // From here on of this version, whatever the document's is.
  const document = policies.document(uri);
  if (document === undefined) return { kind: 'noPolicy', message: 'The document is not open.' };
  if (document.version !== version) return { kind: 'stale', version: document.version };
  const { verdict, model, kind } = document;
  if (!verdict.login) return { kind: 'noPolicy', message: `It is no login policy: ${verdict.reason}.` };
  const policy = { name: fileNameOf(uri), source: document.policy(verdict), model };
  const { inventory } = account;
  const about = { version, policy, document, kind, settings: check, account: inventory };
  return overview.answer({ ...about, now: host.clock.now(), progress, token }, params);
}

/**
 * That a policy can't be decided.
 * @param policies all that were asked: the one in the editor, and others beside it
 * @param broken the one that does not compile, by its name
 * @throws {EngineError} where the engine gives no answer
 */
export async function tellBroken(
  { host: { engine } }: Server,
  { version, policy, document, settings, account, token }: Asked,
  policies: readonly ReadPolicy[],
  broken: { readonly name: string; readonly errors: readonly OpaError[] },
): Promise<NoOverview> {
  const { errors } = broken;
  const found = policies.find(({ name }) => name === broken.name) ?? policy;
  const { name, source, model } = found;
  if (found === policy) {
    return { kind: 'policy', version, findings: await findMistakes(document, version, errors, model) };
  }
  const { findings } = await examinePolicy(source, engine, { settings, model, ...(account && { account }) }, token);
  return { kind: 'policy', version, name, findings: tellMistakes(findings, errors, model.lines) };
}
