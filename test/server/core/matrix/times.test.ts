/** What a matrix claims of time: by rule, or of what was tried; and that it is so at any instant of the years to come. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, describe, expect, it } from 'vitest';
import { describeWhere, tellWhere } from '../../../../server/src/core/matrix/words/where.ts';
import { formatInstant } from '../../../../server/src/core/simulation/instant.ts';
import { simulate } from '../../../../server/src/core/simulation/simulate.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import type { AccessMatrix, MatrixInstant } from '../../../../server/src/protocol/matrix.ts';
import { startEngine } from '../../../support/engine.ts';
import { matrixOf, NOW, read } from './askMatrix.ts';

const RUNS = 25;

const engine = startEngine();
afterAll(() => engine.dispose());

const clock = (variable: string, zone?: string): string =>
  zone === undefined
    ? `[${variable}, minute, _] := time.clock(input.request.timestamp_ns)`
    : `[${variable}, minute_${variable}, _] := time.clock([input.request.timestamp_ns, "${zone}"])`;
const date = '[year, month, day] := time.date(input.request.timestamp_ns)';
const weekday = (day: string): string => `time.weekday(input.request.timestamp_ns) == "${day}"`;

/** Denied when the conditions hold. What is told of it, up to `tried:`. */
const denied: [string, string[], string][] = [
  ['hours of a day', [clock('h', 'Europe/Berlin'), 'h >= 9', 'h < 17'], '09:00–17:00 (Europe/Berlin)'],
  [
    'hours by two clocks',
    [clock('h', 'Europe/Berlin'), 'h >= 9', 'h < 17', clock('g'), 'g >= 8', 'g < 16'],
    'while Europe/Berlin is at +01:00: 09:00–17:00; while Europe/Berlin is at +02:00: 10:00–17:00 (Europe/Berlin)',
  ],
  [
    'hours that meet in summer only',
    [clock('h', 'Europe/Berlin'), 'h == 12', clock('g'), 'g == 10'],
    'while Europe/Berlin is at +02:00: 12:00–13:00 (Europe/Berlin)',
  ],
  [
    'minutes that meet where a zone is half an hour off',
    [clock('h', 'Australia/Lord_Howe'), 'minute_h == 30', clock('g'), 'minute == 0'],
    'while Australia/Lord_Howe is at +10:30: :30–:31 each hour (Australia/Lord_Howe)',
  ],
  ['minutes of any hour', [clock('h'), 'minute < 30'], ':00–:30 each hour (UTC)'],
  ['minutes of some hours', [clock('h'), 'h < 2', 'minute < 30'], '00:00–00:30; 01:00–01:30 (UTC)'],
  ['a weekday', [weekday('Monday'), clock('h'), 'h > 21'], 'Mon 22:00–24:00 (UTC)'],
  ['a freeze', [date, 'month == 12', 'day >= 24'], '24–31 Dec each year (UTC)'],
  ['29 February', [date, 'month == 2', 'day == 29'], '29 Feb each year (UTC)'],
  ['a month', [date, 'month == 2', 'day < 29'], '1–28 Feb each year (UTC)'],
  ['spring, but for a day', [date, 'month < 4', 'not is_leap'], 'at any time but 1 Apr–31 Dec; 29 Feb each year (UTC)'],
  ['Friday 13th', [date, 'day == 13', weekday('Friday')], 'tried: 2026-03-13 00:00–24:00 (UTC)'],
  ['a Monday late', [date, 'day >= 30', weekday('Monday')], 'tried: 2026-03-30 00:00–24:00 (UTC)'],
  [
    '29 February on a Friday',
    [date, 'month == 2', 'day == 29', weekday('Friday')],
    'tried: 2036-02-29 00:00–24:00 (UTC)',
  ],
  ['what is over', ['input.request.timestamp_ns < 1700000000000000000'], 'before 2023-11-14 22:13:20 (UTC)'],
  ['what is to come', ['input.request.timestamp_ns >= 1930000000000000000'], '2031-02-27 23:06:40 on (UTC)'],
];

function write(conditions: readonly string[]): PolicySource {
  const deny = `deny if {\n  ${conditions.join('\n  ')}\n}`;
  const leap = `is_leap if {\n  ${date}\n  month == 2\n  day == 29\n}`;
  return { text: `package spacelift\n\nallow if input.session.member\n\n${deny}\n\n${leap}\n`, engine: 'v1' };
}

const ask = (source: PolicySource): Promise<AccessMatrix> => matrixOf(engine, [read(source)], undefined);

describe('what is told', () => {
  it.each(denied)('of %s', async (_, conditions, words) => {
    const text = conditions.includes('not is_leap') ? write(conditions) : withoutHelper(write(conditions));
    const matrix = await ask(text);
    const member = matrix.subjects.findIndex(({ kind }) => kind === 'member');
    const row = matrix.rows.find(
      ({ outcome, subjects }) => matrix.outcomes[outcome]?.level === 'deny' && subjects.includes(member),
    );
    expect(describeWhere(matrix, row?.where ?? []).map(tellWhere)).toEqual([words]);
  });
});

