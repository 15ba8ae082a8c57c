import type { Inventory } from '../account/inventory.ts';
import type { StringTerm } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import { comesWith, listGrantedRoles, type GrantedRole } from './names/grantedRoles.ts';
import type { Rule } from './rule.ts';

/** A role in a space that the same people already have from a space above it. */
export const rule: Rule<'SL030'> = {
  id: 'SL030',
  *check({ account, model }) {
    if (!account) return;
    const granted = listGrantedRoles(model);
    const bySpace = groupBy(granted, ({ slug, space }) => keyOf(slug, space?.id));
    const told = new Set<StringTerm>();
    for (const below of granted) {
      const at = below.table ? below.roleLiteral : below.space?.literal;
      const above = at && !told.has(at) ? findAbove(below, bySpace, account) : undefined;
      if (!at || !above) continue;
      told.add(at);
      yield {
        at,
        message: 'granted',
        values: { role: below.slug, space: above.name },
        related: [{ at: above.literal, message: `Granted in the space ${above.name} here.` }],
        tags: ['unnecessary'],
      };
    }
  },
};

function keyOf(slug: string, space: string | undefined): string {
  return JSON.stringify([slug, space]);
}

/** The nearest space above where the same role comes with it. */
function findAbove(
  below: GrantedRole,
  granted: ReadonlyMap<string, readonly GrantedRole[]>,
  account: Inventory,
): { name: string; literal: StringTerm } | undefined {
  for (const { id, name } of below.space ? account.ancestorsOf(below.space.id) : []) {
    const above = granted.get(keyOf(below.slug, id))?.find((each) => comesWith(each, below));
    if (above?.space) return { name, literal: above.space.literal };
  }
  return undefined;
}
