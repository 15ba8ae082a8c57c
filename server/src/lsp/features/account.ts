/** Our own request: which account is known, and how much of it. */
import type { RequestHandler0 } from 'vscode-languageserver';
import { ACCOUNT, type AccountResult } from '../../protocol/lsp.ts';
import { guard } from '../answer.ts';
import type { Feature } from '../server.ts';

export const account: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const handler: RequestHandler0<AccountResult, void> = (token) =>
      guard<undefined, AccountResult>(server, { state: 'none' }, () => server.account.state)(undefined, token);
    server.connection.onRequest(ACCOUNT, handler);
  },
};
