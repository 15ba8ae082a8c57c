/** The account that completion, hover and findings go by: from a file, or the one that somebody is signed in to. */
import { Emitter } from 'vscode-languageserver';
import { AccountError } from '../core/account/accountError.ts';
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import { parseSnapshot } from '../core/account/snapshotSchema.ts';
import { BadInput } from '../core/badInput.ts';
import { MOST_SNAPSHOT_BYTES } from '../core/fileLimits.ts';
import type { SignedInAccount } from '../core/ports.ts';
import type { AccountPart, AccountResult, LoadedAccount } from '../protocol/lsp.ts';
import { chooseSource, type AccountSource, type AskSignIn, type LiveSource } from './accountSource.ts';
import type { ServerHost } from './host.ts';
import { LiveAccount } from './liveAccount.ts';
import type { SettingsReader } from './settings.ts';

export class AccountHolder {
  readonly #host: ServerHost;
  readonly #settings: SettingsReader;
  readonly #askSignIn: AskSignIn;
  readonly #changes = new Emitter<void>();
  /** The state is other than before, by itself: not through a `load`. */
  readonly onDidChange = this.#changes.event;
  #source: AccountSource = { kind: 'none' };
  #file: Inventory | undefined;
  #live: LiveAccount | undefined;
  /** Why what is chosen can't be had. */
  #failure: string | undefined;
  #turn = 0;
  /** The newest `load`. */
  #loading: Promise<void> = Promise.resolve();

  constructor(host: ServerHost, settings: SettingsReader, askSignIn: AskSignIn) {
    this.#host = host;
    this.#settings = settings;
    this.#askSignIn = askSignIn;
  }

  /** Undefined: none is chosen, or nothing is known of it. */
  get inventory(): Inventory | undefined {
    return this.#live?.inventory ?? this.#file;
  }

  /** The account that somebody is signed in to. */
  get signedIn(): SignedInAccount | undefined {
    return this.#live?.account;
  }

  /** The URI of the snapshot; undefined where the account is of no file. */
  get uri(): string | undefined {
    return this.#source.kind === 'file' ? this.#source.uri : undefined;
  }

  get state(): AccountResult {
    const { inventory } = this;
    if (this.#source.kind === 'none') return { state: 'none' };
    const { name: source } = this.#source;
    const message = this.#failure ?? (inventory === undefined ? this.#live?.trouble : undefined);
    if (message !== undefined) return { state: 'failed', source, message };
    if (inventory === undefined) return { state: 'loading', source };
    return { ...describe(inventory, source), ...(this.#live && describeLive(this.#live)) };
  }

  /**
   * Reads what is chosen, anew. What was known stays until then, and where its file can't be read any more. Never fails,
   * and never waits for the network: see `state`.
   */
  load(): Promise<void> {
    this.#loading = this.#loadNow(++this.#turn);
    return this.#loading;
  }

  /** When the newest `load` has ended: one that it has overtaken ends before. */
  async loaded(): Promise<void> {
    let awaited: Promise<void> | undefined;
    while (awaited !== this.#loading) {
      awaited = this.#loading;
      await awaited;
    }
  }

  async #loadNow(turn: number): Promise<void> {
    const source = await chooseSource(this.#host, this.#settings, this.#askSignIn);
    if (turn !== this.#turn) return;
    if (source.kind === 'live') await this.#loadLive(source, turn);
    else await this.#loadFile(source, turn);
  }

  /** Asks the account anew; resolves when that is done, however it ends. Without a signed-in account nothing is done. */
  async refresh(): Promise<void> {
    if (this.#live === undefined) return;
    const asked = this.#live.refresh();
    this.#changes.fire();
    await asked;
  }

  /** As `refresh`, where what is known is old. */
  async refreshIfOld(): Promise<void> {
    if (this.#live?.isOld === true) await this.refresh();
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#turn++;
    await this.#live?.close();
  }

  async #loadFile(source: Exclude<AccountSource, LiveSource>, turn: number): Promise<void> {
    const loaded = source.kind === 'file' ? await this.#read(source.uri) : undefined;
    // The choice has changed once more.
    if (turn !== this.#turn) return;
    const isSame = source.kind === 'file' && source.uri === this.uri;
    await this.#replaceLive(undefined);
    this.#source = source;
    if (typeof loaded !== 'string') this.#file = loaded;
    else if (!isSame) this.#file = undefined;
    this.#failure = typeof loaded === 'string' ? loaded : undefined;
  }

  async #loadLive(source: LiveSource, turn: number): Promise<void> {
    const isSame = this.#source.kind === 'live' && this.#source.identity === source.identity;
    if (isSame && this.#live !== undefined) return;
    const opened = await this.#open(source);
    if (turn !== this.#turn) {
      if (opened instanceof LiveAccount) await opened.close();
      return;
    }
    this.#source = source;
    this.#file = undefined;
    this.#failure = typeof opened === 'string' ? opened : undefined;
    await this.#replaceLive(typeof opened === 'string' ? undefined : opened);
  }

  async #replaceLive(live: LiveAccount | undefined): Promise<void> {
    const before = this.#live;
    this.#live = live;
    await before?.close();
  }

  /** With what was saved of it; or why it can't be signed in to. */
  async #open(source: LiveSource): Promise<LiveAccount | string> {
    try {
      const live: LiveAccount = new LiveAccount(await source.open(), this.#host.clock, () => {
        if (this.#live === live) this.#changes.fire();
      });
      await live.open();
      return live;
    } catch (error) {
      if (error instanceof BadInput || error instanceof AccountError) return error.message;
      throw error;
    }
  }

  /** The account, or why it can't be had. */
  async #read(uri: string): Promise<Inventory | string> {
    try {
      const text = await this.#host.files.readText(uri, MOST_SNAPSHOT_BYTES);
      return text === undefined ? 'no such file' : buildInventory(parseSnapshot(text));
    } catch (error) {
      if (error instanceof BadInput || isSystemError(error)) return error.message;
      throw error;
    }
  }
}

const PARTS: readonly AccountPart[] = ['roles', 'spaces', 'apiKeys', 'teams', 'loginPolicies'];

function describe({ account }: Inventory, source: string): LoadedAccount {
  const parts = PARTS.map((part) => {
    const { state, items, at, reason } = account[part];
    return [part, { state, count: items.length, at, ...(reason !== undefined && { reason }) }] as const;
  });
  return {
    state: 'loaded',
    name: account.name,
    source,
    parts: Object.fromEntries(parts) as LoadedAccount['parts'],
  };
}

function describeLive(live: LiveAccount): Partial<LoadedAccount> {
  const { isRefreshing, trouble, hasAnswered } = live;
  const { endpoint, from } = live.account;
  const told = trouble === undefined ? {} : { trouble, ...(hasAnswered && { isPartly: true as const }) };
  return { signedIn: { endpoint, from, isRefreshing, ...told } };
}

/** No permission, for one. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
