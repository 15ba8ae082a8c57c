/** One open document: its model, what it is, and what is wrong with it, each worked out once for a version. */
import { CancellationTokenSource } from 'vscode-languageserver';
import { examinePolicy, type CheckedPolicy, type Surroundings } from '../core/features/check.ts';
import { guessVerdict, judgePolicy, type PolicyFile, type Verdict } from '../core/policy/verdict.ts';
import type { CheckSettings } from '../core/settings/settings.ts';
import { buildModel } from '../core/syntax/buildModel.ts';
import type { PolicyModel } from '../core/syntax/model.ts';
import type { PolicySource } from '../protocol/engine.ts';
import type { FileKind } from '../protocol/lsp.ts';
import type { AccountHolder } from './account.ts';
import type { ServerHost } from './host.ts';
import { Once } from './once.ts';
import { orCancelled } from './orCancelled.ts';
import type { DocumentSettings, SettingsReader } from './settings.ts';
import { fileNameOf } from './uris.ts';

/** What is wrong with one version; nothing with a file that is no login policy. */
export interface Checked extends CheckedPolicy {
  readonly version: number;
  readonly verdict: Verdict;
  readonly settings: DocumentSettings;
}

export interface DocumentContext {
  readonly host: ServerHost;
  readonly settings: SettingsReader;
  readonly account: AccountHolder;
  /** Told whenever the document's model is used. */
  usesModel(document: PolicyDocument): void;
}

export class PolicyDocument {
  readonly uri: string;
  readonly #context: DocumentContext;
  #version: number;
  #text: string;
  #model: PolicyModel | undefined;
  #before: PolicyModel | undefined;
  /** Of the newest version that was judged, and what had been guessed of that one. */
  #judged: { readonly verdict: Verdict; readonly guess: Verdict } | undefined;
  #judging = new Once<Verdict>();
  #checking = new Once<Checked>();
  #fileSettings: CheckSettings | undefined;
  #cancel = new CancellationTokenSource();
  #generation = 0;

  constructor(uri: string, version: number, text: string, context: DocumentContext) {
    this.uri = uri;
    this.#version = version;
    this.#text = text;
    this.#context = context;
  }

  get version(): number {
    return this.#version;
  }

  /** Another number whenever what is wrong has to be worked out anew. */
  get generation(): number {
    return this.#generation;
  }

  get text(): string {
    return this.#text;
  }

  /** What the settings say that it is. */
  get kind(): FileKind | undefined {
    return this.#context.settings.kindOf(this.uri);
  }

  /** What holds for it, as of its newest check. */
  get fileSettings(): CheckSettings | undefined {
    return this.#fileSettings;
  }

  /** Takes a new version; what was being worked out for the one before is given up. */
  change(version: number, text: string): void {
    this.#version = version;
    this.#before = this.#model ?? this.#before;
    this.#text = text;
    this.#model = undefined;
    this.forget();
  }

  /** The settings, the account or the engine have changed: what is wrong is worked out anew. */
  forget(): void {
    this.dispose();
    this.#cancel = new CancellationTokenSource();
    this.#judging = new Once();
    this.#checking = new Once();
    this.#generation++;
  }

  get model(): PolicyModel {
    if (this.#model === undefined) {
      this.#model = buildModel(this.#text, this.#before);
      this.#before = undefined;
    }
    this.#context.usesModel(this);
    return this.#model;
  }

  /** Nobody has looked at it for long: the model is built again when it is needed. */
  dropModel(): void {
    this.#model = undefined;
    this.#before = undefined;
  }

  /** What it is, as far as can be said at once: of which Rego may be known from an earlier version only. */
  get verdict(): Verdict {
    const guess = this.#guess();
    const isAsBefore = this.#judged !== undefined && isSame(guess, this.#judged.guess);
    return isAsBefore && this.#judged ? this.#judged.verdict : guess;
  }

  /**
   * What it is, for sure. Asks the engine only for a login policy, and only where nothing says of which Rego it is.
   * @throws {EngineError} where the engine gives no answer; `cancelled` where there is a newer version
   */
  judge(): Promise<Verdict> {
    return this.#judging.get(() => orCancelled(this.#judgeNow(), this.#cancel.token));
  }

  /**
   * Everything that is wrong, worked out once for a version, however often it is asked for.
   * @throws {EngineError} where the engine gives no answer; `cancelled` where there is a newer version
   */
  check(): Promise<Checked> {
    return this.#checking.get(() => orCancelled(this.#checkNow(), this.#cancel.token));
  }

  /** For the engine, which wants no byte order mark. */
  policy(verdict: Extract<Verdict, { login: true }>): PolicySource {
    return { text: withoutMark(this.#text), engine: verdict.engine };
  }

  /** What a check goes by, beside the text. */
  async surroundings(): Promise<Surroundings> {
    return this.#surround(await this.#context.settings.forDocument(this.uri));
  }

  /** Whoever waits for something about it is told that it is cancelled. */
  dispose(): void {
    this.#cancel.cancel();
    this.#cancel.dispose();
  }

  #file(kind: FileKind | undefined): PolicyFile {
    const isRego = kind === 'v0' || kind === 'v1';
    return { path: fileNameOf(this.uri), text: this.#text, named: kind === 'auto', ...(isRego && { engine: kind }) };
  }

  #guess(): Verdict {
    const { kind } = this;
    return kind === 'off' ? TURNED_OFF : guessVerdict(this.#file(kind), this.model);
  }

  async #judgeNow(): Promise<Verdict> {
    const { kind } = this;
    if (kind === 'off') return TURNED_OFF;
    const { token } = this.#cancel;
    const guess = this.#guess();
    const verdict = await judgePolicy(this.#file(kind), this.#context.host.engine, token, this.model);
    if (!token.isCancellationRequested) this.#judged = { verdict, guess };
    return verdict;
  }

  #surround({ check }: DocumentSettings): Surroundings {
    const { inventory } = this.#context.account;
    return { settings: check, ...(inventory && { account: inventory }) };
  }

  async #checkNow(): Promise<Checked> {
    const { version } = this;
    const { token } = this.#cancel;
    const { host, settings: reader } = this.#context;
    const [settings, verdict] = await Promise.all([reader.forDocument(this.uri), this.judge()]);
    this.#fileSettings = settings.check;
    if (!verdict.login) return { version, verdict, findings: [], final: new Set(), settings };
    const surroundings = { ...this.#surround(settings), model: this.model };
    const checked = await examinePolicy(this.policy(verdict), host.engine, surroundings, token);
    return { version, verdict, ...checked, settings };
  }
}

const TURNED_OFF: Verdict = { login: false, reason: 'the settings say so' };

function isSame(a: Verdict, b: Verdict): boolean {
  return a.reason === b.reason && a.login === b.login;
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
