/** The space that a text names. */
import type { AskedSpace } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import { BadInput } from '../badInput.ts';

/**
 * By id, or by a name that only one space has. What an account without its whole list of spaces does not have is taken
 * for an id.
 * @throws {BadInput} for a space that the account is sure not to have, and a name that several have
 */
export function readSpace(text: string, inventory: Inventory | undefined): AskedSpace {
  if (text === '') throw new BadInput('The space is empty: right would be the id or the name of a space');
  if (inventory === undefined || inventory.space(text) !== undefined) return describe(text, inventory);
  const { name, spaces } = inventory.account;
  const named = spaces.items.filter((space) => space.name === text);
  const [first] = named;
  if (named.length > 1) {
    const ids = named.map(({ id }) => id).join(', ');
    throw new BadInput(
      `${named.length} spaces of the account "${name}" are named "${text}": give the id of one (${ids})`,
    );
  }
  if (first !== undefined) return describe(first.id, inventory);
  if (spaces.state !== 'complete' || spaces.items.length === 0) return describe(text, inventory);
  const found = inventory.identifySpace(text);
  const near = found.kind === 'unknown' ? found.nearest : undefined;
  const hint = near
    ? `did you mean "${near.name}"${near.name === near.id ? '' : ` (${near.id})`}?`
    : 'give the id or the name of one of its spaces';
  throw new BadInput(`No space of the account "${name}" has the id or name "${text}": ${hint}`);
}

function describe(id: string, inventory: Inventory | undefined): AskedSpace {
  const path = inventory?.pathOf(id);
  return { id, ...(path ? { path } : {}) };
}
