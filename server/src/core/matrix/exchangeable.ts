/** Names that stand in the same lists of a policy, and nowhere else: no policy tells one from another. */
import type { PolicyModel } from '../syntax/model.ts';
import type { Domain } from '../syntax/values/domains.ts';
import type { Meaning } from '../syntax/values/meanings.ts';

const WITHIN = { prefix: 'startsWith', suffix: 'endsWith', part: 'includes' } as const;

/**
 * Of each name of a domain, a text: the same for those that are alike.
 * @param models all that are asked, on both sides of a difference
 */
export function classifyNames(models: readonly PolicyModel[], domain: Domain): (name: string) => string {
  const meanings = models.flatMap((model) => model.meanings()).filter((one) => one.domain === domain);
  const conditions = new Map(
    [...new Set(meanings.map(({ condition }) => condition))].map((one, index) => [one, index]),
  );
  const lists = new Map([...new Set(meanings.map(({ literal }) => literal.parent))].map((one, index) => [one, index]));
  return (name) => {
    const met = meanings.flatMap((meaning) => {
      const { use, value, condition, literal } = meaning;
      const isMet = use in WITHIN ? isWithin(meaning, name) : value === name;
      if (!isMet) return [];
      // Of the keys of a table, and of its lists, each may lead to something else.
      return [isListed(meaning) ? `${conditions.get(condition)} ${lists.get(literal.parent)}` : String(value)];
    });
    return JSON.stringify([...new Set(met)]);
  };
}

function isWithin({ use, value }: Meaning, name: string): boolean {
  return (use === 'prefix' || use === 'suffix' || use === 'part') && name[WITHIN[use]](String(value));
}

/** In a set, or in a list that is asked for any of its places right where it stands: of others the place may matter. */
function isListed({ literal: { parent } }: Meaning): boolean {
  if (parent.kind === 'set') return true;
  if (parent.kind !== 'array') return false;
  const { parent: asking } = parent;
  if (asking.kind === 'membership' || asking.kind === 'someIn') return asking.key === undefined;
  return asking.kind === 'lookup' && asking.path.every(({ term }) => term.kind === 'reference' && term.name === '_');
}
