import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toNormalForm } from '../../../server/src/engine/normalForm.ts';

it.each([
  [true, true],
  [null, null],
  [[], []],
  [
    ['b', 'a', 'B'],
    ['B', 'a', 'b'],
  ],
  [{ roles: { s2: ['w', 'r'], s1: { b: true, a: true } } }, { roles: { s1: { a: true, b: true }, s2: ['r', 'w'] } }],
  [
    [2, 'a', null, [2, 1], { b: 1, a: ['y', 'x'] }, true],
    ['a', 2, [1, 2], null, true, { a: ['x', 'y'], b: 1 }],
  ],
])('%j becomes %j', (value, expected) => {
  expect(JSON.stringify(toNormalForm(value))).toBe(JSON.stringify(expected));
});

it('is the same whatever the order was, and stays what it is', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 3 })), (values) => {
      const once = toNormalForm(values);
      expect(JSON.stringify(toNormalForm([...values].reverse()))).toBe(JSON.stringify(once));
      expect(toNormalForm(once)).toEqual(once);
    }),
    { seed: 1, numRuns: 200 },
  );
});
