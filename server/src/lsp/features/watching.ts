/** What changes beside the documents: settings, settings files, workspace folders, the account's file. */
import {
  type CancellationToken,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type ClientCapabilities,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { ACCOUNT_CHANGED, SECTION, SIGN_IN_CHANGED } from '../../protocol/lsp.ts';
import { TRY_SIGN_IN, type TrySignInResult } from '../../protocol/signIn.ts';
import { SCENARIO_ENDING } from '../../core/scenarios/ownScenarios.ts';
import { guardPlain, inBackground } from '../answer.ts';
import { warn } from '../engineHealth.ts';
import { followScenarios, renewScenarios } from '../followScenarios.ts';
import { renew } from '../renew.ts';
import { isScenarioFile } from '../scenarioFiles.ts';
import type { Feature, Server } from '../server.ts';
import { isSettingsFile, SETTINGS_FILE } from '../settings.ts';
import { decode, isSameUri } from '../uris.ts';

export const watching: Feature = {
  capabilities: () => ({}),
  register: (server) => {
    const { connection, settings, client, documents, account, signIn } = server;
    const watcher = new FileWatcher(server);
    const take = async (pushed?: unknown, signsIn = false): Promise<void> => {
      const isOther = (await settings.refresh(pushed)) || signsIn;
      if (isOther) await loadAccount(server);
      await watcher.watch();
      if (isOther) renew(server);
    };
    const reload = async (pushed?: unknown, signsIn = false): Promise<void> => {
      await take(pushed, signsIn);
      await account.refreshIfOld();
    };
    // Before that, a client takes no requests.
    connection.onInitialized(() => {
      if (client.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
        const what = { section: SECTION };
        inBackground(server, () => connection.client.register(DidChangeConfigurationNotification.type, what));
      }
      if (client.capabilities.workspace?.workspaceFolders === true) followFolders(server, watcher);
      tellOfAccount(server);
      signIn.isReady = true;
      inBackground(server, () => reload(undefined, signIn.isSupported));
    });
    connection.onNotification(SIGN_IN_CHANGED, () => {
      inBackground(server, () => reload(undefined, true));
    });
    const attempt = guardPlain<TrySignInResult>(server, { state: 'none' }, async () => {
      await take(undefined, true);
      // What is read at the start, or for another change, may have overtaken it.
      await account.loaded();
      await account.refresh();
      return account.state;
    });
    connection.onRequest(TRY_SIGN_IN, (token: CancellationToken) => {
      signIn.isTrying = true;
      return attempt(token).finally(() => {
        signIn.isTrying = false;
      });
    });
    followAccount(server);
    connection.onDidChangeConfiguration(({ settings: pushed }: { settings: unknown }) => {
      inBackground(server, () => reload(pushed));
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      inBackground(server, () =>
        follow(
          server,
          changes.map(({ uri }) => uri),
        ),
      );
    });
    followScenarios(server);
    // For clients that watch no files.
    documents.onDidSave(({ document: { uri } }) => {
      inBackground(server, () => follow(server, [uri]));
      inBackground(server, () => account.refreshIfOld());
    });
    // Whoever opens, edits, saves or asks for diagnostics looks at what is shown; else it need not be new.
    documents.onDidChangeContent(() => {
      inBackground(server, () => account.refreshIfOld());
    });
  },
};

/** What has been asked of the account anew. */
function followAccount(server: Server): void {
  const { account, connection } = server;
  let known = account.inventory;
  account.onDidChange(() => {
    tellOfAccount(server);
    if (account.inventory !== known) renew(server);
    else inBackground(server, () => connection.sendNotification(ACCOUNT_CHANGED));
    known = account.inventory;
  });
}

function followFolders(server: Server, watcher: FileWatcher): void {
  const { connection, settings } = server;
  connection.workspace.onDidChangeWorkspaceFolders(() => {
    inBackground(server, async () => {
      settings.setFolders(((await connection.workspace.getWorkspaceFolders()) ?? []).map(({ uri }) => uri));
      await settings.refresh();
      await loadAccount(server);
      // The account's file may be named relative to the first folder.
      await watcher.watch();
      renew(server);
    });
  });
}

/** Has the client watch the settings files and the account's own file, wherever that is. */
class FileWatcher {
  readonly #server: Server;
  #watched = '';
  #registration: Disposable | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  async watch(): Promise<void> {
    const { connection, client, account } = this.#server;
    const support = client.capabilities.workspace?.didChangeWatchedFiles;
    if (support?.dynamicRegistration !== true) return;
    const watchers = [
      { globPattern: `**/${SETTINGS_FILE}` },
      { globPattern: `**/*${SCENARIO_ENDING}` },
      ...watchersOf(account.uri, support),
    ];
    const watched = JSON.stringify(watchers);
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#registration?.dispose();
    this.#registration = await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

type WatchSupport = NonNullable<NonNullable<ClientCapabilities['workspace']>['didChangeWatchedFiles']>;

function watchersOf(uri: string | undefined, { relativePatternSupport }: WatchSupport): FileSystemWatcher[] {
  if (uri === undefined) return [];
  const end = uri.lastIndexOf('/');
  const pattern = decode(uri.slice(end + 1)).replace(/[[\]{}*?]/g, '[$&]');
  const baseUri = uri.slice(0, end);
  return [{ globPattern: relativePatternSupport === true ? { baseUri, pattern } : `**/${pattern}` }];
}

/** The user is told where it can't be read, once. */
async function loadAccount(server: Server): Promise<void> {
  const before = JSON.stringify(server.account.state);
  await server.account.load();
  if (JSON.stringify(server.account.state) !== before) tellOfAccount(server);
}

function tellOfAccount({ account: { state }, connection, signIn }: Server): void {
  if (state.state === 'failed' && !signIn.isTrying)
    warn(connection, `The account can't be read: ${state.source}: ${state.message}`);
}

/** Nothing is worked out anew for a file that nothing depends on. */
async function follow(server: Server, changed: readonly string[]): Promise<void> {
  const { settings, account } = server;
  const isAccount = changed.some((uri) => account.uri !== undefined && isSameUri(uri, account.uri));
  const isSettings = changed.some(isSettingsFile);
  if (isSettings) settings.forget();
  if (isAccount) await loadAccount(server);
  if (isSettings || isAccount) renew(server);
  else await renewScenarios(server, changed.filter(isScenarioFile));
}
