/** One account, opened: what is known of it at once, and how it is now. */
import type { Clock } from '../core/ports.ts';
import type { AccountSnapshot } from '../protocol/account.ts';
import type { SpaceliftApi } from './api/api.ts';
import { type OnTrouble, SnapshotCache } from './saved/cache.ts';
import { cancelled } from './cancelled.ts';
import { askInTurn } from './inventory/ask.ts';
import { fetchInventory, type PieceName } from './inventory/fetchInventory.ts';
import { mergeSnapshot } from './inventory/mergeSnapshot.ts';
import { learnFromSamples, mergeLearnt } from './inventory/samples.ts';
import { SharedTask } from './sharedTask.ts';
import type { Viewer } from './saved/viewer.ts';

export interface OpenAccount {
  /** `https://acme.app.spacelift.io` */
  readonly endpoint: string;
  /** What was saved last; undefined where nothing is. Never asks the network, never fails. */
  cached(): Promise<AccountSnapshot | undefined>;
  /**
   * Everything anew, each part on its own: one that can't be had stays as it was, and says so. Saved. One refresh at a
   * time, however many wait for it.
   * @throws {AccountError} `cancelled`, by `signal` or as the account is closed; and where nothing at all could be had
   */
  refresh(signal?: AbortSignal): Promise<AccountSnapshot>;
  /** Ends what is under way, and the connections. */
  close(): Promise<void>;
}

export interface AccountOptions {
  /** Closed with the account. */
  readonly api: SpaceliftApi;
  readonly viewer: Viewer;
  /** The caller's folder for caches. */
  readonly cacheFolder: string;
  readonly clock: Clock;
  /** Told what people should know beside the answers, each once. */
  readonly onTrouble: OnTrouble;
  /** Told of each piece of a refresh that is done. */
  readonly onProgress?: (piece: RefreshStep) => void;
}

/** `samples`: the recorded logins, which come last. */
export type RefreshStep = PieceName | 'samples';

export function openAccount(options: AccountOptions): OpenAccount {
  return new Account(options);
}

class Account implements OpenAccount {
  readonly #options: AccountOptions;
  readonly #cache: SnapshotCache;
  readonly #told = new Set<string>();
  readonly #closing = new AbortController();
  #refresh: SharedTask<AccountSnapshot> | undefined;
  /** Ends with the refresh that began last. */
  #ended: Promise<unknown> = Promise.resolve();
  /** What could not be saved. */
  #unsaved: AccountSnapshot | undefined;

  constructor(options: AccountOptions) {
    this.#options = options;
    const { cacheFolder, api, viewer } = options;
    this.#cache = new SnapshotCache(cacheFolder, api.endpoint, viewer, (message) => {
      this.#tell(message);
    });
  }

  get endpoint(): string {
    return this.#options.api.endpoint;
  }

  async cached(): Promise<AccountSnapshot | undefined> {
    return this.#unsaved ?? this.#cache.read();
  }

  async refresh(signal: AbortSignal = this.#closing.signal): Promise<AccountSnapshot> {
    if (this.#refresh === undefined || this.#refresh.isOver) {
      this.#refresh = new SharedTask((stop) => {
        const work = this.#work(AbortSignal.any([stop, this.#closing.signal]));
        this.#ended = Promise.allSettled([this.#ended, work]);
        return work;
      });
    }
    return this.#refresh.join(signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
    await this.#options.api.close();
  }

  async #work(signal: AbortSignal): Promise<AccountSnapshot> {
    goOn(signal);
    const { api, viewer, clock, onProgress } = this.#options;
    const ask = askInTurn(api, signal);
    const fetched = await fetchInventory({ ask, viewer, clock, onDone: (piece) => onProgress?.(piece) });
    const before = await this.cached();
    const known = mergeSnapshot(api.endpoint, fetched, before);
    const learnt = await learnFromSamples(ask, known.loginPolicies.items, known.apiKeys.items);
    onProgress?.('samples');
    const snapshot = { ...known, ...mergeLearnt(learnt, before) };
    goOn(signal);
    this.#unsaved = (await this.#cache.write(snapshot)) ? undefined : snapshot;
    const notice = api.notice();
    if (notice !== undefined) this.#tell(notice);
    return snapshot;
  }

  #tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#options.onTrouble(message);
  }
}

function goOn(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}
