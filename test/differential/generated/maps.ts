/** Rego terms that are objects from strings to strings. */
import { textCollection, textSet } from './collections.ts';
import { conditions, member } from './conditions.ts';
import type { Pool } from './pools.ts';
import { inner, type Scope } from './scope.ts';
import { literal, text } from './texts.ts';
import { named, oneOf, type Write } from './writing.ts';

const KEYS: Pool<string> = ['a', 'b', 'alice', '1', '1.0', '__proto__', '\u0000'];

const leaves: Pool<Write> = [
  () => 'input.x.map',
  (scope) => named(scope, 'map') ?? 'input.x.map',
  (scope) =>
    `{${scope.choices.list(0, 3, () => `${literal(scope.choices.pick(KEYS))}: ${text(inner(scope))}`).join(', ')}}`,
  (scope) => `{${text(inner(scope))}: ${text(inner(scope))}}`,
];

const calls: Pool<Write> = [
  (s) => {
    const inside = inner(s);
    const lines = [member(inside), ...conditions(inside, 0, 1)];
    return `{${text(inside)}: ${text(inside)} | ${lines.join('; ')}}`;
  },
  (s) => `object.union(${map(s)}, ${map(s)})`,
  (s) => `object.remove(${map(s)}, ${textCollection(s)})`,
  (s) => `object.filter(${map(s)}, ${textSet(s)})`,
];

/** An object, or nothing. */
export function map(scope: Scope): string {
  return oneOf(inner(scope), leaves, calls);
}
