/** Whose comments speak of a bound of hours: those of its clause, and of the clauses that ask for that. */
import { clauseOf, isNegated } from '../syntax/ancestors.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';
import type { HourBound } from './hourBounds.ts';
import { toldHours, type ToldHours } from './toldHours.ts';

export interface Teller {
  /** A clause of which it is known when it fires. */
  readonly clause: Clause;
  /** It does not fire where the bound holds. */
  readonly isSpared: boolean;
  readonly told: readonly ToldHours[];
}

/** Each clause once; `marked`: those of which it is known when they fire. */
export function listTellers(bound: HourBound, marked: ReadonlySet<Clause>, model: PolicyModel): Teller[] {
  const { clause, partner, call, isSparing } = bound;
  // Which of several bodies of a function holds is not known.
  if (!marked.has(clause) && clause.rule.clauses.length > 1) return [];
  const tellers: Teller[] = [];
  const seen = new Set<Clause>();
  const visit = (one: Clause | undefined, isSpared: boolean, carried: readonly ToldHours[]): void => {
    if (one === undefined || seen.has(one)) return;
    seen.add(one);
    const told = [...toldHours(one, model), ...carried];
    const isKnown = marked.has(one);
    if (isKnown) tellers.push({ clause: one, isSpared, told });
    for (const reference of model.referencesTo(one.rule)) {
      visit(clauseOf(reference), isSpared !== isNegated(reference), isKnown ? [] : told);
    }
  };
  if (call) visit(clauseOf(call), isSparing !== isNegated(call), []);
  else visit(clause, isSparing, partner ? toldHours(partner, model) : []);
  return tellers;
}
