/** Our own requests: which account is known, all that is known of it, and to ask it anew. */
import { splitAction } from '../../core/features/describe/actions.ts';
import {
  ACCOUNT,
  ACTION_WORDS,
  REFRESH_ACCOUNT,
  SNAPSHOT,
  type AccountResult,
  type ActionWordsResult,
  type SnapshotResult,
} from '../../protocol/lsp.ts';
import { guardPlain } from '../answer.ts';
import type { Feature, Server } from '../server.ts';

export const account: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection, account: holder } = server;
    const refresh = async (): Promise<AccountResult> => {
      await holder.refresh();
      return holder.state;
    };
    const answer = <Result>(method: string, fallback: Result, look: () => Result | Promise<Result>): void => {
      connection.onRequest(method, guardPlain(server, fallback, look));
    };
    answer<AccountResult>(ACCOUNT, { state: 'none' }, () => holder.state);
    answer<AccountResult>(REFRESH_ACCOUNT, { state: 'none' }, refresh);
    answer<SnapshotResult>(SNAPSHOT, null, () => holder.inventory?.account ?? null);
    answer<ActionWordsResult>(ACTION_WORDS, {}, () => actionWords(server));
  },
};

function actionWords({ account: { inventory } }: Server): ActionWordsResult {
  const actions = new Set(inventory?.account.roles.items.flatMap((role) => role.actions));
  return Object.fromEntries(
    [...actions].map((action) => {
      const [subject, verb] = splitAction(action);
      return [action, { subject, verb }];
    }),
  );
}
