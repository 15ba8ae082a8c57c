/** What is said of regular expressions, held to OPA. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { faultIn } from '../../../../../server/src/core/rules/patterns/re2.ts';
import { startEngine } from '../../../../support/engine.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

async function isTaken(pattern: string): Promise<boolean> {
  const { result } = await engine.ask({ op: 'builtin', name: 'regex.match', args: JSON.stringify([pattern, 'a']) });
  return result !== undefined;
}

test.each([
  ['*@example.com', 'nothing stands before `*`'],
  ['(+a)', 'nothing stands before `+`'],
  ['a|?b', 'nothing stands before `?`'],
  ['a**', '`*` repeats what is repeated already'],
  ['a{2}{3}', '`{3}` repeats what is repeated already'],
  ['a{1001}', '`{1001}` is more than 1000 times'],
  ['a{3,1}', '`{3,1}` ends before it begins'],
  ['^[a-z+@example.com$', 'a `[` is not closed'],
  ['[]', 'a `[` is not closed'],
  ['[z-a]', '`z-a` ends before it begins'],
  ['[a-\\d]', '`a-\\d` has no end'],
  ['[[:alfa:]]', 'RE2 has no `[:alfa:]`'],
  ['(a|b', 'a `(` is not closed'],
  ['a)b', 'a `)` closes nothing'],
  ['^(?!eve)', 'RE2 has no `(?!…)`'],
  ['(?<=a)b', 'RE2 has no `(?<=…)`'],
  ['(?>a)', 'RE2 has no `(?>`'],
  ['(a)\\1', 'RE2 has no reference back (`\\1`)'],
  ['a\\Z', 'RE2 has no `\\Z`'],
  ['[\\b]', 'RE2 has no `\\b` in brackets'],
  ['a\\', 'it ends with a backslash'],
])('%s', async (pattern, reason) => {
  expect(faultIn(pattern)).toBe(reason);
  expect(await isTaken(pattern)).toBe(false);
});

test.each([
  '^(?i)ada@example\\.com$',
  '(?i:a)|(?P<name>b)|(?<other>c)',
  '[^]a-]+?',
  '[a-z\\d._%+-]+@(?:[\\w-]+\\.)+example\\.com\\z',
  '[[:alpha:]]{2,}',
  '^*a{,3}{x',
  '\\pL\\p{Greek}\\x41\\012\\_\\@',
  '()|',
  'Zoë\\.',
])('%s can be read', async (pattern) => {
  expect(faultIn(pattern)).toBeUndefined();
  expect(await isTaken(pattern)).toBe(true);
});

const PIECES =
  'a z @ . - ^ $ * + ? | ( ) [ ] [^ {2} {2,} {2,1} {,3} { } \\ \\d \\b \\. \\1 \\12 \\pL \\x41 \\xg \\z \\Z _ é';
const pieces = [
  ...PIECES.split(' '),
  '(?:',
  '(?i)',
  '(?i:',
  '(?=',
  '(?<!',
  '(?P<n>',
  '(?#',
  '[:alpha:]',
  '[:foo:]',
  ' ',
];

test('what is refused by us is refused by OPA, and nearly all that OPA refuses', async () => {
  const patterns = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((list) => list.join(''));
  let missed = 0;
  for (const pattern of fc.sample(patterns, { seed: 3, numRuns: 500 })) {
    const fault = faultIn(pattern);
    const taken = await isTaken(pattern);
    if (fault !== undefined) expect.soft({ pattern, fault, taken }).toEqual({ pattern, fault, taken: false });
    else if (!taken) missed++;
  }
  expect(missed).toBeLessThan(10);
});
