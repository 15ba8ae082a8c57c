/** One open document: its model, what it is, and what is wrong with it, each worked out once for a version. */
import { CancellationTokenSource } from 'vscode-languageserver';
import { checkPolicy } from '../core/features/check.ts';
import { guessVerdict, judgePolicy, type PolicyFile, type Verdict } from '../core/policy/verdict.ts';
import { buildModel } from '../core/syntax/buildModel.ts';
import type { PolicyModel } from '../core/syntax/model.ts';
import type { PolicySource } from '../protocol/engine.ts';
import type { Finding } from '../protocol/findings.ts';
import type { FileKind } from '../protocol/lsp.ts';
import type { AccountHolder } from './account.ts';
import type { ServerHost } from './host.ts';
import type { DocumentSettings, SettingsReader } from './settings.ts';

/** What is wrong with one version. */
export interface Checked {
  readonly version: number;
  readonly verdict: Verdict;
  /** None for a file that is no login policy. */
  readonly findings: readonly Finding[];
  readonly settings: DocumentSettings;
}

export interface DocumentContext {
  readonly host: ServerHost;
  readonly settings: SettingsReader;
  readonly account: AccountHolder;
}

export class PolicyDocument {
  readonly uri: string;
  readonly #context: DocumentContext;
  #version: number;
  #text: string;
  #model: PolicyModel | undefined;
  #before: PolicyModel | undefined;
  /** Of the newest version that the engine was asked about. */
  #judged: Verdict | undefined;
  #checked: Promise<Checked> | undefined;
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
    this.#cancel.cancel();
    this.#cancel.dispose();
    this.#cancel = new CancellationTokenSource();
    this.#checked = undefined;
    this.#generation++;
  }

  get model(): PolicyModel {
    this.#model ??= buildModel(this.#text, this.#before);
    this.#before = undefined;
    return this.#model;
  }

  /** What it is, as far as can be said at once: of which Rego may be known from an earlier version only. */
  get verdict(): Verdict {
    const kind = this.#kind;
    if (kind === 'off') return { login: false, reason: 'the settings say so' };
    const guess = guessVerdict(this.#file(kind), this.model);
    return guess.login && this.#judged?.login ? this.#judged : guess;
  }

  /**
   * Everything that is wrong, worked out once for a version, however often it is asked for.
   * @throws {EngineError} where the engine gives no answer; `cancelled` where there is a newer version
   */
  check(): Promise<Checked> {
    if (this.#checked === undefined) {
      this.#checked = this.#checkNow();
      // Whoever asks next asks anew; those who wait for this answer are told by it.
      this.#checked.catch(() => (this.#checked = undefined));
    }
    return this.#checked;
  }

  /** For the engine, which wants no byte order mark. */
  policy(verdict: Extract<Verdict, { login: true }>): PolicySource {
    return { text: withoutMark(this.#text), engine: verdict.engine };
  }

  dispose(): void {
    this.#cancel.cancel();
    this.#cancel.dispose();
  }

  get #kind(): FileKind | undefined {
    return this.#context.settings.kindOf(this.uri);
  }

  #file(kind: FileKind | undefined): PolicyFile {
    const isRego = kind === 'v0' || kind === 'v1';
    const path = decodeURIComponent(this.uri.slice(this.uri.lastIndexOf('/') + 1));
    return { path, text: this.#text, named: kind === 'auto', ...(isRego && { engine: kind }) };
  }

  async #checkNow(): Promise<Checked> {
    const { model, version } = this;
    const { token } = this.#cancel;
    const { host, settings: reader, account } = this.#context;
    const kind = this.#kind;
    const [settings, verdict] = await Promise.all([
      reader.forDocument(this.uri),
      kind === 'off'
        ? ({ login: false, reason: 'the settings say so' } as const)
        : judgePolicy(this.#file(kind), host.engine, token, model),
    ]);
    if (!token.isCancellationRequested) this.#judged = verdict;
    if (!verdict.login) return { version, verdict, findings: [], settings };
    const { inventory } = account;
    const surroundings = { model, settings: settings.check, ...(inventory && { account: inventory }) };
    const findings = await checkPolicy(this.policy(verdict), host.engine, surroundings, token);
    return { version, verdict, findings, settings };
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
