import { hasKeyword } from '../policy/keywords.ts';
import type { InputReference, Operation, PolicyModel, Term } from '../syntax/model.ts';
import { comparisonOf, expressionOf } from '../syntax/ancestors.ts';
import { loneReferences } from './inputPaths.ts';
import { errorsAt, textOf } from './places.ts';
import type { Problem, ProblemFix, Rule, RuleContext } from './rule.ts';

/** `input.session.teams` is a list, and is compared with one name, or looked up by it. */
export const rule: Rule<'SL013'> = {
  id: 'SL013',
  *check(context) {
    for (const inputReference of loneReferences(context.model)) {
      const [session, teams, member, ...deeper] = inputReference.path;
      if (session !== 'session' || teams !== 'teams' || deeper.length > 0) continue;
      if (member === undefined && inputReference.path.length === 2) yield* checkComparison(inputReference, context);
      if (typeof member === 'string') yield* checkLookup(inputReference, context);
    }
  },
};

function* checkComparison({ reference }: InputReference, context: RuleContext): Iterable<Problem<'SL013'>> {
  const { operation, other } = comparisonOf(reference) ?? {};
  if (!operation || !other || !['==', '!=', '='].includes(operation.operator) || !isString(other, context.model))
    return;
  yield {
    at: operation,
    message: 'compared',
    values: { outcome: operation.operator === '!=' ? 'true' : 'false' },
    fixes: askMembership(operation, textOf(context.model, other), textOf(context.model, reference), context),
    instead: errorsAt(context.errors, operation, 'match error'),
  };
}

/** Written here, or held by a local or rule that is nothing else. */
function isString(term: Term, { values }: PolicyModel): boolean {
  return term.kind === 'template' || typeof values.constantOf(term) === 'string';
}

function* checkLookup(inputReference: InputReference, context: RuleContext): Iterable<Problem<'SL013'>> {
  const { reference, segments } = inputReference;
  const segment = segments.at(-1);
  if (!segment || typeof segment.constant !== 'string') return;
  const list = textOf(context.model, { from: reference.from, to: segment.from });
  const expression = expressionOf(reference);
  const isWhole = expression?.kind === 'term' && expression.term === reference;
  const hasIn = hasKeyword(context.model, 'in', context.written);
  const newText = `${JSON.stringify(segment.constant)} in ${list}`;
  yield {
    at: segment.term,
    message: 'lookedUp',
    values: { name: segment.constant },
    fixes: isWhole && hasIn ? [membershipFix([{ span: reference, newText }])] : [],
    instead: errorsAt(context.errors, reference, 'undefined ref'),
  };
}

/** `in` where it is a keyword; in v0 without it `teams[_] == name`, or the import beside `in` where `not` stands. */
function askMembership(
  operation: Operation,
  name: string,
  list: string,
  { model, written }: RuleContext,
): readonly ProblemFix[] {
  const expression = expressionOf(operation);
  if (expression?.kind !== 'term' || expression.term !== operation) return [];
  const isNegative = operation.operator === '!=';
  if (isNegative && expression.negated) return [];
  const hasIn = hasKeyword(model, 'in', written);
  if (!hasIn && !isNegative && !expression.negated) {
    return [membershipFix([{ span: operation, newText: `${list}[_] == ${name}` }])];
  }
  const asked = { span: operation, newText: `${isNegative ? 'not ' : ''}${name} in ${list}` };
  const imported = hasIn ? [] : importIn(model);
  return imported ? [membershipFix([...imported, asked])] : [];
}

function importIn({ package: own }: PolicyModel): ProblemFix['edits'] | undefined {
  return own && [{ span: { from: own.to, to: own.to }, newText: '\n\nimport future.keywords.in' }];
}

function membershipFix(edits: ProblemFix['edits']): ProblemFix {
  // What was never (or always) true comes to depend on the teams.
  return { title: 'Ask whether the name is in the list', edits, unsafe: true };
}
