/** The simulation panel: one, beside the editor, for the policy that was active last. */
import {
  Disposable,
  Uri,
  window,
  workspace,
  type ExtensionContext,
  type TextDocument,
  type WebviewPanel,
} from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import {
  ACCOUNT_CHANGED,
  ACCOUNT_NAMES,
  KNOWLEDGE_CHANGED,
  SIMULATE,
  STATUS,
  SUGGESTIONS,
  VERDICT,
  type AccountNamesResult,
  type SimulateResult,
  type SuggestionsResult,
  type VerdictResult,
} from '../../../server/src/protocol/lsp.ts';
import type { PanelOutcome, Question, ServerState, ToHost, ToPage } from '../../../server/src/protocol/panel.ts';
import { readToHost } from '../../wire/panelMessages.ts';
import { listen } from '../serverEvents.ts';
import { copySession } from './copySession.ts';
import type { GutterMarks } from './gutterMarks.ts';
import { LiveSimulation, type PolicyText } from './liveSimulation.ts';
import { panelHtml } from './panelHtml.ts';
import { revealRange } from './revealRange.ts';
import { askCan, askInput, askSpacelift, findVerifier } from './questions.ts';

const SERVER_STATES: Readonly<Record<State, ServerState>> = {
  [State.Running]: 'running',
  [State.Starting]: 'starting',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};

export class SimulationPanel {
  readonly #panel: WebviewPanel;
  readonly #client: LanguageClient;
  readonly #marks: GutterMarks;
  readonly #live: LiveSimulation;
  readonly #disposables: { dispose(): unknown }[] = [];
  #document: TextDocument | undefined;
  /** As the command line takes it. */
  #account: string | null = null;
  /** `request` and `session` of the input document of the newest report. */
  #input: string | undefined;
  #question: Question | undefined;
  #isReady = false;
  /** A key to start from, as soon as the page hears. */
  #start: string | undefined;

