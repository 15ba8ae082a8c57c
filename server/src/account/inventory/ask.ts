/** How the inventory asks: a few questions at a time, and none once it is clear that no answer will come. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import pLimit from 'p-limit';
import { AccountError, type AccountErrorKind } from '../../core/account/accountError.ts';
import type { Answer, SpaceliftApi } from '../api/api.ts';

/** @throws {AccountError} where there is no answer */
export type Ask = <Result, Variables extends object>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Answer>;

/** Large lists are slow to answer: more at once would only take each other's time. */
const MOST_AT_ONCE = 4;

/** What holds for every question. Asked on, a wrong secret would be refused ten times, and a dead host waited for. */
const FINAL: ReadonlySet<AccountErrorKind> = new Set([
  'endpoint',
  'unreachable',
  'certificate',
  'signIn',
  'expired',
  'cancelled',
]);

/** Asks one account for one inventory. */
export function askInTurn(api: SpaceliftApi, signal: AbortSignal): Ask {
  const limit = pLimit(MOST_AT_ONCE);
  let final: AccountError | undefined;
  return (document, variables) =>
    limit(async () => {
      if (final) throw final;
      try {
        return await api.request(document, variables, signal);
      } catch (error) {
        if (error instanceof AccountError && FINAL.has(error.kind)) final = error;
        throw error;
      }
    });
}
