import type { Inventory } from '../account/inventory.ts';
import type { Term } from '../syntax/model.ts';
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
    const told = new Set<Term>();
    for (const below of granted) {
      const at = below.table ? below.roleLiteral : placeOf(below);
      const above = at && !told.has(at) ? findAbove(below, bySpace, account) : undefined;
      if (!at || !above) continue;
      told.add(at);
      yield {
        at,
        message: 'granted',
        values: { role: below.slug, space: above.name },
        related: [{ at: above.at, message: `Granted in the space ${above.name} here.` }],
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
): { name: string; at: Term } | undefined {
  for (const { id, name } of below.space ? account.ancestorsOf(below.space.id) : []) {
    const above = granted.get(keyOf(below.slug, id))?.find((each) => comesWith(each, below));
    const at = above && placeOf(above);
    if (at) return { name, at };
  }
  return undefined;
}

/** Where the space is written: in the grant itself, unless it is one of several that are written elsewhere. */
function placeOf({ grant: { clause, spaceTerm }, space }: GrantedRole): Term | undefined {
  const literal = space?.literal;
  const isAlone = literal?.parent.kind === 'clause' && literal.parent !== clause;
  return isAlone && spaceTerm ? spaceTerm : literal;
}
