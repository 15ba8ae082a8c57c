import type { Body, Clause, Expression, PolicyModel, Rule as PolicyRule, Term } from '../syntax/model.ts';
import { addCondition } from './logic/edits.ts';
import { helperOf, implies } from './logic/implied.ts';
import { wholeClauses } from './logic/readable.ts';
import { truthsOf } from './logic/truth.ts';
import type { ProblemFix, Rule } from './rule.ts';

/** Whoever is not allowed is denied, admins who are not allowed as well. */
export const rule: Rule<'SL014'> = {
  id: 'SL014',
  *check(context) {
    const { model } = context;
    const isWhole = wholeClauses(context);
    const admins = model.rulesNamed('admin').filter((clause) => isWhole(clause) && isRefused(clause, model));
    const [firstAdmin] = admins;
    if (!firstAdmin) return;
    for (const { body } of model.rulesNamed('deny').filter(isWhole)) {
      const at = body && findNotAllow(body, model);
      if (!body || !at) continue;
      const related = admins.map(({ head }) => ({ at: head.nameSpan, message: 'Refused, unless allowed too.' }));
      yield { at, message: 'admins', related, fixes: askNotAdmin(body, model) };
    }
  },
};

/** `not allow`, where nothing else is asked but that there is a session. */
function findNotAllow({ expressions }: Body, { values }: PolicyModel): Expression | undefined {
  const others = expressions.filter((expression) => !asksForSession(expression));
  const [only] = others;
  return others.length === 1 && only && asksNotAllow(only, values) ? only : undefined;
}

/** `not allow`, `allow == false`, `allow != true`, `not allow == true`. */
function asksNotAllow(expression: Expression, values: PolicyModel['values']): boolean {
  if (expression.kind !== 'term' || expression.withs.length > 0) return false;
  const { term, negated } = expression;
  if (term.kind !== 'operation') return negated && isAllow(term);
  const isEqual = term.operator === '==' || term.operator === '=';
  if (!isEqual && term.operator !== '!=') return false;
  const [asked, other] = isAllow(term.left) ? [term.left, term.right] : [term.right, term.left];
  const wanted = values.constantOf(other);
  return typeof wanted === 'boolean' && isAllow(asked) && (wanted === isEqual) === negated;
}

/** `allow`, or a helper rule that is nothing else. */
function isAllow(term: Term): boolean {
  const rule = ruleOf(term);
  if (rule?.name === 'allow') return true;
  const [only, ...others] = rule?.clauses.filter(({ isDefault }) => !isDefault) ?? [];
  const [asked, ...more] = only?.body?.expressions ?? [];
  return others.length === 0 && more.length === 0 && asked !== undefined && helperOf(asked)?.name === 'allow';
}

function ruleOf(term: Term): PolicyRule | undefined {
  const target = term.kind === 'reference' ? term.target : undefined;
  return target?.kind === 'rule' && target.path.length === 0 ? target.rule : undefined;
}

function asksForSession(expression: Expression): boolean {
  if (expression.kind !== 'term' || expression.negated || expression.term.kind !== 'reference') return false;
  const { target } = expression.term;
  return target.kind === 'input' && target.path.length === 1 && target.path[0]?.constant === 'session';
}

/** Whether somebody may be admin by the clause and not be allowed. */
function isRefused(clause: Clause, model: PolicyModel): boolean {
  if (clause.isDefault || truthsOf(model).ofClause(clause) === 'never') return false;
  const allow = model.rules.get('allow');
  return !allow || !implies(clause, allow);
}

function askNotAdmin(body: Body, model: PolicyModel): readonly ProblemFix[] {
  // Admins who are refused now get in.
  return [{ title: 'Ask `not admin` too', edits: addCondition('not admin', body, model), unsafe: true }];
}
