/** A client of the language server, on the other end of a real connection: in this process, or to a spawned server. */
import { PassThrough } from 'node:stream';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type ClientCapabilities,
  type ConfigurationParams,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type RegistrationParams,
} from 'vscode-languageserver-protocol/node';
import { BadInput } from '../../server/src/core/badInput.ts';
import type { Accounts, Clock, Engine, SignInHelp } from '../../server/src/core/ports.ts';
import { createSignInHelp } from '../../server/src/account/signInHelp.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import { nodeFiles } from '../../server/src/node/files.ts';
import { findFiles } from '../../server/src/node/findFiles.ts';
import type { Files, FindFiles } from '../../server/src/lsp/host.ts';
import {
  ENGINE_STATE,
  SECTION,
  STATUS,
  type ClientSettings,
  type EngineStateParams,
  type ExperimentalCapabilities,
  type PolicyStatus,
  type StatusParams,
} from '../../server/src/protocol/lsp.ts';

/** What a client that can everything says. */
export const FULL: ClientCapabilities = {
  experimental: { runSimulation: true } satisfies ExperimentalCapabilities,
  textDocument: {
    diagnostic: { relatedInformation: true },
    publishDiagnostics: { relatedInformation: true },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown'],
        labelDetailsSupport: true,
        resolveSupport: { properties: ['documentation'] },
      },
    },
    hover: { contentFormat: ['markdown'] },
    signatureHelp: { signatureInformation: { documentationFormat: ['markdown'] } },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      dataSupport: true,
      disabledSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    workspaceEdit: { documentChanges: true },
  },
};

/** What a client that can only be pushed to leaves out. */
export const PUSHED: ClientCapabilities = {
  ...FULL,
  textDocument: { publishDiagnostics: { relatedInformation: true } },
};

export interface ClientOptions {
  engine: Engine;
  capabilities?: ClientCapabilities;
  settings?: ClientSettings;
  /** Of folders that have their own, by URI. */
  folderSettings?: Record<string, ClientSettings>;
  initializationOptions?: unknown;
  /** URIs. */
  folders?: string[];
  /** Of a client that knows no folders. */
  rootUri?: string;
  files?: Files;
  findFiles?: FindFiles;
  clock?: Clock;
  /** Nobody can sign in unless there are some. */
  accounts?: Accounts;
  signInHelp?: SignInHelp;
  /** What else the client answers or hears. */
  listen?: (connection: ProtocolConnection) => void;
}

const refuse = (): Promise<never> => Promise.reject(new BadInput('no credential'));
/** Nobody can sign in. */
export const NO_ACCOUNTS: Accounts = { signIn: refuse, signInWith: refuse };
/** On a computer that has nothing to sign in with. */
export const NO_HELP: SignInHelp = createSignInHelp({ environment: {}, home: '/nobody' });

/** 2026-03-01T12:00:00Z, always. */
const noon: Clock = { now: () => 1_772_366_400_000_000_000n };

