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
  return (name) => {
    const met = meanings.flatMap((meaning) => {
      const { use, value, condition } = meaning;
      const isMet = use in WITHIN ? isWithin(meaning, name) : value === name;
      // Of the keys of a table each may lead to something else.
      return isMet ? [isListed(meaning) ? conditions.get(condition) : String(value)] : [];
    });
    return JSON.stringify([...new Set(met)]);
  };
}

function isWithin({ use, value }: Meaning, name: string): boolean {
  return (use === 'prefix' || use === 'suffix' || use === 'part') && name[WITHIN[use]](String(value));
}

function isListed({ literal }: Meaning): boolean {
  return literal.parent.kind === 'array' || literal.parent.kind === 'set';
}