  /** @param panel VS Code's, empty or kept from before */
  constructor(panel: WebviewPanel, context: ExtensionContext, client: LanguageClient, marks: GutterMarks) {
    this.#panel = panel;
    this.#client = client;
    this.#marks = marks;
    this.#live = new LiveSimulation({
      text: () => this.#text(),
      ask: (params) => client.sendRequest<SimulateResult>(SIMULATE, params),
      tell: (outcome) => {
        this.#tell(outcome);
      },
    });
    this.#fill(context.extensionUri);
    this.#listen();
  }

  show(): void {
    this.#panel.reveal(undefined, true);
  }

  /** Where it is a login policy; else the one before stays. */
  async follow(document: TextDocument | undefined): Promise<void> {
    if (document?.languageId !== 'rego') return;
    const uri = this.#uriOf(document);
    const verdict = await this.#client.sendRequest<VerdictResult>(VERDICT, { uri });
    if (verdict?.kind !== 'loginPolicy') return;
    const isOther = this.#document !== document;
    if (isOther) this.#marks.clear();
    this.#document = document;
    const name = workspace.asRelativePath(document.uri);
    this.#post({ type: 'policy', policy: { uri, name, engine: verdict.engine } });
    await this.#suggest();
    this.#live.renew();
  }

  /** Of the account: its id. */
  startFrom(key: string): void {
    this.#start = key;
    this.#handStart();
  }

  /** When it has been closed. */
  onClosed(then: () => void): void {
    this.#panel.onDidDispose(() => {
      Disposable.from(...this.#disposables).dispose();
      this.#marks.clear();
      then();
    });
  }

  #fill(extension: Uri): void {
    const { webview } = this.#panel;
    const built = Uri.joinPath(extension, 'dist', 'webview');
    webview.options = { enableScripts: true, localResourceRoots: [built] };
    webview.html = panelHtml({
      script: webview.asWebviewUri(Uri.joinPath(built, 'main.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(built, 'main.css')).toString(),
      source: webview.cspSource,
      nonce: makeNonce(),
    });
  }

  #listen(): void {
    this.#disposables.push(
      this.#panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readToHost(message);
        if (read) this.#inBackground(() => this.#hear(read));
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        this.#inBackground(() => this.follow(editor?.document));
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document !== this.#document) return;
        this.#live.renew();
        this.#inBackground(() => this.#suggest());
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (document !== this.#document) return;
        this.#document = undefined;
        this.#marks.clear();
        this.#post({ type: 'policy', policy: null });
      }),
      // What the document is taken for, or the account, may be other than it was.
      listen(this.#client, STATUS, () => {
        this.#inBackground(() => this.follow(window.activeTextEditor?.document));
      }),
      listen(this.#client, KNOWLEDGE_CHANGED, () => {
        this.#inBackground(() => this.#askAll());
      }),
      listen(this.#client, ACCOUNT_CHANGED, () => {
        this.#inBackground(() => this.#findVerifier());
      }),
      this.#client.onDidChangeState(({ newState }) => {
        this.#post({ type: 'server', state: SERVER_STATES[newState] });
        if (newState === State.Running) this.#inBackground(() => this.#askAll());
      }),
    );
  }

  async #hear(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#post({ type: 'server', state: SERVER_STATES[this.#client.state] });
        await this.#name();
        await this.#findVerifier();
        await this.follow(this.#document ?? activeRego());
        this.#handStart();
        break;
      case 'session':
        this.#live.set({ request: message.request, session: message.session });
        break;
      case 'noSession':
        this.#live.set(undefined);
        this.#marks.clear();
        break;
      case 'reveal':
        if (this.#document) await revealRange(this.#document, message.range);
        break;
      case 'copy':
        await copySession(message.what, {
          document: this.#document,
          input: () => this.#wholeInput(),
          session: this.#live.asked?.session,
          account: this.#account ?? undefined,
        });
        break;
      case 'question':
        this.#question = message.question ?? undefined;
        await this.#answer();
        break;
      case 'input': {
        const { asked } = this.#live;
        const input = await this.#wholeInput();
        if (asked && input !== undefined) this.#post({ type: 'input', request: asked.request, input });
        break;
      }
      case 'verify':
        await this.#verify();
    }
  }

  async #wholeInput(): Promise<string | undefined> {
    const { asked } = this.#live;
    const policy = this.#text();
    if (!asked || !policy || this.#input === undefined) return undefined;
    return askInput(this.#client, policy, asked.session, this.#input);
  }

  #tell(outcome: PanelOutcome): void {
    const { result } = outcome;
    // Then nobody has answered. What was asked is asked again as soon as the server runs.
    if (result.kind === 'refused' && this.#client.state !== State.Running) return;
    this.#post({ type: 'outcome', outcome });
    if (result.kind === 'report' && result.isWhole) this.#inBackground(() => this.#answer());
    if (result.kind === 'report') this.#input = result.report.input;
    if (result.kind !== 'report') this.#marks.clear();
    else if (result.isWhole && this.#document) this.#marks.show(this.#document.uri.toString(), result.report);
  }

  async #answer(): Promise<void> {
    const { asked } = this.#live;
    const policy = this.#text();
    const question = this.#question;
    if (!asked || !policy || !question) return;
    const result = await askCan(this.#client, policy, asked.session, question);
    if (result) this.#post({ type: 'answer', request: asked.request, question, result });
  }

  async #verify(): Promise<void> {
    const { asked } = this.#live;
    const policy = this.#text();
    if (!asked || !policy) return;
    const edited = { kind: 'refused' as const, message: 'The policy has been edited in the meantime.' };
    const result = (await askSpacelift(this.#client, policy, asked.session)) ?? edited;
    this.#post({ type: 'verified', request: asked.request, result });
  }

  #text(): PolicyText | undefined {
    const document = this.#document;
    return document && { uri: this.#uriOf(document), version: document.version, text: document.getText() };
  }

  /** The server, or what it knows, is another. */
  async #askAll(): Promise<void> {
    await this.#name();
    await this.#findVerifier();
    await this.#suggest();
    this.#live.renew();
  }

  async #findVerifier(): Promise<void> {
    this.#post({ type: 'verifier', host: await findVerifier(this.#client) });
  }

  async #name(): Promise<void> {
    const names = await this.#client.sendRequest<AccountNamesResult>(ACCOUNT_NAMES);
    this.#account = names && accountOption(names.source);
    this.#post({ type: 'names', names });
  }

  async #suggest(): Promise<void> {
    const document = this.#document;
    if (!document) return;
    const { version } = document;
    const uri = this.#uriOf(document);
    const suggestions = await this.#client.sendRequest<SuggestionsResult>(SUGGESTIONS, { textDocument: { uri } });
    if (suggestions && this.#document === document && document.version === version) {
      this.#post({ type: 'suggestions', suggestions });
    }
  }

  #handStart(): void {
    if (!this.#isReady || this.#start === undefined) return;
    this.#post({ type: 'start', key: this.#start });
    this.#start = undefined;
  }

  /** What nobody waits for: its faults go into the output channel. */
  #inBackground(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.#client.error('The simulation panel has failed.', error, false);
    });
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  #uriOf(document: TextDocument): string {
    return this.#client.code2ProtocolConverter.asUri(document.uri);
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

function makeNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
