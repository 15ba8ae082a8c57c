/** What is left where something is taken away: `a - b`, `a & b`. */
import type { Term } from '../model.ts';
import { isExact, itemsOf, UNKNOWN, unite, type CollectionValue, type Constant, type Value } from './value.ts';

type ReadConstant = (term: Term) => Constant | undefined;

/**
 * Of sets, some of their members: those that are left, where all are constants. Anything else is a number, and what it
 * stood for is gone (an instant becomes a duration).
 */
export function takeAway(
  operator: '-' | '&',
  left: readonly Value[],
  right: readonly Value[],
  constantOf: ReadConstant,
): readonly Value[] {
  const rest = leftOver(operator, left, right, constantOf);
  return rest
    ? [rest]
    : changed(left.map((value) => (value.kind === 'collection' || value.kind === 'clause' ? value : UNKNOWN)));
}

/** The values, with members in no known number and order. */
export function changed(values: readonly Value[]): readonly Value[] {
  return unite([values.map((value) => (isWhole(value) ? { ...value, isChanged: true } : value))]);
}

function isWhole(value: Value): value is Extract<Value, { isChanged?: true }> {
  return value.kind === 'collection' || value.kind === 'input' || value.kind === 'result';
}

function leftOver(
  operator: '-' | '&',
  [left, ...rest]: readonly Value[],
  [right, ...more]: readonly Value[],
  constantOf: ReadConstant,
): CollectionValue | undefined {
  if (left?.kind !== 'collection' || right?.kind !== 'collection' || rest.length + more.length > 0) return undefined;
  if (left.term.kind !== 'set' || right.term.kind !== 'set') return undefined;
  const [items, taken] = [itemsOf(left), itemsOf(right)];
  const constants = taken?.map(constantOf);
  if (!items?.map(constantOf).every(isExact) || !constants?.every(isExact)) return undefined;
  const isTaken = (item: Term): boolean => constants.some((other) => other === constantOf(item));
  return { ...left, left: items.filter((item) => isTaken(item) === (operator === '&')) };
}
