import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { plainLayout, readLayout, writeByLayout } from '../../../../server/src/core/builtins/goLayout.ts';
import { startEngine } from '../../../support/engine.ts';
import { askOpa } from './askOpa.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const NAMES = 'ANSIC UnixDate RubyDate RFC822 RFC822Z RFC850 RFC1123 RFC1123Z RFC3339 RFC3339Nano'.split(' ');
const LAYOUTS = [
  ...NAMES,
  ...['2006-01-02', '2006-01-02 15:04:05', '3:04PM', '03:04:05.000 pm', 'Mon, 2 Jan 06', 'Monday, _2 January 2006'],
  ...['002', '__2', '_2006', '__2006', '2006_2', '20060102', '0102', '15', '115', '05,999', '05.0001', '05.09', '.9'],
  ...['Janet', 'Mondays', 'Month', 'YYYY-MM-DD', 'Z07', 'Z0700', 'Z07:00', 'Z070000', 'Z07:00:00', '-07', '-0700'],
  ...['-07:00', '-070000', '-07:00:00', 'Z', 'MST', 'PMs', 'pM', '%Y', '🦊 2006', '1/2/3/4/5/6/7', 'Jan Mon'],
];
const PARTS = [
  '2006',
  '06',
  '01',
  '1',
  'Jan',
  'uary',
  'Mon',
  'day',
  '2',
  '_',
  '0',
  '15',
  '3',
  '4',
  '05',
  '.',
  ',',
  '9',
];
const OTHERS = ['PM', 'pm', 'MST', 'Z', '07', ':', '00', '-', ' ', 'T', '/', 's', 'é'];
const INSTANTS = [1_793_722_025_012_345_678n, 1_767_225_600_000_000_000n, 1_775_044_800_100_000_000n];

async function format(nanoseconds: bigint, layout: string): Promise<unknown> {
  // Numbers of this size are not exact in JavaScript: the parts are.
  return askOpa(engine, 'time.format', [Number(nanoseconds), 'UTC', layout]);
}

function write(nanoseconds: bigint, layout: string): string {
  return writeByLayout(readLayout(plainLayout(layout)), BigInt(Number(nanoseconds)));
}

it.each(LAYOUTS)('an instant is written by the layout %j as OPA does', async (layout) => {
  for (const instant of INSTANTS) expect(write(instant, layout)).toBe(await format(instant, layout));
});

it('an instant is written by any layout as OPA does', async () => {
  const layouts = fc
    .array(fc.constantFrom(...PARTS, ...OTHERS), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(''));
  const [instant = 0n] = INSTANTS;
  await fc.assert(
    fc.asyncProperty(layouts, async (layout) => {
      expect(write(instant, layout)).toBe(await format(instant, layout));
    }),
    { numRuns: 300, seed: 5 },
  );
});

it('parts are told apart from what stands for itself', () => {
  expect(readLayout('2006-01-02 at 15h')).toEqual([
    { written: '2006', means: 'year' },
    { written: '-', means: undefined },
    { written: '01', means: 'month, two digits' },
    { written: '-', means: undefined },
    { written: '02', means: 'day of the month, two digits' },
    { written: ' at ', means: undefined },
    { written: '15', means: 'hour, 00 to 23' },
    { written: 'h', means: undefined },
  ]);
  expect(readLayout('.000,99').map(({ means }) => means)).toEqual([
    'fraction of a second, 3 digits',
    'fraction of a second, 2 digits at most',
  ]);
});
