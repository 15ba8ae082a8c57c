import { expect, it } from 'vitest';
import { RecentlyUsed } from '../../../server/src/engine/recentlyUsed.ts';

it('keeps what was used last, values that are undefined too', () => {
  const made: string[] = [];
  const values = new RecentlyUsed<string | undefined>(2);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b', 'b']) {
    values.get(key, () => {
      made.push(key);
      return undefined;
    });
  }
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

it('keeps nothing of what could not be made', () => {
  const values = new RecentlyUsed<number>(2);
  expect(() =>
    values.get('a', () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(values.get('a', () => 1)).toBe(1);
});
