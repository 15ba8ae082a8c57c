/** What a session may do where, propagation through the tree of spaces included (`core/access/propagation.ts`). */
import { readableAbove } from '../access/propagation.ts';
import { actionsOf } from '../access/roles.ts';
import type { Inventory } from '../account/inventory.ts';
import type { Decision, HeldRole, SpaceAccess } from '../../protocol/simulation.ts';
import { ADMIN_ROLE, ROOT, type Grant } from './grants.ts';
import { ascending } from '../ascending.ts';

/** Of whoever logs in as admin: an admin of `root` is treated as admin of the account, and so the other way round. */
const ADMIN_GRANT: Grant = { space: ROOT, slug: ADMIN_ROLE };

/**
 * By space id, sorted, only spaces where something is held: nothing for a denied login, everything for an admin.
 * Without an inventory: what is granted directly.
 */
export function spreadAccess(
  decision: Pick<Decision, 'access_level'>,
  grants: readonly Grant[],
  inventory: Inventory | undefined,
): Record<string, SpaceAccess> {
  if (decision.access_level === 'deny') return {};
  const all = decision.access_level === 'admin' ? withAdminGrant(grants) : grants;
  const held = spreadDown(all, inventory);
  const read = spreadUp(all, inventory);
  const entries = [...new Set([...held.keys(), ...read.keys()])].sort().map((space): [string, SpaceAccess] => {
    const roles = (held.get(space) ?? []).sort((a, b) => compareRoles(a, b, space));
    const from = read.get(space);
    const isReadable = roles.some(({ slug }) => givesRead(slug, inventory));
    return [space, { roles, ...(from === undefined || isReadable ? {} : { readFrom: from }) }];
  });
  return Object.fromEntries(entries);
}

/** The grants of somebody who logs in as admin. */
export function withAdminGrant(grants: readonly Grant[]): Grant[] {
  return [ADMIN_GRANT, ...grants.filter(({ space, slug }) => space !== ROOT || slug !== ADMIN_GRANT.slug)];
}

/** The roles by space: each grant in its own space and in every space below. */
function spreadDown(grants: readonly Grant[], inventory: Inventory | undefined): Map<string, HeldRole[]> {
  const held = new Map<string, HeldRole[]>();
  for (const { space: from, slug } of grants) {
    const below = inventory?.descendantsOf(from).map(({ id }) => id) ?? [];
    for (const space of [from, ...below]) {
      const roles = held.get(space);
      if (roles === undefined) held.set(space, [{ slug, from }]);
      else roles.push({ slug, from });
    }
  }
  return held;
}

/** For each space that can be read because of a grant further down: where that grant is, the first by id of several. */
function spreadUp(grants: readonly Grant[], inventory: Inventory | undefined): Map<string, string> {
  const read = new Map<string, string>();
  const granted = [...new Set(grants.map(({ space }) => space))].sort();
  for (const from of granted) {
    for (const { id } of readableAbove(from, inventory)) {
      if (!read.has(id)) read.set(id, from);
    }
  }
  return read;
}

function givesRead(slug: string, inventory: Inventory | undefined): boolean {
  return actionsOf(slug, inventory)?.includes('SPACE_READ') ?? false;
}

/** The space's own before inherited ones, then by slug. */
function compareRoles(a: HeldRole, b: HeldRole, space: string): number {
  const inherited = Number(a.from !== space) - Number(b.from !== space);
  return inherited || ascending(a.slug, b.slug) || ascending(a.from, b.from);
}
