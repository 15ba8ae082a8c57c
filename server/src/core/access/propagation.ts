/**
 * How roles spread through the tree of spaces (user documentation, access-control.md): a role counts in its space and
 * in all below, whether they inherit or not; and any role in a space gives Read in the space above, and so on upwards
 * as long as each space inherits. Read earned upwards is taken not to come down again.
 */
import type { Space } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import { ROOT } from '../simulation/grants.ts';

/** A space and those above it. */
export interface Lineage {
  /** From the space itself upwards. */
  readonly ids: readonly string[];
  /** Nothing is missing between the last of them and the root. */
  readonly isWhole: boolean;
}

export function lineageOf(id: string, inventory: Inventory | undefined): Lineage {
  const ids = [id, ...(inventory?.ancestorsOf(id) ?? []).map((space) => space.id)];
  return { ids, isWhole: ids.at(-1) === ROOT };
}

/**
 * Space ids from the one with a grant down to the lineage's own space; undefined where the grant does not reach it, or
 * that is not known. The root is above everything, also above a space of which nothing else is known.
 */
export function pathDown(from: string, { ids, isWhole }: Lineage): string[] | undefined {
  const at = ids.indexOf(from);
  if (at >= 0) return ids.slice(0, at + 1).reverse();
  return from === ROOT && !isWhole ? [ROOT, ...[...ids].reverse()] : undefined;
}

/** The spaces above in which any role in a space gives Read, from the nearest upwards. */
export function readableAbove(id: string, inventory: Inventory | undefined): Space[] {
  const readable: Space[] = [];
  let inherits = inventory?.space(id)?.inheritEntities ?? false;
  for (const above of inventory?.ancestorsOf(id) ?? []) {
    if (!inherits) break;
    readable.push(above);
    inherits = above.inheritEntities;
  }
  return readable;
}
