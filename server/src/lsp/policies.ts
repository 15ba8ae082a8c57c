/** The open documents. */
import { Emitter, TextDocuments, type Connection, type Event } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { OpenPolicy } from '../core/features/openPolicy.ts';
import { EngineError } from '../core/ports.ts';
import type { BuiltinInfo } from '../protocol/engine.ts';
import type { AccountHolder } from './account.ts';
import type { EngineHealth } from './engineHealth.ts';
import type { ServerHost } from './host.ts';
import { PolicyDocument, type Checked } from './policyDocument.ts';
import type { SettingsReader } from './settings.ts';

export class Policies {
  readonly #host: ServerHost;
  readonly #settings: SettingsReader;
  readonly #account: AccountHolder;
  readonly #health: EngineHealth;
  readonly #open = new Map<string, PolicyDocument>();
  readonly #changed = new Emitter<PolicyDocument>();
  readonly #closed = new Emitter<string>();
  #builtins: ReadonlyMap<string, BuiltinInfo> = new Map();
  /** The version of OPA that `#builtins` are of; undefined: not asked for yet. */
  #builtinsOf: string | undefined;

  constructor(
    connection: Connection,
    host: ServerHost,
    settings: SettingsReader,
    account: AccountHolder,
    health: EngineHealth,
  ) {
    this.#host = host;
    this.#settings = settings;
    this.#account = account;
    this.#health = health;
    const documents = new TextDocuments(TextDocument);
    documents.onDidChangeContent(({ document }) => {
      this.#take(document);
    });
    documents.onDidClose(({ document: { uri } }) => {
      this.#open.get(uri)?.dispose();
      this.#open.delete(uri);
      this.#closed.fire(uri);
    });
    documents.listen(connection);
  }

  /** A document has been opened or edited, or what is known beside it has changed. */
  get onChanged(): Event<PolicyDocument> {
    return this.#changed.event;
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
    if (document === undefined || !verdict?.login) return undefined;
    const account = this.#account.inventory;
    return {
      model: document.model,
      engine: verdict.engine,
      account,
      keyLogin: this.#settings.keyLogin ?? account?.account.keyLogin ?? 'id',
      builtins: this.#builtins,
      now: this.#host.clock.now(),
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
        const checked = await document.check();
        this.#health.works();
        if (checked.verdict.login) await this.#learnBuiltins();
        if (!isStale()) return checked;
      } catch (error) {
        if (!(error instanceof EngineError && error.kind === 'cancelled' && isStale())) throw error;
      }
    }
  }

  /** What is known beside the documents has changed. */
  refresh(): void {
    this.#builtinsOf = undefined;
    for (const document of this.#open.values()) {
      document.forget();
      this.#changed.fire(document);
    }
  }

  /** Once the engine is at work, and again for an account of another version. */
  async #learnBuiltins(): Promise<void> {
    const version = this.#account.inventory?.account.opaVersion;
    const wanted = version ?? '';
    if (this.#builtinsOf === wanted) return;
    this.#builtinsOf = wanted;
    const request = { op: 'capabilities' as const, ...(version !== undefined && { opaVersion: version }) };
    const { builtins } = await this.#host.engine.ask(request);
    this.#builtins = new Map(builtins.map((builtin) => [builtin.name, builtin]));
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

  get #context() {
    return { host: this.#host, settings: this.#settings, account: this.#account };
  }
}
