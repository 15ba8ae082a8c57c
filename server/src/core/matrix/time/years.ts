/** Which years show all kinds of days. */
import type { DatedTime } from './days.ts';
import { inZone } from './section.ts';

/** Dates are on the same weekdays again, and clocks changed on the same days. */
const CYCLE = 28;
/** Until a 29 February comes again, also about the year 2100. */
const LEAP = 8;
/** What nanoseconds since 1970 reach, and a year less, as days about those are looked at too. */
const [FIRST_YEAR, LAST_YEAR] = [1971, 2260];

/**
 * This one and those after it, those that are named and their neighbours, each with as many as tell all kinds of days.
 * In runs, from the first to the last of each, ascending.
 */
export function listYears({ boundaries, zones, named }: DatedTime, thisYear: number): [number, number][] {
  const isFew = zones.length === 1 && !boundaries.some(({ domain }) => domain === 'weekday');
  const length = isFew ? LEAP : CYCLE;
  const told = boundaries.flatMap(({ domain, literal }) =>
    domain === 'year' && literal.kind === 'number' ? [Math.ceil(literal.value), Math.floor(literal.value) + 1] : [],
  );
  const starts = [...told, ...named.map((instant) => inZone(instant, 'UTC').year)];
  const before = starts.length > 0 ? [Math.min(...starts) - length - 1] : [];
  const years = [thisYear, ...starts, ...before].flatMap((year) =>
    Array.from({ length: length + 1 }, (_, index) => year + index),
  );
  const possible = [...new Set(years)].filter((year) => year >= FIRST_YEAR && year <= LAST_YEAR).sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const year of possible) {
    const last = runs.at(-1);
    if (last && year === last[1] + 1) last[1] = year;
    else runs.push([year, year]);
  }
  return runs;
}
