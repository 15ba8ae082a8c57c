/** What would have to be there for somebody to have an action in a space. */
import type { MissingRole } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import { tellState } from '../account/partState.ts';
import type { Grant } from '../simulation/grants.ts';
import type { Question } from './holding.ts';
import { lineageOf, pathDown } from './propagation.ts';
import { actionsOf, giving, rolesGiving } from './roles.ts';

const MOST_SHOWN = 3;

/** `grants`: those in force, wherever. */
export function describeMissing(
  grants: readonly Grant[],
  { action, space }: Question,
  inventory: Inventory,
): MissingRole {
  const roles = rolesGiving(action, inventory);
  const lineage = lineageOf(space.id, inventory);
  const elsewhere = grants.filter(({ slug, space: from }) => {
    if (pathDown(from, lineage) !== undefined) return false;
    return ['action', 'level'].includes(giving(actionsOf(slug, inventory), action));
  });
  return {
    roles: roles.slice(0, MOST_SHOWN),
    count: roles.length,
    ...describeUnlisted(inventory),
    elsewhere: elsewhere.slice(0, MOST_SHOWN).map(({ slug, space: from }) => ({ slug, space: from })),
  };
}

/** An account that does not show its roles answers with an empty list. */
function describeUnlisted({ account: { roles } }: Inventory): Pick<MissingRole, 'unlisted'> {
  if (roles.state !== 'complete') return { unlisted: tellState(roles, 'its roles') };
  return roles.items.length === 0 ? { unlisted: 'the account lists none' } : {};
}
