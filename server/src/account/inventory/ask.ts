/** How the inventory asks: a few questions at a time, and none once it is clear that no answer will come. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import pLimit from 'p-limit';
import { AccountError, type AccountErrorKind } from '../../core/account/accountError.ts';
import type { Answer, SpaceliftApi } from '../api/api.ts';
import type { TimeLimit } from './timeLimit.ts';

/** @throws {AccountError} where there is no answer */
export type Ask = <Result, Variables extends object>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Answer>;

/** Large lists are slow to answer: more at once would only take each other's time. */
const MOST_AT_ONCE = 4;

/**
 * What holds for every question. Asked on, a wrong secret would be refused ten times, a dead host waited for, and a
 * server that is asked too often would be asked more often.
 */
const FINAL: ReadonlySet<AccountErrorKind> = new Set([
  'endpoint',
  'unreachable',
  'certificate',
  'timeout',
  'limited',
  'signIn',
  'expired',
  'cancelled',
]);
/** One question may be what a server fails at; two are its own fault. */
const MOST_FAILING = 1;

/** Asks one account for one inventory. What is under way when the time is up counts as not answered. */
export function askInTurn(api: SpaceliftApi, signal: AbortSignal, limit?: TimeLimit): Ask {
  const inTurn = pLimit(MOST_AT_ONCE);
  const until = limit ? AbortSignal.any([signal, limit.signal]) : signal;
  let final: AccountError | undefined;
  let failing = 0;
  const note = (thrown: unknown): unknown => {
    const error = limit?.signal.aborted && !signal.aborted ? limit.error : thrown;
    if (!(error instanceof AccountError)) return error;
    if (error.kind === 'server') failing++;
    if (FINAL.has(error.kind) || failing > MOST_FAILING) final ??= error;
    return error;
  };
  return (document, variables) =>
    inTurn(async () => {
      if (final) throw final;
      try {
        return await api.request(document, variables, until);
      } catch (error) {
        throw note(error);
      }
    });
}
