/** The account that somebody is signed in to: at once as it was saved, and as it is now when that is known. */
import { AccountError } from '../core/account/accountError.ts';
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import type { Clock, SignedInAccount } from '../core/ports.ts';
import { parseTimestamp } from '../core/simulation/instant.ts';

/** So long, what is known is taken to be so still. */
const RECENT_NS = 10n * 60n * 1_000_000_000n;

export class LiveAccount {
  readonly account: SignedInAccount;
  readonly #clock: Clock;
  readonly #changed: () => void;
  #inventory: Inventory | undefined;
  #trouble: string | undefined;
  #refresh: Promise<void> | undefined;
  /** When it was last tried, whatever came of it. */
  #triedAt = 0n;

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

  /** Why the account could not be asked last; undefined where it could. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  get isRefreshing(): boolean {
    return this.#refresh !== undefined;
  }

  /** Reads what was saved. Nothing is asked. */
  async open(): Promise<void> {
    const saved = await this.account.cached();
    if (saved === undefined) return;
    this.#inventory = buildInventory(saved);
    this.#triedAt = parseTimestamp(saved.roles.at);
  }

  /** Asks anew; joins what is under way. Ends when it is done, however: see `trouble`. */
  refresh(): Promise<void> {
    this.#refresh ??= this.#ask().finally(() => {
      this.#refresh = undefined;
      this.#changed();
    });
    return this.#refresh;
  }

  /** Whether it was long ago that it was asked last. A clock that was ahead then says nothing. */
  get isOld(): boolean {
    const age = this.#clock.now() - this.#triedAt;
    return age < 0n || age >= RECENT_NS;
  }

  close(): Promise<void> {
    return this.account.close();
  }

  async #ask(): Promise<void> {
    this.#triedAt = this.#clock.now();
    try {
      this.#inventory = buildInventory(await this.account.refresh());
      this.#trouble = undefined;
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      this.#trouble = error.message;
    }
  }
}
