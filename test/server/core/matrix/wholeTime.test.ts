/**
 * Where a plan says that it is whole, its instants meet and miss the conditions on the time in every mix in which any
 * instant of the next decades does. `SEED=…`: others.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimeTests } from '../../../../server/src/core/features/suggestions/windows.ts';
import { listInstants } from '../../../../server/src/core/matrix/instants.ts';
import { formatInstant } from '../../../../server/src/core/simulation/instant.ts';
import { listBoundaries } from '../../../../server/src/core/syntax/values/boundaries.ts';
import { NOW, policyOf } from './askMatrix.ts';

const seed = Number(process.env['SEED'] ?? '1');
const DAY = 86_400n * 1_000_000_000n;
const YEARS = 27;

const NS = 'input.request.timestamp_ns';
const zoned = (zone: string): string => (zone === '' ? NS : `[${NS}, "${zone}"]`);
const date = (zone = ''): string => `[year, month, day] := time.date(${zoned(zone)})`;
const clock = (zone = ''): string => `[hour, minute, _] := time.clock(${zoned(zone)})`;
const weekday = (name: string, zone = ''): string => `time.weekday(${zoned(zone)}) == "${name}"`;

const clauses = (...bodies: string[][]): string =>
  bodies.map((body) => `deny if {\n  ${body.join('\n  ')}\n}`).join('\n');

const WHOLE: readonly [string, string][] = [
  ['business hours', clauses([clock('Europe/Berlin'), 'hour >= 9', 'hour < 17', weekday('Monday', 'Europe/Berlin')])],
  ['hours by two clocks', clauses([clock('Europe/Berlin'), 'hour < 9'], [clock(), 'hour >= 16'])],
  ['a window', clauses([`${NS} >= 1780000000000000000`, `${NS} < 1780003600000000000`])],
  ['windows and hours', clauses([`${NS} >= 1780000000000000000`, `${NS} < 1790000000000000000`, clock(), 'hour < 4'])],
  ['a freeze', clauses([date(), 'month == 12', 'day >= 24'])],
  ['a freeze of one year', clauses([date(), 'year == 2027', 'month == 12', 'day >= 24'])],
  ['a freeze at night', clauses([date(), 'month == 12', 'day >= 24', clock(), 'hour >= 20'])],
  [
    'a freeze with business hours',
    clauses([date(), 'month == 12', 'day >= 24'], [clock(), 'hour < 9'], [weekday('Sunday')]),
  ],
  ['the first Monday', clauses([date(), 'day <= 7', weekday('Monday'), clock(), 'hour < 4'])],
  ['days of two clauses', clauses([date(), 'month == 2', 'day == 29'], [weekday('Friday')], [clock(), 'hour == 23'])],
  [
    'a freeze by a clock of elsewhere',
    clauses([date('Europe/Berlin'), 'month == 12', 'day >= 24', clock(), 'hour >= 23']),
  ],
  [
    'summer time',
    clauses([
      date('Europe/Berlin'),
      'month == 3',
      'day >= 25',
      weekday('Sunday', 'Europe/Berlin'),
      clock('Europe/Berlin'),
      'hour == 2',
    ]),
  ],
  [
    'weekdays of two zones',
    clauses([weekday('Monday'), weekday('Sunday', 'America/New_York'), clock('America/New_York'), 'hour >= 20']),
  ],
  ['a date in a window', clauses([date(), 'day == 13', weekday('Friday'), `${NS} < 1900000000000000000`])],
  ['far ahead', clauses([date(), 'year >= 2100', 'month == 2', 'day == 29', weekday('Sunday')])],
];

/** Which conditions each instant meets, that one policy asks of the time. */
function vectorsOf(rules: string): { of: (instant: bigint) => string; sampled: Set<string>; isWhole: boolean } {
  const { model } = policyOf(rules);
  const tests = readTimeTests(listBoundaries(model)) ?? [];
  const of = (instant: bigint): string => tests.map((test) => Number(test(instant))).join('');
  const { candidates, untried } = listInstants([model], NOW, {});
  return { of, sampled: new Set(candidates.map(({ value }) => of(value))), isWhole: untried === undefined };
}

/** Any hour, and full ones of the days about it, where conditions meet. */
function instantsOf(count: number, from: number): bigint[] {
  const hours = fc.integer({ min: 0, max: YEARS * 365 * 24 });
  return fc
    .sample(hours, { numRuns: count, seed: seed + from })
    .map((hour) => NOW + BigInt(hour) * 3_600n * 1_000_000_000n + 1_800_000_000_000n);
}

function expectWhole(rules: string, instants: readonly bigint[]): void {
  const { of, sampled } = vectorsOf(rules);
  const missed = instants.find((instant) => !sampled.has(of(instant)));
  expect(missed === undefined ? '' : `${formatInstant(missed)}\n${rules}`).toBe('');
}

describe('whole', () => {
  it.each(WHOLE)('%s', (_, rules) => {
    expect(vectorsOf(rules).isWhole).toBe(true);
    expectWhole(rules, instantsOf(2_000, 0));
  });
});

/** Each day at one time, for rare ones. */
it('finds the rare day', () => {
  const rules = clauses([date(), 'month == 2', 'day == 29', weekday('Friday'), clock(), 'hour >= 23', 'minute >= 30']);
  const late = NOW - (NOW % DAY) + (23n * 60n + 45n) * 60n * 1_000_000_000n;
  expectWhole(
    rules,
    Array.from({ length: YEARS * 365 }, (_, days) => late + BigInt(days) * DAY),
  );
});

const ZONES = ['', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const zone = fc.constantFrom(...ZONES);
const compared = (name: string, min: number, max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('==', '>=', '<', '!='), fc.integer({ min, max }))
    .map(([operator, number]) => `${name} ${operator} ${number}`);
const dated = fc.tuple(zone, fc.oneof(compared('month', 1, 12), compared('day', 1, 31), compared('year', 2024, 2031)));
const timed = fc.tuple(zone, fc.oneof(compared('hour', 0, 23), compared('minute', 0, 59)));
const condition = fc.oneof(
  dated.map(([own, test]): string[] => [date(own), test]),
  timed.map(([own, test]): string[] => [clock(own), test]),
  fc.tuple(zone, fc.constantFrom(...DAYS)).map(([own, day]): string[] => [weekday(day, own)]),
  fc.integer({ min: 1_700_000_000, max: 2_000_000_000 }).map((seconds): string[] => [`${NS} < ${seconds}000000000`]),
);
const policy = fc.array(condition, { minLength: 1, maxLength: 4 }).map((bodies) => clauses(...bodies));

it('is so of any conditions', { timeout: 600_000 }, () => {
  let whole = 0;
  const property = fc.property(policy, fc.nat(1_000), (rules, from) => {
    if (!vectorsOf(rules).isWhole) return;
    whole++;
    expectWhole(rules, instantsOf(100, from));
  });
  fc.assert(property, { seed, numRuns: 60 });
  expect(whole).toBeGreaterThan(30);
});
