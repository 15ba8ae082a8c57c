/** The simulation panel: one, beside the editor, for the policy that was active last. */
import { Disposable, Uri, window, workspace, type TextDocument, type WebviewPanel } from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import {
  ACCOUNT_CHANGED,
  ACCOUNT_NAMES,
  KNOWLEDGE_CHANGED,
  STATUS,
  SUGGESTIONS,
  VERDICT,
  type AccountNamesResult,
  type SuggestionsResult,
  type VerdictResult,
} from '../../../server/src/protocol/lsp.ts';
import type { RegoVersion } from '../../../server/src/protocol/engine.ts';
import type { PanelTab, ServerState, ToHost, ToPage } from '../../../server/src/protocol/panel.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import { readToHost } from '../../wire/panelMessages.ts';
import { listen } from '../serverEvents.ts';
import { BaselineFeed } from './baselineFeed.ts';
import { BEFORE_SCHEME } from './baselines.ts';
import { fillPanel } from './fillPanel.ts';
import type { GutterMarks } from './gutterMarks.ts';
import type { PolicyText } from './liveSimulation.ts';
import { OverviewTabs } from './overviewTabs.ts';
import type { PanelHost, PanelPart } from './panelParts.ts';
import { findVerifier } from './questions.ts';
import { revealRange } from './revealRange.ts';
import { SessionTab } from './sessionTab.ts';

const SERVER_STATES: Readonly<Record<State, ServerState>> = {
  [State.Running]: 'running',
  [State.Starting]: 'starting',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};

export interface PanelOptions {
  /** VS Code's, empty or kept from before. */
  panel: WebviewPanel;
  extensionUri: Uri;
  client: LanguageClient;
  marks: GutterMarks;
  /** Keeps a session, and what it comes to, as a scenario. */
  pinSession: (policy: TextDocument, session: SessionRequest) => Promise<void>;
}

export class SimulationPanel implements PanelHost {
  readonly client: LanguageClient;
  readonly #panel: WebviewPanel;
  readonly #options: PanelOptions;
  readonly #baselines: BaselineFeed;
  readonly #parts: readonly PanelPart[];
  readonly #disposables: { dispose(): unknown }[] = [];
  #document: TextDocument | undefined;
  /** That it was taken for last. */
  #engine: RegoVersion | undefined;
  /** As the command line takes it. */
  #account: string | undefined;
  #isReady = false;
  /** What is to be shown as soon as the page hears. */
  #waiting: ToPage[] = [];

  constructor(options: PanelOptions) {
    const { panel, client, marks, extensionUri } = options;
    this.#options = options;
    this.#panel = panel;
    this.client = client;
    const changed = (): void => {
      overviews.renewChanges();
    };
    this.#baselines = new BaselineFeed(this, changed);
    const overviews = new OverviewTabs(this, this.#baselines.baselines);
    this.#parts = [new SessionTab({ host: this, marks, account: () => this.#account }), overviews];
    fillPanel(panel.webview, extensionUri);
    this.#listen();
  }

  show(): void {
    this.#panel.reveal(undefined, true);
  }

  /** Where it is a login policy; else the one before stays. */
  async follow(document: TextDocument | undefined): Promise<void> {
    if (document?.languageId !== 'rego' || document.uri.scheme === BEFORE_SCHEME) return;
    const uri = this.#uriOf(document);
    const verdict = await this.client.sendRequest<VerdictResult>(VERDICT, { uri });
    if (verdict?.kind !== 'loginPolicy') return;
    const isOther = this.#document !== document;
    const isNew = isOther || this.#engine !== verdict.engine;
    if (isOther) this.#options.marks.clear();
    this.#document = document;
    this.#engine = verdict.engine;
    const name = workspace.asRelativePath(document.uri);
    this.post({ type: 'policy', policy: { uri, name, engine: verdict.engine } });
    if (isOther) this.inBackground(() => this.#baselines.follow(document));
    await this.#suggest();
    if (isNew) this.#renew();
  }

  /** Of the account: its id. */
  startFrom(key: string): void {
    this.#postOnceReady({ type: 'start', key });
  }

  openTab(tab: PanelTab): void {
    this.#postOnceReady({ type: 'open', tab });
  }

  /** When it has been closed. */
  onClosed(then: () => void): void {
    this.#panel.onDidDispose(() => {
      Disposable.from(...this.#disposables, this.#baselines).dispose();
      this.#options.marks.clear();
      then();
    });
  }

  document(): TextDocument | undefined {
    return this.#document;
  }

  policy(): PolicyText | undefined {
    const document = this.#document;
    return document && { uri: this.#uriOf(document), version: document.version, text: document.getText() };
  }

  post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  inBackground(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.client.error('The simulation panel has failed.', error, false);
    });
  }

