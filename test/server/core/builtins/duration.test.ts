import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { parseDuration, writeDuration } from '../../../../server/src/core/builtins/duration.ts';
import { startEngine } from '../../../support/engine.ts';
import { askOpa } from './askOpa.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const TEXTS = [
  ...['1h30m', '90m', '1.5h', '-2h', '+3s', '0', '-0', '0s', '1ns', '1us', '1µs', '1μs', '1ms', '.5s', '1.s', '1h1h'],
  ...[
    '',
    '1',
    '1d',
    '1 h',
    'h',
    '.s',
    '1w2d',
    '1.5d12h',
    '-1y',
    '1.2.3d',
    '.d',
    '1dµs',
    '1d1μs',
    '1d1ms',
    '1dx',
    '1D',
    '300y',
    '.',
    '-',
    '1.5',
    '1hour',
    '1H',
    '1h 30m',
    '1h-30m',
    '1e3s',
    ' 1h',
    '1h ',
    '00',
  ],
  ...['2562047h47m16.854775807s', '2562048h', '-9223372036854775808ns', '9223372036854775808ns', '0.3333333h'],
];

it.each(TEXTS)('%j is read as OPA reads it', async (text) => {
  const asked = await askOpa(engine, 'time.parse_duration_ns', text);
  const read = parseDuration(text);
  expect(read === undefined ? undefined : Number(read)).toBe(asked);
});

it('any text is read as OPA reads it', async () => {
  const parts = ['1', '0', '25', '.', 'h', 'm', 's', 'ms', 'us', 'ns', 'µ', 'd', '-', '+', ' '];
  const texts = fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((each) => each.join(''));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const read = parseDuration(text);
      const asked = await askOpa(engine, 'time.parse_duration_ns', text);
      expect(read === undefined ? undefined : Number(read)).toBe(asked);
    }),
    { numRuns: 300, seed: 6 },
  );
});

it.each([
  [5_400_000_000_000n, '1 h 30 min'],
  [-1_000_000n, 'minus 1 ms'],
  [0n, '0 s'],
  [86_400_000_000_000n * 400n + 1n, '400 d 1 ns'],
  [1_001_001_001n, '1 s 1 ms 1 µs 1 ns'],
])('%d nanoseconds are %s', (nanoseconds, words) => {
  expect(writeDuration(nanoseconds)).toBe(words);
});