function withoutHelper({ text }: PolicySource): PolicySource {
  return { text: text.slice(0, text.indexOf('\nis_leap')), engine: 'v1' };
}

const examples = path.resolve(import.meta.dirname, '../../../../examples');
const timed = [path.join(examples, 'login.rego'), ...listPatterns()]
  .map((file): [string, PolicySource] => {
    const text = fs.readFileSync(file, 'utf8');
    return [path.basename(file), { text, engine: file.includes('.v0.') ? 'v0' : 'v1' }];
  })
  .filter(([, { text }]) => text.includes('timestamp_ns'));

function listPatterns(): string[] {
  const folder = path.join(examples, 'patterns');
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.rego'))
    .map((name) => path.join(folder, name));
}

describe('what is claimed holds in the three years to come', () => {
  const all = [...denied.map(([name, conditions]): [string, PolicySource] => [name, write(conditions)]), ...timed];
  it.each(all)('of %s', async (_, source) => {
    const matrix = await ask(source);
    const subject = Math.max(
      0,
      matrix.subjects.findIndex(({ kind }) => kind === 'member' || kind === 'team'),
    );
    const [address] = matrix.addresses;
    const days = fc.record({
      hours: fc.integer({ min: 0, max: 3 * 366 * 24 }),
      seconds: fc.integer({ min: 0, max: 3_599 }),
    });
    let claimed = 0;
    for (const { hours, seconds } of fc.sample(days, { numRuns: RUNS, seed: 8 })) {
      const at = NOW + BigInt(hours * 3_600 + seconds) * 1_000_000_000n;
      const place = placeOf(at, matrix);
      if (place === undefined) continue;
      claimed++;
      const session = { ...matrix.subjects[subject]?.session, at: formatInstant(at), ...(address?.ip && address) };
      const outcome = matrix.outcomes[matrix.cells[subject * size(matrix) + place] ?? -1];
      const request = { session, evaluator: 'interpreter', explain: false, weigh: false } as const;
      const result = await simulate(source, request, { engine, clock: { now: () => NOW } });
      const level = result.ok ? result.report.decision.access_level : 'failed';
      expect(outcome?.level, `${session.at}\n${source.text}`).toBe(level);
    }
    if (matrix.instants.some(({ recurs }) => recurs !== undefined)) expect(claimed).toBe(RUNS);
  });
});

function size({ addresses, instants }: AccessMatrix): number {
  return addresses.length * instants.length;
}

/** Which of the instants stands for another, as a reader takes the words; none where nothing is claimed. */
function placeOf(at: bigint, { instants, zones }: AccessMatrix): number | undefined {
  const place = instants.findLastIndex((one) => standsFor(one, at, zones));
  return place >= 0 ? place : undefined;
}

function standsFor(instant: MatrixInstant, at: bigint, zones: readonly string[]): boolean {
  const start = Temporal.Instant.from(instant.at ?? '1970-01-01T00:00:00Z').epochNanoseconds;
  const end = instant.until === undefined ? undefined : Temporal.Instant.from(instant.until).epochNanoseconds;
  const { recurs } = instant;
  if (recurs === undefined || recurs === 'never')
    return at >= start && (end === undefined ? recurs === 'never' : at < end);
  if (recurs !== 'year' && zones.length > 1 && offsetsAt(start, zones) !== offsetsAt(at, zones)) return false;
  const [from, to, own] = [start, end ?? start, at].map((one) => wallOf(one, zones[0] ?? 'UTC'));
  if (!from || !to || !own) return false;
  if (recurs !== 'year') {
    const length = { hour: 3_600, day: 86_400, week: 604_800 }[recurs];
    const since = (((own.seconds - from.seconds) % length) + length) % length;
    return since < to.seconds - from.seconds;
  }
  // 29 February stands for itself where it is looked at.
  for (let year = from.date.year; year <= to.date.year; year++) {
    const { month, day } = own.date;
    const isLeap = month === 2 && day === 29;
    const date = isLeap && !new Temporal.PlainDate(year, 1, 1).inLeapYear ? undefined : { year, month, day };
    const same = date && Temporal.PlainDate.from(date);
    if (same && Temporal.PlainDate.compare(same, from.date) >= 0 && Temporal.PlainDate.compare(same, to.date) < 0)
      return true;
  }
  return false;
}

function offsetsAt(at: bigint, zones: readonly string[]): string {
  return zones.map((zone) => Temporal.Instant.fromEpochNanoseconds(at).toZonedDateTimeISO(zone).offset).join();
}

/** Seconds by the wall clock since a Thursday, 1970. */
function wallOf(at: bigint, zone: string): { date: Temporal.PlainDate; seconds: number } {
  const time = Temporal.Instant.fromEpochNanoseconds(at).toZonedDateTimeISO(zone);
  const seconds = time.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds / 1_000;
  return { date: time.toPlainDate(), seconds };
}
