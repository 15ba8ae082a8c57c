/** What has to hold for a clause to fire, helper rules included. */
import { expressionOf } from '../ancestors.ts';
import type { Clause, Expression, PolicyModel, Term } from '../model.ts';
import type { Condition } from './conditions.ts';

/**
 * The conditions without which the clause does not fire: those that are expressions of its body (look-ups anywhere in
 * them too), and those of helper rules with a single clause that it asks. Nothing under `not`, in a comprehension, in
 * an `every` or behind `or`; nothing where the subject might be another one (`isCertain`).
 */
export function demandsOf(clause: Clause, model: Pick<PolicyModel, 'conditionsOf'>): Condition[] {
  const demands: Condition[] = [];
  const asked = new Set<Clause>([clause]);
  // A set's iteration sees what is added on the way.
  for (const each of asked) {
    if (each.elses.length > 0) continue;
    demands.push(...model.conditionsOf(each).filter(isDemanded));
    for (const expression of each.body?.expressions ?? []) {
      const helper = helperOf(expression);
      if (helper) asked.add(helper);
    }
  }
  return demands;
}

function isDemanded({ at, clause, isCertain, isNegated }: Condition): boolean {
  const expression = at.kind === 'someIn' ? at : expressionOf(at);
  if (!isCertain || isNegated || expression?.parent !== clause || expression.withs.length > 0) return false;
  if (expression.kind === 'every') return false;
  const isWhole = at === expression || (expression.kind === 'term' && expression.term === at);
  return isWhole || ((at.kind === 'reference' || at.kind === 'lookup') && !isInside(at));
}

/** Inside of a comprehension or group, which need not hold. */
function isInside(term: Term): boolean {
  for (
    let at: Condition['at']['parent'] = term;
    at.kind !== 'clause' && at.kind !== 'else' && at.kind !== 'import';
    at = at.parent
  ) {
    if (at.kind === 'comprehension' || at.kind === 'logical') return true;
  }
  return false;
}

/** The only clause of the rule or function that the expression asks, where it has only one. */
function helperOf(expression: Expression): Clause | undefined {
  if (expression.kind !== 'term' || expression.negated || expression.withs.length > 0) return undefined;
  const reference = expression.term.kind === 'call' ? expression.term.callee : expression.term;
  if (reference.kind !== 'reference' || reference.target.kind !== 'rule' || reference.target.path.length > 0)
    return undefined;
  const [only, ...others] = reference.target.rule.clauses.filter((clause) => !isDefaultFalse(clause));
  return others.length === 0 ? only : undefined;
}

/** `default h := false`: where it applies, the expression that asks for `h` does not hold. */
function isDefaultFalse({ isDefault, head: { value } }: Clause): boolean {
  return isDefault && value?.kind === 'boolean' && !value.value;
}
