/** What terms and bodies say, without how they are written: to tell whether two say the same. */
import type { Body, Expression, Local, Reference, Segment, Term, WithModifier } from '../../syntax/model.ts';

/** What a local is called. */
export type Naming = (local: Local) => string;

/** By their own names. */
export const OWN_NAMES: Naming = ({ name }) => name;

/** By the order in which they come: `x` and `y` of `some x in xs` and `some y in xs` are the same. */
export function numbering(): Naming {
  const numbers = new Map<Local, number>();
  return (local) => {
    const number = numbers.get(local) ?? numbers.size;
    numbers.set(local, number);
    return `#${String(number)}`;
  };
}

export function sayBody({ expressions }: Body, naming: Naming): string {
  return expressions.map((expression) => sayExpression(expression, naming)).join('; ');
}

export function sayExpression(expression: Expression, naming: Naming): string {
  return [saySimply(expression, naming), ...expression.withs.map((each) => sayWith(each, naming))].join(' ');
}

function saySimply(expression: Expression, naming: Naming): string {
  if (expression.kind === 'term') return `${expression.negated ? 'not ' : ''}${sayTerm(expression.term, naming)}`;
  if (expression.kind === 'some') return `some ${sayAll(expression.names, naming)}`;
  const { kind, key, value, collection } = expression;
  const members = `${kind} ${sayAll(key ? [key, value] : [value], naming)} in ${sayTerm(collection, naming)}`;
  return kind === 'every' ? `${members} {${sayBody(expression.body, naming)}}` : members;
}

function sayWith({ target, value }: WithModifier, naming: Naming): string {
  return `with ${sayTerm(target, naming)} as ${sayTerm(value, naming)}`;
}

export function sayTerm(term: Term, naming: Naming): string {
  const say = (part: Term): string => sayTerm(part, naming);
  switch (term.kind) {
    case 'string':
    case 'boolean':
      return JSON.stringify(term.value);
    case 'number':
      return term.text;
    case 'null':
    case 'missing':
      return term.kind;
    case 'reference':
      return sayReference(term, naming);
    case 'lookup':
      return say(term.base) + saySteps(term.path, naming);
    case 'call':
      return `${say(term.callee)}(${sayAll(term.args, naming)})`;
    case 'operation':
      return `(${say(term.left)} ${term.operator} ${say(term.right)})`;
    case 'membership':
      return `(${sayAll(term.key ? [term.key, term.value] : [term.value], naming)} in ${say(term.collection)})`;
    case 'negative':
      return `-(${say(term.operand)})`;
    case 'array':
      return `[${sayAll(term.items, naming)}]`;
    case 'set':
      return `set(${sayAll(term.items, naming)})`;
    case 'object':
      return `{${term.entries.map(({ key, value }) => `${say(key)}: ${say(value)}`).join(', ')}}`;
    case 'comprehension':
      return `${term.of}<${sayAll(term.key ? [term.key, term.value] : [term.value], naming)} | ${sayBody(term.body, naming)}>`;
    case 'template':
      return `$(${term.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : say(part))).join(' ')})`;
    case 'logical':
      return `(${term.operands.map((operand) => `{${sayBody(operand, naming)}}`).join(` ${term.operator} `)})`;
  }
}

function sayAll(terms: readonly Term[], naming: Naming): string {
  return terms.map((term) => sayTerm(term, naming)).join(', ');
}

/** Imports and `data.<package>` are looked through. */
function sayReference({ target, name }: Reference, naming: Naming): string {
  const steps = saySteps(target.path, naming);
  switch (target.kind) {
    case 'local':
      return (target.local.kind === 'wildcard' ? '_' : naming(target.local)) + steps;
    case 'rule':
      return target.rule.name + steps;
    case 'input':
    case 'data':
      return target.kind + steps;
    case 'function':
    case 'import':
      return name + steps;
  }
}

function saySteps(path: readonly Segment[], naming: Naming): string {
  return path
    .map(({ constant, term }) =>
      constant === undefined ? `[${sayTerm(term, naming)}]` : `[${JSON.stringify(constant)}]`,
    )
    .join('');
}
