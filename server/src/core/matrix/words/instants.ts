/**
 * Some of a matrix's instants, in words, by the first clock that the policies read. Each stands until the next one,
 * unless others were left out.
 */
import { Temporal } from 'temporal-polyfill';
import type { SessionAxes } from '../../../protocol/matrix.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Stretches of time one by one are for a few. */
const MOST = 4;
/** What comes again each week is told by weekdays. */
const WEEK_HOURS = 8 * 24;
const DAY_HOURS = 25;

interface Stretch {
  readonly from: Temporal.ZonedDateTime;
  /** The first instant beyond; undefined where there is none. */
  readonly to: Temporal.ZonedDateTime | undefined;
}

/**
 * `Tue, Thu 02:00–04:00 (Europe/Berlin)`; undefined for all instants.
 * @param places in `instants`, ascending
 */
export function describeInstants(
  { instants, zones, areInstantsCut }: Pick<SessionAxes, 'instants' | 'zones' | 'areInstantsCut'>,
  places: readonly number[],
): string | undefined {
  if (places.length === instants.length) return undefined;
  const zone = zones[0] ?? 'UTC';
  const times = instants.map(({ at = '1970-01-01T00:00:00Z' }) => Temporal.Instant.from(at).toZonedDateTimeISO(zone));
  const format = formatFor(times);
  if (areInstantsCut) {
    const moments = places.flatMap((place) => times[place] ?? []).map((time) => `${format(time)}${clockOf(time)}`);
    return `at ${listSome(moments)} (${zone})`;
  }
  // What holds at the first of them and at the last goes on around those that are looked at.
  const goesOn = places[0] === 0 && places.at(-1) === instants.length - 1;
  const told = goesOn ? instants.map((_, place) => place).filter((place) => !places.includes(place)) : places;
  const stretches = toStretches(told, times);
  return `${goesOn ? 'at any time but ' : ''}${listSome(mergeDays(stretches, format))} (${zone})`;
}

function listSome(all: readonly string[]): string {
  const more = all.length > MOST ? [`${all.length - MOST} more`] : [];
  return [...all.slice(0, MOST), ...more].join('; ');
}

function toStretches(places: readonly number[], times: readonly Temporal.ZonedDateTime[]): Stretch[] {
  const own = new Set(places);
  const starts = places.filter((place) => !own.has(place - 1));
  return starts.flatMap((start) => {
    let end = start;
    while (own.has(end)) end++;
    const from = times[start];
    return from ? [{ from, to: times[end] }] : [];
  });
}

type DayFormat = (time: Temporal.ZonedDateTime) => string;

/** How to tell days apart: not at all, by weekday, or by date. */
function formatFor(times: readonly Temporal.ZonedDateTime[]): DayFormat {
  const [first, last] = [times[0], times.at(-1)];
  const hours = first && last ? first.until(last, { largestUnit: 'hours' }).hours : 0;
  if (hours <= DAY_HOURS) return () => '';
  return hours <= WEEK_HOURS
    ? ({ dayOfWeek }) => `${WEEKDAYS[dayOfWeek - 1] ?? ''} `
    : (time) => `${time.toPlainDate().toString()} `;
}

/** Days with the same hours together: `Tue, Thu 02:00–04:00`. */
function mergeDays(stretches: readonly Stretch[], day: DayFormat): string[] {
  const byHours = new Map<string, string[]>();
  for (const { from, to } of stretches) {
    const end = describeEnd(from, to, day);
    const key = `${clockOf(from)}${end}`;
    const days = byHours.get(key) ?? [];
    byHours.set(key, [...days, day(from).trim()]);
  }
  return [...byHours].map(([hours, days]) => [[...new Set(days)].join(', '), hours].filter(Boolean).join(' '));
}

function describeEnd(from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime | undefined, day: DayFormat): string {
  if (to === undefined) return ' on';
  const isMidnight = clockOf(to) === '00:00';
  const isSameDay = to.toPlainDate().equals(from.toPlainDate());
  const isNextMidnight = isMidnight && to.toPlainDate().equals(from.toPlainDate().add({ days: 1 }));
  if (isSameDay || isNextMidnight) return `–${isMidnight ? '24:00' : clockOf(to)}`;
  return `–${day(to)}${clockOf(to)}`;
}

/** As exact as it has to be: `02:00`, `03:59:59.999999999`. */
export function clockOf(time: Temporal.ZonedDateTime): string {
  const clock = time.toPlainTime();
  const isWhole = clock.second + clock.millisecond + clock.microsecond + clock.nanosecond === 0;
  return clock.toString(isWhole ? { smallestUnit: 'minute' } : {});
}
