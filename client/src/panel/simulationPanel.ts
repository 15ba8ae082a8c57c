/** The simulation panel: one, beside the editor, for the policy that was active last. */
import { commands, Disposable, Uri, ViewColumn, window, workspace, type TextDocument, type WebviewPanel } from 'vscode';
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
import type { PanelTab, ServerState, ToHost, ToPage } from '../../../server/src/protocol/panel.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import { readToHost } from '../../wire/panelMessages.ts';
import { listen } from '../serverEvents.ts';
import { BaselineFeed } from './baselineFeed.ts';
import { BEFORE_SCHEME } from './baselines.ts';
import { BesideFeed } from './besideFeed.ts';
import { fillPanel } from './fillPanel.ts';
import { FollowedPolicy } from './followedPolicy.ts';
import type { GutterMarks } from './gutterMarks.ts';
import type { PolicyText } from './liveSimulation.ts';
import { Mailbox } from './mailbox.ts';
import { OverviewTabs } from './overviewTabs.ts';
import type { PanelHost, PanelPart } from './panelParts.ts';
import { nameOfPolicy } from './policyName.ts';
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
  readonly #beside: BesideFeed;
  readonly #parts: readonly PanelPart[];
  readonly #disposables: { dispose(): unknown }[] = [];
  readonly #followed: FollowedPolicy<TextDocument>;
  readonly #mailbox: Mailbox<ToPage>;
  /** As the command line takes it. */
  #account: string | undefined;

  constructor(options: PanelOptions) {
    const { panel, client, marks, extensionUri } = options;
    this.#options = options;
    this.#panel = panel;
    this.client = client;
    this.#mailbox = new Mailbox((message) => void panel.webview.postMessage(message));
    this.#followed = new FollowedPolicy((document) =>
      client.sendRequest<VerdictResult>(VERDICT, { uri: this.#uriOf(document) }),
    );
    const changed = (): void => {
      overviews.renewChanges();
    };
    this.#baselines = new BaselineFeed(this, changed);
    const overviews = new OverviewTabs(this, this.#baselines.baselines);
    this.#beside = new BesideFeed(this, () => {
      overviews.renew();
    });
    this.#parts = [new SessionTab({ host: this, marks, account: () => this.#account }), overviews, this.#beside];
    fillPanel(panel.webview, extensionUri);
    this.#listen();
    this.#listenToView();
  }

  show(): void {
    this.#panel.reveal(undefined, true);
  }

  /** Where it is a login policy; else the one before stays, and the page says so. */
  async follow(document: TextDocument | undefined): Promise<void> {
    if (document?.languageId !== 'rego' || document.uri.scheme === BEFORE_SCHEME) return;
    const followed = await this.#followed.follow(document);
    if (!followed) return;
    const shown = this.document();
    if (followed.isOther) this.#options.marks.clear();
    this.#tellPolicy();
    if (followed.isOther && shown) this.inBackground(() => this.#baselines.follow(shown));
    await this.#suggest();
    if (followed.isNew) this.#renew();
  }

  /** Of the account: its id. */
  startFrom(key: string): void {
    this.#mailbox.deliver({ type: 'start', key });
  }

  openTab(tab: PanelTab): void {
    this.#mailbox.deliver({ type: 'open', tab });
  }

  /** When it has been closed. */
  onClosed(then: () => void): void {
    this.#panel.onDidDispose(() => {
      Disposable.from(...this.#disposables, this.#baselines, this.#beside).dispose();
      this.#options.marks.clear();
      then();
    });
  }

  document(): TextDocument | undefined {
    return this.#followed.shown?.document;
  }

  policy(): PolicyText | undefined {
    const document = this.document();
    return document && { uri: this.#uriOf(document), version: document.version, text: document.getText() };
  }

  post(message: ToPage): void {
    this.#mailbox.post(message);
  }

  inBackground(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.client.error('The simulation panel has failed.', error, false);
    });
  }

  /** VS Code throws the page away while another tab is in front, and then loads it anew. */
  #listenToView(): void {
    this.#disposables.push(
      this.#panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readToHost(message);
        if (read) this.inBackground(() => this.#hear(read));
      }),
      this.#panel.onDidChangeViewState(() => {
        if (this.#panel.visible) return;
        this.#mailbox.close();
        // Not always: moved to another group, the page may stay. As another it is loaded, and says that it hears.
        fillPanel(this.#panel.webview, this.#options.extensionUri);
      }),
    );
  }

  #listen(): void {
    this.#disposables.push(
      window.onDidChangeActiveTextEditor((editor) => {
        this.inBackground(() => this.follow(editor?.document));
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document !== this.document()) return;
        this.#renew();
        this.inBackground(() => this.#suggest());
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (document === this.document()) this.#options.marks.clear();
        if (this.#followed.close(document)) this.#tellPolicy();
      }),
      // What the document is taken for, or the account, may be other than it was.
      listen(this.client, STATUS, () => {
        this.inBackground(() => this.follow(window.activeTextEditor?.document ?? this.#followed.wanted));
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
    const document = this.document();
    switch (message.type) {
      case 'ready':
        await this.#begin();
        break;
      case 'tab':
        for (const part of this.#parts) part.showTab(message.tab);
        break;
      case 'reveal':
        if (document) await revealRange(document, message.range);
        break;
      case 'changeVerdict':
        await this.#changeVerdict();
        break;
      case 'chooseBaseline':
        await this.#baselines.chooseFile();
        break;
      case 'pin':
        if (document) await this.#options.pinSession(document, message.session);
        break;
      default:
        await Promise.all(this.#parts.map((part) => part.hear(message)));
    }
  }

  /** What is known already is told first: whatever is asked may fail as long as the server does not run. */
  async #begin(): Promise<void> {
    for (const part of this.#parts) part.begin();
    this.#mailbox.open();
    this.post({ type: 'server', state: SERVER_STATES[this.client.state] });
    this.#tellPolicy();
    await this.#baselines.tell();
    await this.#askAll();
  }

  #tellPolicy(): void {
    const { shown, other } = this.#followed;
    const policy = shown && {
      uri: this.#uriOf(shown.document),
      name: nameOfPolicy(shown.document.uri),
      engine: shown.engine,
    };
    const file = other && { name: nameOfPolicy(other.document.uri), reason: other.reason };
    this.post({ type: 'policy', policy: policy ?? null });
    this.post({ type: 'otherFile', file: file ?? null });
  }

  /** The command is about the active editor. */
  async #changeVerdict(): Promise<void> {
    const document = this.#followed.other?.document;
    if (!document) return;
    const open = window.visibleTextEditors.find((editor) => editor.document === document);
    await window.showTextDocument(document, { viewColumn: open?.viewColumn ?? ViewColumn.One });
    await commands.executeCommand('loginPolicy.changeVerdict');
  }

  #renew(): void {
    for (const part of this.#parts) part.renew();
  }

  /** The server, or what it knows, is another. */
  async #askAll(): Promise<void> {
    await this.#name();
    await this.#findVerifier();
    await this.follow(this.#followed.wanted ?? this.document() ?? activeRego());
    this.#renew();
  }

  async #findVerifier(): Promise<void> {
    this.post({ type: 'verifier', host: await findVerifier(this.client) });
  }

  async #name(): Promise<void> {
    const names = await this.client.sendRequest<AccountNamesResult>(ACCOUNT_NAMES);
    this.#account = names ? accountOption(names.source) : undefined;
    this.post({ type: 'names', names });
    this.#beside.setNames(names);
    await this.#baselines.setNames(names);
  }

  async #suggest(): Promise<void> {
    const document = this.document();
    if (!document) return;
    const { version } = document;
    const uri = this.#uriOf(document);
    const suggestions = await this.client.sendRequest<SuggestionsResult>(SUGGESTIONS, { textDocument: { uri } });
    if (suggestions && this.document() === document && document.version === version) {
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
