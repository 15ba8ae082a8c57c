/** The simulation panel: one, beside the editor, for the policy that was active last. */
import {
  Disposable,
  env,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type ExtensionContext,
  type TextDocument,
  type WebviewPanel,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { parse, stringify } from 'lossless-json';
import {
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
import type { CopyKind, PanelOutcome, ToHost, ToPage } from '../../../server/src/protocol/panel.ts';
import type { Range as WireRange } from '../../../server/src/protocol/findings.ts';
import { readToHost } from '../../wire/panelMessages.ts';
import { commandLine } from './commandLine.ts';
import type { GutterMarks } from './gutterMarks.ts';
import { LiveSimulation } from './liveSimulation.ts';
import { panelHtml } from './panelHtml.ts';

/** Of the kind of panel; VS Code keeps it while the window is reloaded. */
export const VIEW_TYPE = 'loginPolicy.simulation';

export class SimulationPanel {
  readonly #panel: WebviewPanel;
  readonly #client: LanguageClient;
  readonly #marks: GutterMarks;
  readonly #live: LiveSimulation;
  readonly #disposables: Disposable[] = [];
  #document: TextDocument | undefined;
  #account: string | undefined;
  #input: string | undefined;
  #isReady = false;
  /** A key to start from, as soon as the page hears. */
  #start: string | undefined;

  /** @param panel VS Code's, empty or kept from before */
  constructor(panel: WebviewPanel, context: ExtensionContext, client: LanguageClient, marks: GutterMarks) {
    this.#panel = panel;
    this.#client = client;
    this.#marks = marks;
    this.#live = new LiveSimulation({
      text: () => {
        const document = this.#document;
        return document && { uri: this.#uriOf(document), version: document.version, text: document.getText() };
      },
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
        if (read) void this.#hear(read);
      }),
      window.onDidChangeActiveTextEditor((editor) => void this.follow(editor?.document)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document !== this.#document) return;
        this.#live.renew();
        void this.#suggest();
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (document !== this.#document) return;
        this.#document = undefined;
        this.#marks.clear();
        this.#post({ type: 'policy', policy: null });
      }),
      // What the document is taken for, or the account, may be other than it was.
      this.#client.onNotification(STATUS, () => void this.follow(window.activeTextEditor?.document)),
      this.#client.onNotification(
        KNOWLEDGE_CHANGED,
        () =>
          void this.#name().then(() => {
            this.#live.renew();
          }),
      ),
    );
  }

  async #hear(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        await this.#name();
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
        await this.#reveal(message.range);
        break;
      case 'copy':
        await this.#copy(message.what);
    }
  }

  #tell(outcome: PanelOutcome): void {
    const { result } = outcome;
    this.#post({ type: 'outcome', outcome });
    if (result.kind === 'report') this.#input = result.report.input;
    if (result.kind !== 'report') this.#marks.clear();
    else if (result.isWhole && this.#document) this.#marks.show(this.#document.uri.toString(), result.report);
  }

  async #name(): Promise<void> {
    const names = await this.#client.sendRequest<AccountNamesResult>(ACCOUNT_NAMES);
    this.#account = names?.source;
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

  async #reveal(range: WireRange): Promise<void> {
    const document = this.#document;
    if (!document) return;
    const open = window.visibleTextEditors.find((editor) => editor.document === document);
    const editor = await window.showTextDocument(document, open?.viewColumn ?? ViewColumn.One);
    const { start, end } = range;
    const place = document.validateRange(new Range(start.line, start.character, end.line, end.character));
    editor.selection = new Selection(place.start, place.start);
    editor.revealRange(place, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async #copy(what: CopyKind): Promise<void> {
    const { session } = this.#live;
    if (what === 'input') {
      if (this.#input === undefined) return;
      await env.clipboard.writeText(stringify(parse(this.#input), undefined, 2) ?? this.#input);
    } else {
      if (!session || !this.#document) return;
      if (this.#document.uri.scheme !== 'file') {
        void window.showWarningMessage('The command line reads a file: save the policy first.');
        return;
      }
      const { fsPath } = this.#document.uri;
      await env.clipboard.writeText(commandLine({ file: fsPath, session, account: this.#account }, what));
    }
    window.setStatusBarMessage(what === 'input' ? 'Input JSON copied' : 'Command copied', 3_000);
  }

  #handStart(): void {
    if (!this.#isReady || this.#start === undefined) return;
    this.#post({ type: 'start', key: this.#start });
    this.#start = undefined;
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  #uriOf(document: TextDocument): string {
    return this.#client.code2ProtocolConverter.asUri(document.uri);
  }
}

/** In the active editor, or beside the panel that is active. */
function activeRego(): TextDocument | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor?.document.languageId === 'rego')?.document;
}

function makeNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
