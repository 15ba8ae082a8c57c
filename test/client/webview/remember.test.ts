import { expect, it } from 'vitest';
import { rememberLast } from '../../../client/webview/model/remember.ts';

it('makes nothing anew for the same arguments, and for others it does', () => {
  const made: string[] = [];
  const join = rememberLast((...words: string[]) => {
    made.push(words.join(' '));
    return { words };
  });
  expect(join('a', 'b')).toBe(join('a', 'b'));
  join('a');
  join('a', 'b');
  expect(made).toEqual(['a b', 'a', 'a b']);
});
