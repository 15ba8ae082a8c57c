/** What a term is part of, and how it is used there. */
import type { Clause, Expression, Membership, Operation, Parent, Term } from './model.ts';

/** The clause something is part of; undefined inside of an import. */
export function clauseOf(node: Parent): Clause | undefined {
  let at: Parent | undefined = node;
  while (at && at.kind !== 'clause') at = at.parent;
  return at;
}

/** The innermost expression something is part of, itself included; undefined in a head. */
export function expressionOf(node: Parent): Expression | undefined {
  for (let at: Parent | undefined = node; at; at = at.parent) {
    if (isExpression(at)) return at;
  }
  return undefined;
}

/** Under an odd number of `not`s, those around comprehensions and groups included. */
export function isNegated(node: Parent): boolean {
  let negated = false;
  for (let at: Parent | undefined = node; at; at = at.parent) {
    if (at.kind === 'term' && at.negated) negated = !negated;
  }
  return negated;
}

const COMPARISONS = new Set(['==', '=', '!=', '<', '<=', '>', '>=']);

/** What a term is compared or unified with (not assigned): `other` is the other side. */
export function comparisonOf(
  term: Term,
): { readonly operation: Operation; readonly other: Term; readonly side: 'left' | 'right' } | undefined {
  const operation = term.parent;
  if (operation.kind !== 'operation' || !COMPARISONS.has(operation.operator)) return undefined;
  const side = operation.left === term ? 'left' : 'right';
  return { operation, other: side === 'left' ? operation.right : operation.left, side };
}

/** The `in` whose value or key the term is (not its collection); `some … in` is an expression, not a test. */
export function membershipOf(term: Term): Membership | undefined {
  const { parent } = term;
  return parent.kind === 'membership' && parent.collection !== term ? parent : undefined;
}

function isExpression(node: Parent): node is Expression {
  return node.kind === 'term' || node.kind === 'some' || node.kind === 'someIn' || node.kind === 'every';
}
