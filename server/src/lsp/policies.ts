/** The open policies. */
import { Emitter, type Event, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { OpenPolicy } from '../core/features/openPolicy.ts';
import { EngineError } from '../core/ports.ts';
import type { BuiltinInfo, RegoVersion } from '../protocol/engine.ts';
import type { AccountHolder } from './account.ts';
import type { EngineHealth } from './engineHealth.ts';
import type { ServerHost } from './host.ts';
import { PolicyDocument, type Checked, type DocumentContext } from './policyDocument.ts';
import type { RuleFaults } from './ruleFaults.ts';
import type { SettingsReader } from './settings.ts';

/** More documents than anybody looks at; the models of the others are built again when they are needed. */
const MOST_MODELS = 12;

export class Policies {
  readonly #context: DocumentContext;
  readonly #health: EngineHealth;
  readonly #faults: RuleFaults;
  readonly #open = new Map<string, PolicyDocument>();
  /** Whose model was used last comes last. */
  readonly #withModel = new Set<PolicyDocument>();
  readonly #changed = new Emitter<PolicyDocument>();
  readonly #judged = new Emitter<PolicyDocument>();
  readonly #closed = new Emitter<string>();
  #builtins: ReadonlyMap<string, BuiltinInfo> = new Map();
  /** The version of OPA that `#builtins` are of, or are being asked for; undefined: not known yet. */
  #builtinsOf: string | undefined;

  constructor(
    documents: TextDocuments<TextDocument>,
    host: ServerHost,
    settings: SettingsReader,
    account: AccountHolder,
    health: EngineHealth,
    faults: RuleFaults,
  ) {
    const usesModel = (document: PolicyDocument): void => {
      this.#noteUse(document);
    };
    const isJudged = (document: PolicyDocument): void => {
      this.#judged.fire(document);
    };
    this.#context = { host, settings, account, usesModel, isJudged };
    this.#health = health;
    this.#faults = faults;
    documents.onDidChangeContent(({ document }) => {
      this.#take(document);
    });
    documents.onDidClose(({ document: { uri } }) => {
      this.#close(uri);
    });
  }

  /** A document has been opened or edited, or what is known beside it has changed. */
  get onChanged(): Event<PolicyDocument> {
    return this.#changed.event;
  }

  /** A check has shown what a document is. */
  get onJudged(): Event<PolicyDocument> {
    return this.#judged.event;
  }

  /** The URI of a document that has been closed. */
  get onClosed(): Event<string> {
    return this.#closed.event;
  }

  get all(): Iterable<PolicyDocument> {
    return this.#open.values();
  }

  /** An open document, login policy or not. */
  document(uri: string): PolicyDocument | undefined {
    return this.#open.get(uri);
  }

  /** A login policy as it stands; undefined for any other document. Never waits for the engine. */
  get(uri: string): OpenPolicy | undefined {
    const document = this.#open.get(uri);
    const verdict = document?.verdict;
    return document && verdict?.login ? this.#lookAt(document, verdict.engine) : undefined;
  }

  /** As `get`; also what has hardly begun, and may become a login policy. */
  getBegun(uri: string): OpenPolicy | undefined {
    const known = this.get(uri);
    const document = this.#open.get(uri);
    if (known || !document) return known;
    const engine = document.begunAs;
    return engine && this.#lookAt(document, engine);
  }

  #lookAt(document: PolicyDocument, engine: RegoVersion): OpenPolicy {
    const { host, settings, account } = this.#context;
    const { inventory } = account;
    return {
      model: document.model,
      engine,
      account: inventory,
      keyLogin:
        settings.chosenFor(document.uri).keyLogin ??
        document.fileSettings?.keyLogin ??
        inventory?.account.keyLogin ??
        'id',
      builtins: this.#builtins,
      now: host.clock.now(),
    };
  }

  /**
   * What is wrong with the newest version of a document, also where it changes in the meantime.
   * @throws {EngineError} where the engine gives no answer, or the document is closed (`cancelled`)
   */
  async check(uri: string): Promise<Checked> {
    for (;;) {
      const document = this.#open.get(uri);
      if (document === undefined) throw new EngineError('cancelled', 'the document is closed');
      const { generation } = document;
      const isStale = () => document.generation !== generation && this.#open.get(uri) === document;
      try {
        const checked = await this.#note(document, () => document.check());
        if (!isStale()) return checked;
      } catch (error) {
        if (!(error instanceof EngineError && isStale())) throw error;
      }
    }
  }

  /**
   * What is wrong with a document as it is now, also where it changes in the meantime (see
   * `PolicyDocument.checkThrough`).
   * @throws {EngineError} where the engine gives no answer; `cancelled` where the document has changed for too long
   */
  async checkThrough(document: PolicyDocument): Promise<Checked> {
    const { generation } = document;
    try {
      return await this.#note(document, () => document.checkThrough());
    } catch (error) {
      if (!(error instanceof EngineError) || document.generation === generation) throw error;
      throw new EngineError('cancelled', 'the document has been edited');
    }
  }

  async #note({ uri, verdict }: PolicyDocument, check: () => Promise<Checked>): Promise<Checked> {
    if (verdict.login) this.#health.begins();
    const checked = await check();
    this.#faults.note(checked.faults, uri);
    if (checked.verdict.login) await this.learnBuiltins();
    if (verdict.login) this.#health.works(uri);
    return checked;
  }

  /** What is known beside the documents has changed. */
  refresh(): void {
    this.#builtinsOf = undefined;
    for (const document of this.#open.values()) {
      document.forget();
      this.#changed.fire(document);
    }
  }

  /** What is known beside these documents alone has changed. */
  refreshThose(uris: ReadonlySet<string>): void {
    for (const document of this.#open.values()) {
      if (!uris.has(document.uri)) continue;
      document.forget();
      this.#changed.fire(document);
    }
  }

  /** For the first login policy, and again for an account of another version. Hover and completion can do without. */
  async learnBuiltins(): Promise<void> {
    const { host, account } = this.#context;
    const version = account.inventory?.account.opaVersion;
    const wanted = version ?? '';
    if (this.#builtinsOf === wanted) return;
    this.#builtinsOf = wanted;
    const request = { op: 'capabilities' as const, ...(version !== undefined && { opaVersion: version }) };
    try {
      const { builtins } = await host.engine.ask(request);
      if (this.#builtinsOf !== wanted) return;
      this.#builtins = new Map(builtins.map((builtin) => [builtin.name, builtin]));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.#builtinsOf = undefined;
      this.#health.fails(error, '');
    }
  }

  #take(document: TextDocument): void {
    const { uri, version, languageId } = document;
    const text = document.getText();
    const known = this.#open.get(uri);
    if (known !== undefined) known.change(version, text);
    else if (languageId !== 'rego' && !uri.endsWith('.rego')) return;
    const taken = known ?? new PolicyDocument(uri, version, text, this.#context);
    this.#open.set(uri, taken);
    this.#changed.fire(taken);
  }

  #close(uri: string): void {
    const document = this.#open.get(uri);
    if (document === undefined) return;
    document.dispose();
    this.#open.delete(uri);
    this.#withModel.delete(document);
    this.#health.forget(uri);
    this.#closed.fire(uri);
  }

  #noteUse(document: PolicyDocument): void {
    this.#withModel.delete(document);
    this.#withModel.add(document);
    const [oldest] = this.#withModel;
    if (oldest === undefined || this.#withModel.size <= MOST_MODELS) return;
    this.#withModel.delete(oldest);
    oldest.dropModel();
  }
}
