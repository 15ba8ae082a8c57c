/** Days that a policy's dates tell apart, such as the next Friday 13th: looked for day by day, as far as years ahead. */
import { Temporal } from 'temporal-polyfill';
import { readTimeTests, type Holds } from '../../features/suggestions/windows.ts';
import { groupBy } from '../../syntax/multimap.ts';
import type { Boundary } from '../../syntax/values/boundaries.ts';
import { isLimit } from './limitsWithin.ts';
import { inZone, type Section } from './section.ts';

const DATES: ReadonlySet<Boundary['domain']> = new Set(['weekday', 'day', 'month', 'year']);
/** 29 February on a Friday comes within 28 years. */
const YEARS_AHEAD = 30;
/** Of one zone: more is no longer read by anybody. */
const MOST = 48;

/** `isWhole`: there are no others, as far as the text tells. */
export function findDays(
  zone: string,
  boundaries: readonly Boundary[],
  now: bigint,
): { days: Section[]; isWhole: boolean } {
  const dates = boundaries.filter(({ domain }) => DATES.has(domain));
  const today = inZone(now, zone).toPlainDate();
  const tests = readTimeTests(dates);
  const clauses = [...groupBy(dates, ({ condition }) => condition?.clause).values()].map(readTimeTests);
  const found = new Map<string, Temporal.PlainDate>();
  for (const day of [...daysFrom(today, 1), ...yearsNamed(dates).flatMap(daysOfYear)]) {
    const key = tests ? textOf(day, zone, tests) : isLimit(day, dates) ? day.toString() : '';
    if (!found.has(key)) found.set(key, day);
  }
  for (const clause of clauses) {
    const holds = (day: Temporal.PlainDate): boolean => clause?.every((test) => test(noonOf(day, zone))) === true;
    if (clause === undefined || [...found.values()].some(holds)) continue;
    const later = firstOf(today, holds);
    if (later) found.set(later.toString(), later);
  }
  const all = [...found.values()];
  return { days: all.slice(0, MOST).map((day) => sectionOf(day, zone)), isWhole: all.length <= MOST };
}

function textOf(day: Temporal.PlainDate, zone: string, tests: readonly Holds[]): string {
  const noon = noonOf(day, zone);
  return tests.map((test) => Number(test(noon))).join('');
}

function noonOf(day: Temporal.PlainDate, timeZone: string): bigint {
  return day.toZonedDateTime({ timeZone, plainTime: '12:00' }).epochNanoseconds;
}

function* daysFrom(first: Temporal.PlainDate, years: number): Generator<Temporal.PlainDate> {
  const end = first.add({ years, days: 1 });
  for (let day = first; Temporal.PlainDate.compare(day, end) < 0; day = day.add({ days: 1 })) yield day;
}

function daysOfYear(year: number): Temporal.PlainDate[] {
  return [...daysFrom(new Temporal.PlainDate(year, 1, 1), 1)];
}

function firstOf(
  today: Temporal.PlainDate,
  holds: (day: Temporal.PlainDate) => boolean,
): Temporal.PlainDate | undefined {
  for (const day of daysFrom(today, YEARS_AHEAD)) if (holds(day)) return day;
  return undefined;
}

/** Those that a login can be in, and the first after each. */
function yearsNamed(boundaries: readonly Boundary[]): number[] {
  const named = boundaries.flatMap(({ domain, literal }) =>
    domain === 'year' && literal.kind === 'number' ? [Math.ceil(literal.value), Math.floor(literal.value) + 1] : [],
  );
  return [...new Set(named)].filter((year) => year >= 1970 && year <= 2261).slice(0, 8);
}

function sectionOf(day: Temporal.PlainDate, zone: string): Section {
  const [start, end] = [day, day.add({ days: 1 })].map((one) => one.toZonedDateTime(zone).epochNanoseconds);
  return { start: start ?? 0n, end };
}
