import type { Inventory } from '../account/inventory.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { comesWith, listGrantedRoles, type GrantedRole } from './names/grantedRoles.ts';
import type { Problem, Rule } from './rule.ts';

/** A role in a space that the same people already have from a space above it. */
export const rule: Rule<'SL030'> = {
  id: 'SL030',
  *check({ account, model }) {
    if (!account) return;
    const granted = listGrantedRoles(model);
    const told = new Set<number>();
    for (const below of granted) {
      const at = below.table ? below.roleLiteral : below.space?.literal;
      const above = at && !told.has(at.from) ? findAbove(below, granted, account, model) : undefined;
      if (!at || !above) continue;
      told.add(at.from);
      yield { ...above, at };
    }
  },
};

function findAbove(
  below: GrantedRole,
  granted: readonly GrantedRole[],
  account: Inventory,
  model: PolicyModel,
): Problem<'SL030'> | undefined {
  if (!below.space) return undefined;
  const ancestors = new Map(account.ancestorsOf(below.space.id).map(({ id, name }) => [id, name]));
  for (const above of granted) {
    const { space, slug } = above;
    const name = space && ancestors.get(space.id);
    if (!space || name === undefined || slug !== below.slug || !comesWith(above, below, model)) continue;
    return {
      at: space.literal,
      message: 'granted',
      values: { role: slug, space: name },
      related: [{ at: space.literal, message: `Granted in the space ${name} here.` }],
      tags: ['unnecessary'],
    };
  }
  return undefined;
}
