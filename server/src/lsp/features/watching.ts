/** What changes beside the documents: settings, settings files, workspace folders, the account's file. */
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type ClientCapabilities,
} from 'vscode-languageserver';
import { SETTINGS_FILE } from '../settings.ts';
import type { Feature, Server } from '../server.ts';

export const watching: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection, settings, account } = server;
    connection.onInitialized(() => {
      subscribe(server);
      void reload(server);
    });
    connection.onDidChangeConfiguration(({ settings: pushed }: { settings: unknown }) => {
      void reload(server, pushed);
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      void follow(
        server,
        changes.some(({ uri }) => uri === account.uri),
      );
    });
    if (server.client.capabilities.workspace?.workspaceFolders !== true) return;
    connection.workspace.onDidChangeWorkspaceFolders(() => {
      void connection.workspace.getWorkspaceFolders().then((folders) => {
        settings.setFolders((folders ?? []).map(({ uri }) => uri));
        return reload(server);
      });
    });
  },
};

function subscribe({ connection, client }: Server): void {
  const { workspace } = client.capabilities;
  if (workspace?.didChangeConfiguration?.dynamicRegistration) {
    void connection.client.register(DidChangeConfigurationNotification.type);
  }
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    const watchers = [`**/${SETTINGS_FILE}`, '**/*.json'].map((globPattern) => ({ globPattern }));
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

async function reload(server: Server, pushed?: unknown): Promise<void> {
  const { settings, account, connection } = server;
  await settings.refresh(pushed);
  await account.load();
  const { state } = account;
  if (state.state === 'failed') {
    connection.window.showWarningMessage(`The account can't be read: ${state.source}: ${state.message}`);
  }
  renew(server);
}

async function follow(server: Server, isAccount: boolean): Promise<void> {
  server.settings.forget();
  if (isAccount) await server.account.load();
  renew(server);
}

/** Everything that is shown may be other than it was. */
function renew({ connection, policies, client }: Server): void {
  policies.refresh();
  for (const refresh of refreshers(client.capabilities)) {
    // A client may be on its way out.
    void refresh(connection).catch(() => undefined);
  }
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
