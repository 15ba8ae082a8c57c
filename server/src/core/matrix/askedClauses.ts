import { isNegated } from '../syntax/ancestors.ts';
import type { Clause, Reference } from '../syntax/model.ts';

export interface AskedClause {
  readonly clause: Clause;
  /** Asked for what it is not: under `not`, or under two of three. */
  readonly isNegated: boolean;
}

/**
 * A clause and those that it asks for, directly and through others; twice where both ways.
 * @param references by the clause in which they stand
 */
export function listAsked(
  clause: Clause,
  references: ReadonlyMap<Clause | undefined, readonly Reference[]>,
): AskedClause[] {
  const all = new Map<string, AskedClause>();
  const add = (one: AskedClause): void => {
    all.set(`${one.clause.from} ${one.isNegated}`, one);
  };
  add({ clause, isNegated: false });
  // A map's iteration sees what is added on the way.
  for (const asking of all.values()) {
    for (const reference of references.get(asking.clause) ?? []) {
      const isTurned = isNegated(reference) !== asking.isNegated;
      const rule = reference.target.kind === 'rule' ? reference.target.rule : undefined;
      for (const asked of rule?.clauses ?? []) add({ clause: asked, isNegated: isTurned });
    }
  }
  return [...all.values()];
}
