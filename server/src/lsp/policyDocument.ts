/** One open document: its model, what it is, and what is wrong with it, each worked out once for a version. */
import { CancellationTokenSource } from 'vscode-languageserver';
import { examinePolicy, type CheckedPolicy, type Surroundings } from '../core/features/check.ts';
import { mayBecomeLogin } from '../core/policy/begun.ts';
import {
  guessVerdict,
  judgeAtFirstSight,
  judgePolicy,
  type LoginVerdict,
  type Verdict,
} from '../core/policy/verdict.ts';
import { EngineError } from '../core/ports.ts';
import type { CheckSettings } from '../core/settings/settings.ts';
import { buildModel } from '../core/syntax/buildModel.ts';
import type { PolicyModel } from '../core/syntax/model.ts';
import { withoutByteOrderMark } from '../core/syntax/positions.ts';
import type { PolicySource, RegoVersion } from '../protocol/engine.ts';
import type { FileKind } from '../protocol/lsp.ts';
import type { AccountHolder } from './account.ts';
import { guess, toFile } from './firstSight.ts';
import type { ServerHost } from './host.ts';
import { Once } from './once.ts';
import { orCancelled } from './orCancelled.ts';
import type { DocumentSettings, SettingsReader } from './settings.ts';

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
  /** Told when a check has shown what the document is. */
  isJudged(document: PolicyDocument): void;
}

/** How long a check that `checkThrough` asked for may go on once the document has been edited, in milliseconds. */
const LINGER_MS = 2_000;

export class PolicyDocument {
  readonly uri: string;
  readonly #context: DocumentContext;
  #version: number;
  #text: string;
  #model: PolicyModel | undefined;
  #before: PolicyModel | undefined;
  /** Of the newest version that was judged, and what had been guessed of that one. */
  #judged: { readonly verdict: Verdict; readonly guess: Verdict } | undefined;
  #checking = new Once<Checked>(isTheTexts);
  #fileSettings: CheckSettings | undefined;
  #cancel = new CancellationTokenSource();
  /** The check of this version is wanted, whatever comes after it. */
  #isWanted = false;
  /** The one of a version before. */
  #lingering: CancellationTokenSource | undefined;
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
    if (this.#isWanted) this.#linger(this.#cancel);
    else end(this.#cancel);
    this.#isWanted = false;
    this.#cancel = new CancellationTokenSource();
    this.#checking = new Once(isTheTexts);
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
    const guessed = this.#guess();
    const isAsBefore = this.#judged !== undefined && isSame(guessed, this.#judged.guess);
    return isAsBefore && this.#judged ? this.#judged.verdict : guessed;
  }

  /** For what is no login policy, and may become one: of which Rego. */
  get begunAs(): RegoVersion | undefined {
    const { uri, kind } = this;
    const file = toFile(uri, this.#text, kind);
    // Many open files are no policy of Spacelift, and may be large: no model is built of them.
    if (kind === 'off' || judgeAtFirstSight(file) || !mayBecomeLogin(this.model)) return undefined;
    const guessed = guessVerdict({ ...file, named: true }, this.model);
    return guessed.login ? guessed.engine : undefined;
  }

  /**
   * Everything that is wrong, worked out once for a version, however often it is asked for.
   * @throws {EngineError} where the engine gives no answer; `cancelled` where there is a newer version
   */
  check(): Promise<Checked> {
    return this.#checking.get(() => orCancelled(this.#checkNow(), this.#cancel.token));
  }

  /**
   * The same, of this version also where it is edited in the meantime: else somebody who types faster than a check is
   * done would never hear of any. It is given up some time after the edit.
   */
  checkThrough(): Promise<Checked> {
    this.#isWanted = true;
    return this.check();
  }

  /** For the engine, which wants no byte order mark. */
  policy(verdict: LoginVerdict): PolicySource {
    return toSource(this.#text, verdict);
  }

  /** What a check goes by, beside the text. */
  async surroundings(): Promise<Surroundings> {
    return this.#surround(await this.#context.settings.forDocument(this.uri));
  }

  /** Whoever waits for something about it is told that it is cancelled. */
  dispose(): void {
    end(this.#cancel);
    if (this.#lingering) end(this.#lingering);
  }

  #linger(overtaken: CancellationTokenSource): void {
    if (this.#lingering) end(this.#lingering);
    this.#lingering = overtaken;
    setTimeout(() => {
      end(overtaken);
    }, LINGER_MS).unref();
  }

  #guess(): Verdict {
    return guess(this.uri, this.#text, this.kind, () => this.model);
  }

  #surround({ check }: DocumentSettings): Surroundings {
    const { inventory } = this.#context.account;
    return { settings: check, ...(inventory && { account: inventory }) };
  }

  /**
   * Checked as what its words say that it is, which is right where OPA can read it as that (`judgePolicy`): so the
   * engine reads most texts once only.
   */
  async #checkNow(): Promise<Checked> {
    const { version, generation } = this;
    const { token } = this.#cancel;
    const settings = await this.#context.settings.forDocument(this.uri);
    if (this.generation !== generation) throw new EngineError('cancelled', 'the document has been edited');
    const guessed = this.#guess();
    if (!guessed.login) return { version, settings, verdict: guessed, ...NOTHING };
    // From here on of this version, whatever the document's is.
    const { model } = this;
    const file = toFile(this.uri, this.#text, this.kind);
    const { engine } = this.#context.host;
    const examine = (as: LoginVerdict): Promise<CheckedPolicy> =>
      examinePolicy(toSource(file.text, as), engine, { ...this.#surround(settings), model }, token);
    const checked = await examine(guessed);
    const verdict = checked.parses ? guessed : await judgePolicy(file, engine, token, model);
    if (!token.isCancellationRequested) this.#take(verdict, guessed, settings);
    if (!verdict.login || verdict.engine === guessed.engine) return { version, settings, verdict, ...checked };
    return { version, settings, verdict, ...(await examine(verdict)) };
  }

  #take(verdict: Verdict, guess: Verdict, settings: DocumentSettings): void {
    this.#judged = { verdict, guess };
    this.#fileSettings = settings.check;
    this.#context.isJudged(this);
  }
}

const NOTHING: CheckedPolicy = { findings: [], said: [], final: new Set(), parses: true, faults: [] };

function toSource(text: string, { engine }: LoginVerdict): PolicySource {
  return { text: withoutByteOrderMark(text), engine };
}

function end(source: CancellationTokenSource): void {
  source.cancel();
  source.dispose();
}

/** The engine founders on this text: trying again comes to the same, and may cost a worker each time. */
function isTheTexts(error: unknown): boolean {
  return error instanceof EngineError && LASTING.has(error.kind);
}

const LASTING: ReadonlySet<EngineError['kind']> = new Set(['timeLimit', 'gaveWay', 'panic', 'crashed']);

function isSame(a: Verdict, b: Verdict): boolean {
  return a.reason === b.reason && a.login === b.login;
}
