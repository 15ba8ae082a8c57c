/** What a policy's dates tell apart of days, by one zone's calendar. */
import { readTimeTests } from '../../features/suggestions/windows.ts';
import type { Boundary } from '../../syntax/values/boundaries.ts';
import { dateOf, type CivilDay } from './civilDays.ts';

type Part = Boundary['domain'];

const DATES: ReadonlySet<Part> = new Set(['weekday', 'day', 'month', 'year']);

/** Days with the same text are not told apart. */
export type KindOf = (day: CivilDay) => string;

/** @param boundaries what is read in that zone */
export function readDayKinds(boundaries: readonly Boundary[], zone: string): KindOf {
  const dates = boundaries.filter(({ domain }) => DATES.has(domain));
  if (dates.length === 0) return () => '';
  const tests = readTimeTests(dates);
  const readsWeekday = dates.some(({ domain }) => domain === 'weekday');
  const [months, days, years] = (['month', 'day', 'year'] as const).map((part) => sidesOf(dates, part));
  const known = new Map<string, string>();
  return (day) => {
    const weekday = readsWeekday ? day.weekday : '';
    const sides = `${months?.(day.month)} ${days?.(day.day)} ${years?.(day.year)} ${weekday}`;
    if (!tests) return sides;
    const before = known.get(sides);
    if (before !== undefined) return before;
    const noon = dateOf(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochNanoseconds;
    const kind = tests.map((test) => Number(test(noon))).join('');
    known.set(sides, kind);
    return kind;
  };
}

/** On which side of each constant a number is. */
function sidesOf(dates: readonly Boundary[], part: Part): (value: number) => string {
  const limits = dates.flatMap(({ domain, literal }) =>
    domain === part && literal.kind === 'number' ? [literal.value] : [],
  );
  const known = new Map<number, string>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const sides = limits.map((limit) => Math.sign(value - limit)).join();
    known.set(value, sides);
    return sides;
  };
}
