/** Every term and expression, in the order of the text. */
import type { Body, Clause, Expression, Term } from './model.ts';

export interface Visitor {
  /** Before its parts. */
  readonly term?: (term: Term) => void;
  readonly expression?: (expression: Expression) => void;
}

/** A clause's head, body and else branches. A head that several clauses share is visited with the first of them. */
export function visitClause(clause: Clause, visitor: Visitor): void {
  const { head } = clause;
  if (clause.from === clause.whole.from) {
    for (const { term } of head.path) visitTerm(term, visitor);
    for (const term of [...(head.args ?? []), head.key, head.value]) if (term) visitTerm(term, visitor);
  }
  if (clause.body) visitBody(clause.body, visitor);
  for (const { value, body } of clause.elses) {
    if (value) visitTerm(value, visitor);
    if (body) visitBody(body, visitor);
  }
}

export function visitBody(body: Body, visitor: Visitor): void {
  for (const expression of body.expressions) visitExpression(expression, visitor);
}

export function visitExpression(expression: Expression, visitor: Visitor): void {
  visitor.expression?.(expression);
  for (const term of termsOf(expression)) visitTerm(term, visitor);
  if (expression.kind === 'every') visitBody(expression.body, visitor);
  for (const { target, value } of expression.withs) {
    visitTerm(target, visitor);
    visitTerm(value, visitor);
  }
}

export function visitTerm(term: Term, visitor: Visitor): void {
  visitor.term?.(term);
  for (const part of partsOf(term)) visitTerm(part, visitor);
  if (term.kind === 'comprehension') visitBody(term.body, visitor);
  if (term.kind === 'logical') for (const operand of term.operands) visitBody(operand, visitor);
}

function termsOf(expression: Expression): readonly Term[] {
  if (expression.kind === 'term') return [expression.term];
  if (expression.kind === 'some') return expression.names;
  const { key, value, collection } = expression;
  return key ? [key, value, collection] : [value, collection];
}

const NONE: readonly Term[] = [];

/** The terms directly inside of a term; bodies are left out. */
export function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'reference':
      return term.path.length === 0 ? NONE : term.path.map((segment) => segment.term);
    case 'lookup':
      return [term.base, ...term.path.map((segment) => segment.term)];
    case 'call':
      return [term.callee, ...term.args];
    case 'operation':
      return [term.left, term.right];
    case 'membership':
      return term.key ? [term.key, term.value, term.collection] : [term.value, term.collection];
    case 'negative':
      return [term.operand];
    case 'array':
    case 'set':
      return term.items;
    case 'object':
      return term.entries.flatMap(({ key, value }) => [key, value]);
    case 'comprehension':
      return term.key ? [term.key, term.value] : [term.value];
    case 'template':
      return term.parts.filter((part) => typeof part !== 'string');
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'missing':
    case 'logical':
      return NONE;
  }
}
