/** Our own requests: which account is known, all that is known of it, and to ask it anew. */
import type { CancellationToken } from 'vscode-languageserver';
import { ACCOUNT, REFRESH_ACCOUNT, SNAPSHOT, type AccountResult, type SnapshotResult } from '../../protocol/lsp.ts';
import { guard } from '../answer.ts';
import type { Feature, Server } from '../server.ts';

export const account: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection, account: holder } = server;
    const state = (): AccountResult => holder.state;
    const refresh = async (): Promise<AccountResult> => {
      await holder.refresh();
      return holder.state;
    };
    connection.onRequest(ACCOUNT, answer(server, { state: 'none' }, state));
    connection.onRequest(REFRESH_ACCOUNT, answer(server, { state: 'none' }, refresh));
    connection.onRequest(
      SNAPSHOT,
      answer<SnapshotResult>(server, null, () => holder.inventory?.account ?? null),
    );
  },
};

/** A request without parameters. */
function answer<Result>(
  server: Server,
  fallback: Result,
  look: () => Result | Promise<Result>,
): (token: CancellationToken) => Promise<Result> {
  const handle = guard<undefined, Result>(server, fallback, look);
  return (token) => handle(undefined, token);
}
