/** Our own requests: what a form for a session can offer. */
import { nameAccount } from '../../core/features/suggestions/accountNames.ts';
import { suggest } from '../../core/features/suggestions/suggest.ts';
import {
  ACCOUNT_NAMES,
  SUGGESTIONS,
  type AccountNamesResult,
  type SuggestionsParams,
  type SuggestionsResult,
} from '../../protocol/lsp.ts';
import { guardPolicy } from '../answer.ts';
import type { Feature, Server } from '../server.ts';

export const suggestions: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection, account, host } = server;
    connection.onRequest(SUGGESTIONS, guardPolicy<SuggestionsParams, SuggestionsResult>(server, suggest));
    connection.onRequest(ACCOUNT_NAMES, (): Promise<AccountNamesResult> => {
      const { inventory } = account;
      return Promise.resolve(inventory ? nameAccount(inventory, sourceOf(server), host.clock.now()) : null);
    });
  },
};

function sourceOf({ account: { uri }, host }: Server): string {
  if (uri === undefined) return 'auto';
  return uri === host.demoAccount ? 'demo' : uri;
}
