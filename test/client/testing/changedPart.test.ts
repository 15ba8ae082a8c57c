import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findChange } from '../../../client/src/testing/changedPart.ts';

it.each([
  { before: '', after: 'abc', part: { from: 0, to: 0, newText: 'abc' } },
  { before: 'ac', after: 'abc', part: { from: 1, to: 1, newText: 'b' } },
  { before: 'abc', after: 'abc', part: { from: 3, to: 3, newText: '' } },
  { before: 'aa', after: 'aaa', part: { from: 2, to: 2, newText: 'a' } },
  { before: 'abcd', after: 'axd', part: { from: 1, to: 3, newText: 'x' } },
])('"$before" → "$after"', ({ before, after, part }) => {
  expect(findChange(before, after)).toEqual(part);
});

it('makes the one of the other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { from, to, newText } = findChange(before, after);
      expect(before.slice(0, from) + newText + before.slice(to)).toBe(after);
    }),
    { seed: 7 },
  );
});
