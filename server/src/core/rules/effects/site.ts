/** Where it shows that a test is always the same. */
import { clauseOf } from '../../syntax/ancestors.ts';
import type { Clause, Literal, Parent } from '../../syntax/model.ts';
import { expressionNeverMet, type Site } from './outcome.ts';

/**
 * Where the test is in a function of the policy, and the constant is what a call gives it: that call, which has no
 * value then. Everywhere else the test itself.
 */
export function siteOf(literal: Literal, test: Site): Site {
  const call = literal.parent;
  const clause = clauseOf(test.at);
  if (call.kind !== 'call' || call.callee.target.kind !== 'rule' || !clause) return test;
  const { rule } = call.callee.target;
  const isOnly = clause.rule === rule && rule.clauses.length === 1 && clause.elses.length === 0;
  return isOnly && isNeeded(test, clause) ? { at: call, is: 'undefined', share: 'all' } : test;
}

/** Whether the clause has no value because of the test: it is a condition of its body, or part of its value. */
function isNeeded({ at, is }: Site, clause: Clause): boolean {
  if (expressionNeverMet(at, is)?.parent === clause) return true;
  return is === 'undefined' && isInHead(at);
}

function isInHead(at: Parent): boolean {
  for (let node = at; ; node = node.parent) {
    if (node.kind === 'clause') return true;
    if (node.kind === 'comprehension' || node.kind === 'term' || node.kind === 'someIn') return false;
    if (node.kind === 'every' || node.kind === 'some' || node.kind === 'else') return false;
    if (node.kind === 'with' || node.kind === 'import') return false;
  }
}
