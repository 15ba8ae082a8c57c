import { byName } from '../byName.ts';
import { hasKeyword } from '../policy/keywords.ts';
import type { Call, InputReference, Operation, PolicyModel, Reference, Term } from '../syntax/model.ts';
import { clauseOf, comparisonOf, expressionOf, isNegated, membershipOf } from '../syntax/ancestors.ts';
import { loneReferences } from './inputPaths.ts';
import { errorsAt, textOf } from './places.ts';
import type { LocatedError, Problem, ProblemFix, Rule, RuleContext } from './rule.ts';

/** `input.session.teams` is a list, and is asked as if it were one name, or a map of names. */
export const rule: Rule<'SL013'> = {
  id: 'SL013',
  *check(context) {
    for (const inputReference of loneReferences(context.model)) {
      const [session, teams, member, ...deeper] = inputReference.path;
      if (session !== 'session' || teams !== 'teams' || deeper.length > 0) continue;
      if (inputReference.path.length === 2) yield* checkUse(inputReference.reference, context);
      else if (typeof member === 'string') yield* checkLookup(inputReference, context);
    }
  },
};

function* checkUse(reference: Reference, context: RuleContext): Iterable<Problem<'SL013'>> {
  yield* checkComparison(reference, context);
  yield* checkArgument(reference, context);
  yield* checkMember(reference, context);
}

function* checkComparison(reference: Reference, context: RuleContext): Iterable<Problem<'SL013'>> {
  const { operation, other } = comparisonOf(reference) ?? {};
  if (!operation || !other || !['==', '!=', '='].includes(operation.operator) || !isString(other, context.model))
    return;
  yield {
    at: operation,
    message: 'compared',
    values: { outcome: operation.operator === '!=' ? 'true' : 'false' },
    fixes: askMembership(operation, textOf(context.model, other), textOf(context.model, reference), context),
    instead: [...errorsAt(context.errors, operation, 'match error'), ...errorsOfCallers(operation, context)],
  };
}

/** In a function: OPA takes the type of an argument from what it is compared with, and refuses the calls. */
function errorsOfCallers(operation: Operation, { errors, model }: RuleContext): readonly LocatedError[] {
  const clause = clauseOf(operation);
  if (clause?.defines !== 'function') return [];
  const name = `data.${model.package?.name ?? ''}.${clause.rule.name}`;
  return errors.filter(({ error }) => error.message.startsWith(`${name}: invalid argument(s)`));
}

/** Written here, or held by a local or rule that is nothing else. */
function isString(term: Term, { values }: PolicyModel): boolean {
  return term.kind === 'template' || typeof values.constantOf(term) === 'string';
}

/** Which argument of a built-in is one string. */
const ONE_STRING: Readonly<Record<string, number>> = byName({
  contains: 0,
  endswith: 0,
  'glob.match': 2,
  lower: 0,
  re_match: 1,
  'regex.match': 1,
  replace: 0,
  split: 0,
  startswith: 0,
  trim: 0,
  trim_prefix: 0,
  trim_space: 0,
  trim_suffix: 0,
  upper: 0,
});

function* checkArgument(reference: Reference, context: RuleContext): Iterable<Problem<'SL013'>> {
  const { parent } = reference;
  if (parent.kind !== 'call' || parent.callee.target.kind !== 'function') return;
  if (parent.args.indexOf(reference) !== ONE_STRING[parent.name]) return;
  yield {
    at: reference,
    message: 'given',
    values: { function: parent.name },
    fixes: askEach(reference),
    instead: errorsAt(context.errors, parent, `${parent.name}: invalid argument(s)`),
  };
}

/** `input.session.teams in {"DevOps", "Security"}`. */
function* checkMember(reference: Reference, { model, errors }: RuleContext): Iterable<Problem<'SL013'>> {
  const membership = membershipOf(reference);
  if (membership?.value !== reference) return;
  const members = model.values.valuesOf(membership.collection).flatMap((value) => model.values.membersOf(value));
  if (members.length === 0 || !members.every((value) => value.kind === 'constant' && typeof value.value === 'string'))
    return;
  const instead = errorsAt(errors, membership, 'match error');
  yield { at: membership, message: 'member', fixes: askEach(reference), instead };
}

/** Of any team: not where it has to hold that none is. */
function askEach(reference: Reference): readonly ProblemFix[] {
  const comparison = comparisonOf(reference.parent.kind === 'call' ? reference.parent : reference);
  if (isNegated(reference) || comparison?.operation.operator === '!=') return [];
  return [
    {
      title: 'Ask it of each team',
      edits: [{ span: { from: reference.to, to: reference.to }, newText: '[_]' }],
      unsafe: true,
    },
  ];
}

function* checkLookup(inputReference: InputReference, context: RuleContext): Iterable<Problem<'SL013'>> {
  const { reference, segments } = inputReference;
  const segment = segments.at(-1);
  if (!segment || typeof segment.constant !== 'string') return;
  const list = textOf(context.model, { from: reference.from, to: segment.from });
  const expression = expressionOf(reference);
  const isWhole = expression?.kind === 'term' && expression.term === reference;
  const hasIn = hasKeyword(context.model, 'in', context.written);
  const { parent } = reference;
  if (parent.kind === 'call' && parent.callee === reference) {
    yield tellMethod(parent, list, context);
    return;
  }
  const newText = `${JSON.stringify(segment.constant)} in ${list}`;
  yield {
    at: segment.term,
    message: 'lookedUp',
    values: { name: segment.constant },
    fixes: isWhole && hasIn ? [membershipFix([{ span: reference, newText }])] : [],
    instead: errorsAt(context.errors, reference, 'undefined ref'),
  };
}

/** `input.session.teams.includes("A")`, as other languages have it. */
function tellMethod(call: Call, list: string, { errors, model, written }: RuleContext): Problem<'SL013'> {
  const [name, ...others] = call.args;
  const isMembership = /\.(?:includes|contains|has|indexOf)$/.test(call.name) && name && others.length === 0;
  const isWhole = call.parent.kind === 'term' && call.parent.term === call && hasKeyword(model, 'in', written);
  const edits = isMembership && isWhole ? [{ span: call, newText: `${textOf(model, name)} in ${list}` }] : [];
  return {
    at: call,
    message: 'called',
    fixes: edits.length > 0 ? [membershipFix(edits)] : [],
    instead: errorsAt(errors, call, 'undefined function'),
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
