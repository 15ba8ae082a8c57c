/** What has to hold for a grant, word for word. */
import { expressionOf } from '../../syntax/ancestors.ts';
import type { Clause, Expression, PolicyModel, Reference, StringTerm, Term } from '../../syntax/model.ts';
import type { Grant } from '../../syntax/values/grants.ts';
import { textOf } from '../places.ts';

/** The conditions of a clause's body, as written. */
export function givenIn({ body }: Clause, model: PolicyModel): ReadonlySet<string> {
  return new Set(body?.expressions.map((expression) => wordsOf(expression, model)));
}

/**
 * All that is asked for the role to be granted in the space; undefined where more may be asked than the text shows.
 * What only goes through a collection that holds them is no condition.
 */
export function conditionsFor(
  { clause, spaceTerm, roleTerm }: Grant,
  roleLiteral: StringTerm | undefined,
  spaceLiteral: StringTerm | undefined,
  model: PolicyModel,
): readonly string[] | undefined {
  if (clause.elses.length > 0 || clause.isDefault) return undefined;
  const walked = [walkTo(spaceTerm, spaceLiteral, clause), walkTo(roleTerm, roleLiteral, clause)];
  if (walked.includes(undefined)) return undefined;
  const free = new Set(walked.flat());
  return (clause.body?.expressions ?? [])
    .filter((expression) => !free.has(expression))
    .map((expression) => wordsOf(expression, model));
}

/** The expressions that do nothing but lead from a head's term to the literal; undefined where others play a part. */
function walkTo(
  term: Term | undefined,
  literal: StringTerm | undefined,
  clause: Clause,
): readonly Expression[] | undefined {
  if (!literal || term === literal) return [];
  if (!term) return isInHead(literal, clause) ? [] : undefined;
  if (isConstantRule(term, literal)) return [];
  if (term.kind !== 'reference' || term.target.kind !== 'local' || term.target.path.length > 0) return undefined;
  const inBody = term.target.local.references.filter((reference) => expressionOf(reference) !== undefined);
  const [only, ...others] = inBody.filter((reference) => expressionOf(reference)?.kind !== 'some');
  const walking = only && expressionOf(only);
  if (!walking || others.length > 0) return undefined;
  const declaring = inBody.flatMap((reference) => (reference === only ? [] : (expressionOf(reference) ?? [])));
  const isFree = isGiven(walking, only, literal) || (isAlwaysThere(literal.parent, clause) && isWalk(walking, only));
  return isFree ? [walking, ...declaring] : undefined;
}

/** A rule that is the text, without conditions. */
function isConstantRule(term: Term, literal: StringTerm): boolean {
  if (term.kind !== 'reference' || term.target.kind !== 'rule' || term.target.path.length > 0) return false;
  const [only, ...others] = term.target.rule.clauses;
  return !!only && others.length === 0 && only.head.value === literal && !only.body && only.elses.length === 0;
}

/** `x := "text"`, or the name of such a rule. */
function isGiven(expression: Expression, variable: Reference, literal: StringTerm): boolean {
  if (expression.kind !== 'term' || expression.negated || expression.withs.length > 0) return false;
  const { term } = expression;
  if (term.kind !== 'operation' || (term.operator !== ':=' && term.operator !== '=') || term.left !== variable)
    return false;
  return term.right === literal || isConstantRule(term.right, literal);
}

/** `some x in xs`, `xs[x]`, `x := xs[_]`, and nothing more. */
function isWalk(expression: Expression, variable: Reference): boolean {
  if (expression.kind === 'someIn') return expression.value === variable && !expression.key;
  if (expression.kind !== 'term' || expression.negated || expression.withs.length > 0) return false;
  const { term } = expression;
  if (term.kind === 'reference' || term.kind === 'lookup')
    return term.path.length === 1 && term.path[0]?.term === variable;
  if (term.kind !== 'operation' || term.left !== variable || (term.operator !== ':=' && term.operator !== '='))
    return false;
  return term.right.kind === 'reference' && term.right.path.length === 1 && isWildcard(term.right.path[0]?.term);
}

function isWildcard(term: Term | undefined): boolean {
  return term?.kind === 'reference' && term.name === '_';
}

/** A set or list that is written where it is used, or given by a rule without conditions. */
function isAlwaysThere(collection: StringTerm['parent'], clause: Clause): boolean {
  if (collection.kind !== 'set' && collection.kind !== 'array') return false;
  const { parent } = collection;
  if (parent.kind === 'clause') return !parent.body && !parent.isDefault && parent.rule.clauses.length === 1;
  const expression = expressionOf(collection);
  if (expression?.parent !== clause) return false;
  return (
    parent.kind === 'someIn' || parent.kind === 'lookup' || (parent.kind === 'operation' && parent.operator === ':=')
  );
}

/** In the clause's value: `roles["s"] := {"r"}`, `roles := {"s": {"r"}}`. */
function isInHead({ parent }: StringTerm, { head: { value } }: Clause): boolean {
  for (let at: StringTerm['parent'] | undefined = parent; at; at = at.parent) {
    if (at.kind === 'comprehension') return false;
    if (at === value) return true;
  }
  return false;
}

/** With the blanks between words alike. */
function wordsOf(expression: Expression, model: PolicyModel): string {
  return textOf(model, expression).replaceAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|\s+/g, (part) =>
    /^\s/.test(part) ? ' ' : part,
  );
}
