/** The account that somebody is signed in to: at once as it was saved, and as it is now when that is known. */
import { AccountError } from '../core/account/accountError.ts';
import { isRecent } from '../core/account/freshness.ts';
import { describeMissed } from '../core/account/gaps.ts';
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import type { Clock, SignedInAccount } from '../core/ports.ts';

/** So long, an account that has not answered, or not to everything, is left alone. */
const PAUSE_NS = 5n * 60n * 1_000_000_000n;

export class LiveAccount {
  readonly account: SignedInAccount;
  readonly #clock: Clock;
  readonly #changed: () => void;
  #inventory: Inventory | undefined;
  /** Why nothing could be had last. */
  #failure: string | undefined;
  #refresh: Promise<void> | undefined;
  /** When it was last asked from here, whatever came of it. */
  #triedAt: bigint | undefined;

  /** @param changed what is known, or whether it can be asked, is other than before */
  constructor(account: SignedInAccount, clock: Clock, changed: () => void) {
    this.account = account;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Undefined: nothing is known yet. */
  get inventory(): Inventory | undefined {
    return this.#inventory;
  }

  /** Why the account did not answer last, or not to everything; undefined where it did. */
  get trouble(): string | undefined {
    return this.#failure ?? (this.#inventory && describeMissed(this.#inventory.account));
  }

  /** It answered last, if not to everything. */
  get hasAnswered(): boolean {
    return this.#inventory !== undefined && this.#failure === undefined;
  }

  get isRefreshing(): boolean {
    return this.#refresh !== undefined;
  }

  /** Reads what was saved. Nothing is asked. */
  async open(): Promise<void> {
    const saved = await this.account.cached();
    if (saved === undefined) return;
    this.#inventory = buildInventory(saved);
  }

  /** Asks anew; joins what is under way. Ends when it is done, however: see `trouble`. */
  refresh(): Promise<void> {
    this.#refresh ??= this.#ask().finally(() => {
      this.#refresh = undefined;
      this.#changed();
    });
    return this.#refresh;
  }

  /** Whether what is known is old, or not all there is to know, and it was not just now that more was asked for. */
  get isOld(): boolean {
    const now = this.#clock.now();
    const isTired = this.#triedAt !== undefined && now >= this.#triedAt && now - this.#triedAt < PAUSE_NS;
    return !isTired && (this.#inventory === undefined || !isRecent(this.#inventory.account, now));
  }

  close(): Promise<void> {
    return this.account.close();
  }

  async #ask(): Promise<void> {
    this.#triedAt = this.#clock.now();
    try {
      this.#inventory = buildInventory(await this.account.refresh());
      this.#failure = undefined;
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      this.#failure = error.message;
    }
  }
}
