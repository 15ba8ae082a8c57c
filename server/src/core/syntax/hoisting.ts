/**
 * What OPA works out before an expression, outside of its `not`: the arguments of calls and of all operators but `==`
 * and `=`, the parts of arrays, sets and objects, indices that are no constants, and calls inside of other terms. Where
 * one of those is undefined the whole body fails, with `not` or without: `not input.x` and `not input.x == 1` hold
 * where there is no `input.x`, but neither `not startswith(input.x, "a")` nor `not 1 in input.x` does.
 *
 * (OPA's compiler moves them there, `rewriteDynamics`; `test/server/core/syntax/hoisting.test.ts` asks it.)
 */
import type { Segment, Term } from './model.ts';
import { partsOf } from './walk.ts';

/** The terms that need a value before an expression with this term is looked at. */
export function hoistedFrom(term: Term): readonly Term[] {
  if (term.kind === 'operation' && (term.operator === '==' || term.operator === '=')) {
    return [...insideOf(term.left), ...insideOf(term.right)];
  }
  if (term.kind === 'call') return term.args.flatMap(whole);
  if (term.kind === 'operation' || term.kind === 'membership') return partsOf(term).flatMap(whole);
  return insideOf(term);
}

/** What is hoisted from a term that stays where it is. */
function insideOf(term: Term): readonly Term[] {
  if (term.kind === 'reference') return indicesIn(term.path);
  if (term.kind === 'lookup') return [...whole(term.base), ...indicesIn(term.path)];
  return whole(term);
}

/** A term that is hoisted itself, with what is hoisted from it in turn. */
function whole(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'reference':
      return isVariable(term) ? [] : [term, ...indicesIn(term.path)];
    case 'lookup':
      return [term, ...insideOf(term)];
    case 'call':
      return [term, ...term.args.flatMap(whole)];
    case 'operation':
    case 'membership':
    case 'negative':
      return [term, ...partsOf(term).flatMap(whole)];
    case 'array':
    case 'set':
    case 'object':
      return partsOf(term).flatMap(whole);
    default:
      return [];
  }
}

function indicesIn(path: readonly Segment[]): readonly Term[] {
  return path.flatMap(({ constant, term }) => (constant === undefined ? whole(term) : []));
}

/** Something else gives it its value. */
function isVariable({ target, path }: Extract<Term, { kind: 'reference' }>): boolean {
  return target.kind === 'local' && path.length === 0;
}
