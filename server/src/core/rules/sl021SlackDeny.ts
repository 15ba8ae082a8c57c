import type { Body, Clause, Expression, PolicyModel } from '../syntax/model.ts';
import { loginRuleNamed } from '../policy/loginContract.ts';
import { addCondition } from './logic/edits.ts';
import { THROUGH_SLACK } from './logic/knowledge.ts';
import { wholeClauses } from './logic/readable.ts';
import { Truths, truthsOf } from './logic/truth.ts';
import type { ProblemFix, Rule } from './rule.ts';

/** `deny` holds for every action through Slack, where nothing is known of a session. */
export const rule: Rule<'SL021'> = {
  id: 'SL021',
  *check(context) {
    const { model, settings } = context;
    const throughSlack = new Truths(model, THROUGH_SLACK);
    const message = settings.slack || readsSlack(model) ? 'used' : 'unsaid';
    for (const clause of model.rulesNamed('deny').filter(wholeClauses(context))) {
      const { body } = clause;
      const at = body && clause.defines === 'complete' ? findCause(clause, body, model, throughSlack) : undefined;
      if (body && at) yield { at, message, fixes: askForSession(body, model) };
    }
  },
};

function readsSlack(model: PolicyModel): boolean {
  return model.inputReferences().some(({ path: [first] }) => first === 'slack');
}

/** The first `not` that always holds through Slack, where nothing in the clause keeps it from firing there. */
function findCause(
  { head }: Clause,
  { expressions }: Body,
  model: PolicyModel,
  throughSlack: Truths,
): Expression | undefined {
  if (head.value?.kind === 'boolean' && !head.value.value) return undefined;
  if (expressions.some((expression) => throughSlack.ofExpression(expression) === 'never')) return undefined;
  const atLogins = truthsOf(model);
  return expressions.find(
    (expression) =>
      isOwnNegation(expression) &&
      throughSlack.ofExpression(expression) === 'always' &&
      atLogins.ofExpression(expression) !== 'always',
  );
}

/** Of nothing that Spacelift reads: `not allow` refuses nobody through Slack who would get in without it. */
function isOwnNegation(expression: Expression): boolean {
  if (expression.kind !== 'term' || !expression.negated) return false;
  const { term } = expression;
  return term.kind !== 'reference' || term.target.kind !== 'rule' || !loginRuleNamed(term.target.rule.name);
}

function askForSession(body: Body, model: PolicyModel): readonly ProblemFix[] {
  // Whoever is refused through Slack now may get in.
  return [{ title: 'Ask for a session first', edits: addCondition('input.session', body, model), unsafe: true }];
}
