import { expect, it } from 'vitest';
import { isSameValue } from './sameValue.ts';

const set = (...members: unknown[]) => ({ '<set>': members });

it.each([
  [1, 1],
  [null, null],
  [
    [1, 2],
    [1, 2],
  ],
  [[2, 1], set(1, 2)],
  [{ a: [[2], [1]] }, { a: set([1], [2]) }],
  [[[2, 1], [3]], set(set(3), set(1, 2))],
])('%j is the value %j', (plain, told) => {
  expect(isSameValue(plain, told)).toBe(true);
});

it.each([
  [1, '1'],
  [undefined, null],
  [
    [2, 1],
    [1, 2],
  ],
  [[1, 1], set(1, 2)],
  [[1], set(1, 2)],
  [{}, set()],
  [[], {}],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }],
])('%j is not the value %j', (plain, told) => {
  expect(isSameValue(plain, told)).toBe(false);
});
