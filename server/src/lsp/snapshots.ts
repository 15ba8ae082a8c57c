/** Accounts that scenario files name, as read: that takes longer than all the rest, and is asked for with each edit. */
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import { parseSnapshot } from '../core/account/snapshotSchema.ts';

/** A large one is some megabytes. */
const MOST = 2;

export class Snapshots {
  /** The one used last comes last. */
  #known: readonly { readonly text: string; readonly inventory: Inventory }[] = [];

  /**
   * @param text of the file
   * @throws {BadInput} for what is no snapshot
   */
  read(text: string): Inventory {
    const known = this.#known.find((one) => one.text === text) ?? {
      text,
      inventory: buildInventory(parseSnapshot(text)),
    };
    this.#known = [...this.#known.filter((one) => one !== known), known].slice(-MOST);
    return known.inventory;
  }
}
