import type { Clause, Expression, PolicyModel } from '../syntax/model.ts';
import { domainOf } from '../syntax/values/domains.ts';
import { checkCasing, checkMembers } from './logic/alone.ts';
import { boundOf, conflict } from './logic/conflicts.ts';
import { demandsIn, findConflict } from './logic/contradictions.ts';
import { sayDemand } from './logic/demandWords.ts';
import { isTest, type Demand } from './logic/demands.ts';
import { wholeClauses } from './logic/readable.ts';
import { splitClause } from './logic/split.ts';
import { textOf } from './places.ts';
import type { Problem, ProblemFix, Rule } from './rule.ts';

/** A clause asks for two things that are never true together, or for one that never is. */
export const rule: Rule<'SL041'> = {
  id: 'SL041',
  *check(context) {
    const { model } = context;
    for (const clause of model.clauses.filter(wholeClauses(context))) {
      const demands = demandsIn(model).read(clause);
      const found = findConflict(demands, isToldHere);
      if (found) yield tell(found, demands, clause, model);
    }
    yield* checkCasing(context);
    yield* checkMembers(model);
  },
};

/** What a helper rule contradicts in itself is told there. */
function isToldHere(first: Demand, second: Demand): boolean {
  return first.via !== second.via || second.via.kind === 'every';
}

function tell(
  [first, second]: [Demand, Demand],
  demands: readonly Demand[],
  clause: Clause,
  model: PolicyModel,
): Problem<'SL041'> {
  const values = { subject: textOf(model, second.subject), first: sayDemand(first), second: sayDemand(second) };
  if (first.via === second.via) return { at: second.via, message: 'every', values };
  const told = { at: second.via, related: [{ at: first.at, message: 'The other condition.' }] };
  if (first.test === 'hasAny' || second.test === 'hasAny')
    return { ...told, message: 'count', values: { ...values, other: textOf(model, first.subject) } };
  const isOvernight =
    boundOf(first) && boundOf(second) && second.value && domainOf(second.value, model.values) === 'hour';
  const fixes = split(choicesAmong(demands, second), clause, model);
  return { ...told, message: isOvernight ? 'overnight' : 'never', values, fixes };
}

/** The clause's own conditions on the same thing that conflict with one another. */
function choicesAmong(demands: readonly Demand[], { key }: Demand): readonly Expression[] {
  const own = demands.filter((demand) => demand.key === key && demand.at === demand.via);
  const conflicting = own.filter((demand) => own.some((other) => conflict(demand, other)));
  const isEither = conflicting.every((demand) => !demand.isNegated && isTest(demand));
  return isEither ? conflicting.map(({ at }) => at) : [];
}

function split(choices: readonly Expression[], clause: Clause, model: PolicyModel): readonly ProblemFix[] {
  const edits = choices.length > 1 ? splitClause(clause, choices, model) : [];
  // What never fired comes to fire.
  return edits.length > 0 ? [{ title: 'Split it into rules of which either is enough', edits, unsafe: true }] : [];
}