  #listen(): void {
    this.#disposables.push(
      this.#panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readToHost(message);
        if (read) this.inBackground(() => this.#hear(read));
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        this.inBackground(() => this.follow(editor?.document));
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document !== this.#document) return;
        this.#renew();
        this.inBackground(() => this.#suggest());
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (document !== this.#document) return;
        this.#document = undefined;
        this.#options.marks.clear();
        this.post({ type: 'policy', policy: null });
      }),
      // What the document is taken for, or the account, may be other than it was.
      listen(this.client, STATUS, () => {
        this.inBackground(() => this.follow(window.activeTextEditor?.document));
      }),
      listen(this.client, KNOWLEDGE_CHANGED, () => {
        this.inBackground(() => this.#askAll());
      }),
      listen(this.client, ACCOUNT_CHANGED, () => {
        this.inBackground(() => this.#findVerifier());
      }),
      this.client.onDidChangeState(({ newState }) => {
        this.post({ type: 'server', state: SERVER_STATES[newState] });
        if (newState === State.Running) this.inBackground(() => this.#askAll());
      }),
    );
  }

  async #hear(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        await this.#begin();
        break;
      case 'tab':
        for (const part of this.#parts) part.showTab(message.tab);
        break;
      case 'reveal':
        if (this.#document) await revealRange(this.#document, message.range);
        break;
      case 'chooseBaseline':
        await this.#baselines.chooseFile();
        break;
      case 'pin':
        if (this.#document) await this.#options.pinSession(this.#document, message.session);
        break;
      default:
        await Promise.all(this.#parts.map((part) => part.hear(message)));
    }
  }

  async #begin(): Promise<void> {
    this.#isReady = true;
    this.post({ type: 'server', state: SERVER_STATES[this.client.state] });
    await this.#name();
    await this.#findVerifier();
    await this.follow(this.#document ?? activeRego());
    await this.#baselines.tell();
    for (const message of this.#waiting.splice(0)) this.post(message);
  }

  #postOnceReady(message: ToPage): void {
    if (this.#isReady) this.post(message);
    else this.#waiting.push(message);
  }

  #renew(): void {
    for (const part of this.#parts) part.renew();
  }

  /** The server, or what it knows, is another. */
  async #askAll(): Promise<void> {
    await this.#name();
    await this.#findVerifier();
    await this.#suggest();
    this.#renew();
  }

  async #findVerifier(): Promise<void> {
    this.post({ type: 'verifier', host: await findVerifier(this.client) });
  }

  async #name(): Promise<void> {
    const names = await this.client.sendRequest<AccountNamesResult>(ACCOUNT_NAMES);
    this.#account = names ? accountOption(names.source) : undefined;
    this.post({ type: 'names', names });
    await this.#baselines.setNames(names);
  }

  async #suggest(): Promise<void> {
    const document = this.#document;
    if (!document) return;
    const { version } = document;
    const uri = this.#uriOf(document);
    const suggestions = await this.client.sendRequest<SuggestionsResult>(SUGGESTIONS, { textDocument: { uri } });
    if (suggestions && this.#document === document && document.version === version) {
      this.post({ type: 'suggestions', suggestions });
    }
  }

  #uriOf(document: TextDocument): string {
    return this.client.code2ProtocolConverter.asUri(document.uri);
  }
}

/** What a snapshot is on the command line: its file. */
function accountOption(source: string): string {
  return source === 'demo' || source === 'auto' ? source : Uri.parse(source).fsPath;
}

/** In the active editor, or beside the panel that is active. */
function activeRego(): TextDocument | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor?.document.languageId === 'rego')?.document;
}
