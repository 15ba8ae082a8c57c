/** That what is shown has to be asked for anew. */
import type { ClientCapabilities } from 'vscode-languageserver';
import { ACCOUNT_CHANGED, KNOWLEDGE_CHANGED } from '../protocol/lsp.ts';
import { inBackground } from './answer.ts';
import type { Server } from './server.ts';

/** Everything that is shown may be other than it was. */
export function renew(server: Server): void {
  const { policies, openScenarioFiles, connection } = server;
  policies.refresh();
  openScenarioFiles.renew();
  inBackground(server, () => connection.sendNotification(ACCOUNT_CHANGED));
  tellRenewed(server);
}

/** What is shown of policies has to be asked for anew. */
export function tellRenewed(server: Server): void {
  const { client, connection } = server;
  inBackground(server, () => connection.sendNotification(KNOWLEDGE_CHANGED));
  for (const refresh of refreshers(client.capabilities)) inBackground(server, () => refresh(server.connection));
}

type Refresh = (connection: Server['connection']) => Promise<unknown>;

function refreshers({ workspace }: ClientCapabilities): Refresh[] {
  return [
    ...(workspace?.diagnostics?.refreshSupport ? [(c: Server['connection']) => c.languages.diagnostics.refresh()] : []),
    ...(workspace?.inlayHint?.refreshSupport ? [(c: Server['connection']) => c.languages.inlayHint.refresh()] : []),
    ...(workspace?.semanticTokens?.refreshSupport
      ? [(c: Server['connection']) => c.languages.semanticTokens.refresh()]
      : []),
    ...(workspace?.codeLens?.refreshSupport
      ? [(c: Server['connection']) => c.sendRequest('workspace/codeLens/refresh')]
      : []),
  ];
}
