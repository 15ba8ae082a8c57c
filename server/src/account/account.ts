/** One account, opened: what is known of it at once, and how it is now. */
import { PIECES } from '../core/account/pieces.ts';
import type { Clock, RefreshOptions } from '../core/ports.ts';
import type { AccountSnapshot, PieceName } from '../protocol/account.ts';
import type { SpaceliftApi } from './api/api.ts';
import { type OnTrouble, SnapshotCache } from './saved/cache.ts';
import { cancelled } from './cancelled.ts';
import { type Ask, askInTurn } from './inventory/ask.ts';
import { fetchInventory } from './inventory/fetchInventory.ts';
import { mergeSnapshot } from './inventory/mergeSnapshot.ts';
import { learnFromSamples, mergeLearnt } from './inventory/samples.ts';
import { startTimeLimit, type TimeLimit } from './inventory/timeLimit.ts';
import { hostOf } from './endpoint.ts';
import { realWait, type Wait } from './http/wait.ts';
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
  refresh(options?: RefreshOptions): Promise<AccountSnapshot>;
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
  /** Lets the time for a refresh go by. */
  readonly wait?: Wait | undefined;
}

export function openAccount(options: AccountOptions): OpenAccount {
  return new Account(options);
}

/** What was read, and by whom; undefined: the server does not say. */
interface Seen {
  readonly snapshot: AccountSnapshot;
  readonly viewerId: string | undefined;
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
  #unsaved: Seen | undefined;

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
    return this.#unsaved?.snapshot ?? this.#cache.read();
  }

  async refresh(options: RefreshOptions = {}): Promise<AccountSnapshot> {
    const { signal = this.#closing.signal } = options;
    if (this.#refresh === undefined || this.#refresh.isOver) {
      this.#refresh = new SharedTask((stop) => {
        const work = this.#work(AbortSignal.any([stop, this.#closing.signal]), options);
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

  async #work(signal: AbortSignal, options: RefreshOptions): Promise<AccountSnapshot> {
    goOn(signal);
    const { api } = this.#options;
    const { withinMs } = options;
    const limit = withinMs === undefined ? undefined : this.#startLimit(withinMs);
    try {
      const { snapshot, viewerId } = await this.#read(askInTurn(api, signal, limit), options);
      goOn(signal);
      this.#unsaved = (await this.#cache.write(snapshot, viewerId)) ? undefined : { snapshot, viewerId };
      const notice = api.notice();
      if (notice !== undefined) this.#tell(notice);
      return snapshot;
    } finally {
      limit?.end();
    }
  }

  #startLimit(ms: number): TimeLimit {
    return startTimeLimit(ms, hostOf(this.endpoint), this.#options.wait ?? realWait);
  }

  async #read(ask: Ask, { onProgress }: RefreshOptions): Promise<Seen> {
    const { api, viewer, clock } = this.#options;
    const awaited = new Set(PIECES);
    const onDone = (piece: PieceName): void => {
      awaited.delete(piece);
      onProgress?.([...awaited]);
    };
    const fetched = await fetchInventory({ host: hostOf(api.endpoint), ask, viewer, clock, onDone });
    const { viewerId } = fetched;
    const before = await this.#before(viewerId);
    const known = mergeSnapshot(api.endpoint, fetched, before);
    const learnt = await learnFromSamples(ask, known.loginPolicies.items, known.apiKeys.items);
    return { snapshot: { ...known, ...mergeLearnt(learnt, before) }, viewerId };
  }

  /** What was known before, by the same viewer: a credential may have become another person's. */
  async #before(viewerId: string | undefined): Promise<AccountSnapshot | undefined> {
    const unsaved = this.#unsaved;
    if (unsaved === undefined) return this.#cache.read(viewerId);
    return isOther(unsaved.viewerId, viewerId) ? undefined : unsaved.snapshot;
  }

  #tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#options.onTrouble(message);
  }
}

function isOther(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function goOn(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}
