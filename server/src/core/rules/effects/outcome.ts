/** What it comes to, where it stands, that a test is always the same. */
import type { Expression, Parent, SomeInExpression, Term } from '../../syntax/model.ts';

/** What a test always is. */
export type Fixed = 'true' | 'false' | 'undefined';

/**
 * `all`: whenever it is evaluated. `one`: for one value of several, each tried on its own. `member`: it is one of
 * several that are looked through together.
 */
export type Share = 'all' | 'one' | 'member';

const WORDS: Readonly<Record<Fixed, Readonly<Record<Standing, string>>>> = {
  true: {
    condition: 'the condition is always met',
    negated: '`not` is never met',
    value: 'this is always true',
  },
  false: {
    condition: 'the condition is never met',
    negated: '`not` is always met',
    value: 'this is always false',
  },
  undefined: {
    condition: 'the condition is never met',
    negated: '`not` is always met',
    value: 'this is always undefined',
  },
};

/** Where a test is always the same; see `siteOf`. */
export interface Site {
  readonly at: Term | SomeInExpression;
  readonly is: Fixed;
  readonly share: Share;
}

/** In words, as the end of a sentence: "the condition is never met". */
export function tellOutcome({ at, is, share }: Site): string {
  if (share === 'member') return 'among the others it never matches';
  const words = WORDS[is][standingOf(at, is)];
  return share === 'one' ? `with it ${words}` : words;
}

type Standing = 'condition' | 'negated' | 'value';

function standingOf(at: Term | SomeInExpression, is: Fixed): Standing {
  const expression = expressionDecided(at, is);
  if (!expression) return 'value';
  return isMetByNot(expression, at) ? 'negated' : 'condition';
}

/**
 * Whether `not` is met where the term is undefined or false. OPA evaluates calls inside of an expression before it, and
 * before its `not`: one that fails takes `not` with it.
 */
function isMetByNot(expression: Expression, at: Term | SomeInExpression): boolean {
  return expression.kind === 'term' && expression.negated && !isCallInside(at, expression);
}

/** Whether it is a call that an expression is not all of. */
export function isCallInside(at: Parent, expression: Expression): boolean {
  const isCallee = at.kind === 'reference' && at.parent.kind === 'call' && at.parent.callee === at;
  const call = isCallee ? at.parent : at;
  return call.kind === 'call' && call.parent !== expression;
}

/** The expression that is never met because of it; none where it is met, or something else is made of it. */
export function expressionNeverMet(at: Term | SomeInExpression, is: Fixed): Expression | undefined {
  const expression = is === 'true' ? undefined : expressionDecided(at, is);
  return expression && isMetByNot(expression, at) ? undefined : expression;
}

/** What is undefined takes the whole expression with it; what is true or false does so only if it is all of it. */
function expressionDecided(at: Term | SomeInExpression, is: Fixed): Expression | undefined {
  if (at.kind === 'someIn') return at;
  if (is !== 'undefined') return at.parent.kind === 'term' ? at.parent : undefined;
  return expressionAround(at);
}

/** The expression a term is part of, unless it is in a head: a rule's, or a comprehension's. */
function expressionAround(at: Term): Expression | undefined {
  for (let node: Parent = at.parent; ; node = node.parent) {
    if (node.kind === 'term' || node.kind === 'someIn' || node.kind === 'every' || node.kind === 'some') return node;
    if (node.kind === 'clause' || node.kind === 'else' || node.kind === 'import') return undefined;
    if (node.kind === 'with' || node.kind === 'comprehension') return undefined;
  }
}
