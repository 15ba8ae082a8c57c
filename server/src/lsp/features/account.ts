/** Our own request: which account is known, and how much of it. */
import { ACCOUNT, type AccountResult } from '../../protocol/lsp.ts';
import type { Feature } from '../server.ts';

export const account: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    server.connection.onRequest(ACCOUNT, (): Promise<AccountResult> => Promise.resolve(server.account.state));
  },
};
