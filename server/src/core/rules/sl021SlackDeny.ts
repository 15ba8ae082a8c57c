import type { Body, Clause, Expression, PolicyModel, Rule as PolicyRule } from '../syntax/model.ts';
import { visitTerm } from '../syntax/walk.ts';
import { loginRuleNamed } from '../policy/loginContract.ts';
import { addCondition } from './logic/edits.ts';
import { helperOf } from './logic/implied.ts';
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

/** The first `not`, or comparison, that always holds through Slack, where nothing in the clause keeps it from firing there. */
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
      (hasOwnNegation(expression) || comparesWhatIsMissing(expression, model)) &&
      throughSlack.ofExpression(expression) === 'always' &&
      atLogins.ofExpression(expression) !== 'always',
  );
}

/** A comparison of what is made of the session, or of the address: a count, or what `object.get` gives instead. */
function comparesWhatIsMissing(expression: Expression, { values }: PolicyModel): boolean {
  if (expression.kind !== 'term' || expression.term.kind !== 'operation') return false;
  let isMissing = false;
  visitTerm(expression.term, {
    term: (term) => {
      isMissing ||= values
        .valuesOf(term)
        .some(
          ({ kind, ...value }) =>
            kind === 'input' && 'path' in value && (value.path[0] === 'session' || value.path[1] === 'remote_ip'),
        );
    },
  });
  return isMissing;
}

/** A `not`, in an `every` too, of something else than what Spacelift reads. */
function hasOwnNegation(expression: Expression): boolean {
  if (expression.kind === 'every') return expression.body.expressions.some(hasOwnNegation);
  if (expression.kind !== 'term' || !expression.negated) return false;
  const rule = helperOf({ ...expression, negated: false });
  return !rule || !asksLoginRules(rule);
}

/** `not allow` refuses nobody through Slack who would get in without it; nor does `not` of a helper that asks `allow`. */
function asksLoginRules({ name, clauses }: PolicyRule, above: readonly string[] = []): boolean {
  if (loginRuleNamed(name)) return true;
  if (above.includes(name)) return false;
  const bodies = clauses.filter(({ isDefault }) => !isDefault).map(({ body }) => body?.expressions ?? []);
  return bodies.some((expressions) => {
    const asked = expressions.map(helperOf);
    return asked.length > 0 && asked.every((rule) => rule && asksLoginRules(rule, [...above, name]));
  });
}

function askForSession(body: Body, model: PolicyModel): readonly ProblemFix[] {
  // Whoever is refused through Slack now may get in.
  return [{ title: 'Ask for a session first', edits: addCondition('input.session', body, model), unsafe: true }];
}
