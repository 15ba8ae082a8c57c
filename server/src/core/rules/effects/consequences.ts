/** What follows for other rules where a condition is never met. */
import type { Call, Clause, Expression, PolicyModel, Reference, Rule, Span } from '../../syntax/model.ts';
import { isDefaultFalse } from '../../syntax/clauses.ts';
import type { ProblemBase } from '../rule.ts';
import { expressionNeverMet, type Site } from './outcome.ts';

/**
 * Where a rule that can't hold because of it is asked for under `not`, which is then always met: the rule has no other
 * clause than the one with the condition, or asks for one that hasn't.
 */
export function relatedNots({ at, is, share }: Site, model: PolicyModel): NonNullable<ProblemBase['related']> {
  const condition = share === 'all' ? expressionNeverMet(at, is) : undefined;
  return condition ? findNots(condition, model).map((not) => ({ at: not, message: 'So this is always met.' })) : [];
}

function findNots(condition: Expression, model: PolicyModel): readonly Span[] {
  const found: Span[] = [];
  const dead = new Set<Expression>([condition]);
  // A set's iteration sees what is added on the way.
  for (const { parent } of dead) {
    if (parent.kind !== 'clause' || !isOnly(parent)) continue;
    for (const asking of expressionsAsking(parent.rule, model)) {
      if (asking.kind === 'term' && asking.negated) found.push(asking);
      else dead.add(asking);
    }
  }
  return found;
}

/** Whether the rule holds by this clause or not at all. */
function isOnly({ rule, elses, defines }: Clause): boolean {
  if (elses.length > 0 || (defines !== 'complete' && defines !== 'function')) return false;
  return rule.clauses.filter((clause) => !isDefaultFalse(clause)).length === 1;
}

/** The expressions that are nothing but the question whether the rule holds. */
function expressionsAsking(rule: Rule, model: PolicyModel): Expression[] {
  return model.referencesTo(rule).flatMap((reference) => {
    const term = termOf(reference);
    const { parent } = term;
    const isAsked = reference.target.kind === 'rule' && reference.target.path.length === 0;
    return isAsked && parent.kind === 'term' && parent.withs.length === 0 ? [parent] : [];
  });
}

/** The call, where a reference is its callee. */
function termOf(reference: Reference): Reference | Call {
  const { parent } = reference;
  return parent.kind === 'call' && parent.callee === reference ? parent : reference;
}