export class TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the user was shown. */
  readonly messages: string[] = [];
  readonly logged: string[] = [];
  readonly engineStates: EngineStateParams['state'][] = [];
  /** How often it was told that its diagnostics are old. */
  refreshCount = 0;
  /** What the server asked to be told of, newest last. */
  readonly registrations: Registration[] = [];
  settings: ClientSettings;
  /** URIs. */
  folders: string[] = [];
  readonly #versions = new Map<string, number>();
  /** By URI: the newest status, and the newest diagnostics that were pushed. */
  readonly told = new Map<string, PolicyStatus>();
  readonly pushes = new Map<string, Diagnostic[]>();
  /** The version of each that was pushed, of whatever document. */
  readonly pushedVersions: (number | undefined)[] = [];
  /** How much it has heard. */
  heard = 0;
  #listeners: (() => void)[] = [];

  private constructor(connection: ProtocolConnection, initialized: InitializeResult, settings: ClientSettings) {
    this.connection = connection;
    this.initialized = initialized;
    this.settings = settings;
  }

  /** A server in this process. */
  static async connect(options: ClientOptions): Promise<TestClient> {
    const [up, down] = [new PassThrough(), new PassThrough()];
    startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), {
      engine: options.engine,
      clock: options.clock ?? noon,
      files: options.files ?? nodeFiles,
      findFiles: options.findFiles ?? findFiles,
      accounts: options.accounts ?? NO_ACCOUNTS,
      signInHelp: options.signInHelp ?? NO_HELP,
      demoAccount: new URL('../../demo/account.json', import.meta.url).href,
      pageOf: (rule) => (rule.startsWith('SL') ? `https://example.com/rules/${rule}.md` : undefined),
      version: '0.0.0',
    });
    return TestClient.over(down, up, options);
  }

  /** A server at the other end of two streams. */
  static async over(
    from: NodeJS.ReadableStream,
    to: NodeJS.WritableStream,
    {
      capabilities = FULL,
      settings = {},
      folderSettings = {},
      initializationOptions,
      folders = [],
      rootUri,
      listen,
    }: Omit<ClientOptions, 'engine'>,
  ): Promise<TestClient> {
    const connection = createProtocolConnection(new StreamMessageReader(from), new StreamMessageWriter(to));
    const clients: TestClient[] = [];
    connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(({ section, scopeUri = '' }) =>
        section === SECTION ? (folderSettings[scopeUri] ?? clients[0]?.settings ?? settings) : null,
      ),
    );
    connection.onRequest('workspace/workspaceFolders', () => named(clients[0]?.folders ?? folders));
    connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      clients[0]?.take((client) => client.registrations.push(...registrations));
      return null;
    });
    connection.onRequest('client/unregisterCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      clients[0]?.take((client) => client.refreshCount++);
      return null;
    });
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      clients[0]?.take(({ messages }) => messages.push(message));
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      clients[0]?.logged.push(message);
    });
    connection.onNotification(STATUS, ({ uri, status }: StatusParams) => {
      clients[0]?.take(({ told }) => told.set(uri, status));
    });
    connection.onNotification(ENGINE_STATE, ({ state }: EngineStateParams) => {
      clients[0]?.take(({ engineStates }) => engineStates.push(state));
    });
    connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, version, diagnostics }: PublishDiagnosticsParams) => {
        clients[0]?.take(({ pushes, pushedVersions }) => {
          pushes.set(uri, diagnostics);
          pushedVersions.push(version);
        });
      },
    );
    listen?.(connection);
    connection.listen();
    const roots = rootUri === undefined ? { rootUri: null, workspaceFolders: named(folders) } : { rootUri };
    const params = { processId: null, capabilities, ...roots, initializationOptions };
    const initialized = await connection.sendRequest<InitializeResult>('initialize', params);
    const client = new TestClient(connection, initialized, settings);
    client.folders = folders;
    clients.push(client);
    await connection.sendNotification('initialized', {});
    return client;
  }

  /** Waits until something that was heard makes it true. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
    }
  }

  /** Notes what was heard. */
  take(note: (client: this) => unknown): void {
    note(this);
    this.heard++;
    for (const resolve of this.#listeners.splice(0)) resolve();
  }

  open(uri: string, text: string, languageId = 'rego'): Promise<void> {
    this.#versions.set(uri, 1);
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Without a range: the whole text. */
  change(uri: string, ...contentChanges: { range?: Diagnostic['range']; text: string }[]): Promise<void> {
    const version = this.version(uri) + 1;
    this.#versions.set(uri, version);
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  version(uri: string): number {
    return this.#versions.get(uri) ?? 0;
  }

  async diagnostics(uri: string, token?: CancellationToken): Promise<Diagnostic[]> {
    const params = { textDocument: { uri } };
    const method = 'textDocument/diagnostic';
    const report = await (token
      ? this.connection.sendRequest<DocumentDiagnosticReport>(method, params, token)
      : this.connection.sendRequest<DocumentDiagnosticReport>(method, params));
    return report.kind === 'full' ? report.items : [];
  }

  /** A request about a document. */
  ask<Result>(method: string, uri: string, params: object = {}): Promise<Result> {
    return this.connection.sendRequest<Result>(method, { textDocument: { uri }, ...params });
  }

  /** Says goodbye as an editor does; a spawned server ends. */
  async end(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }
}

function named(folders: readonly string[]): { uri: string; name: string }[] {
  return folders.map((uri) => ({ uri, name: uri }));
}
