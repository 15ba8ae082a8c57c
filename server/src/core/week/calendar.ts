/**
 * A week by the clock of a time zone. Time zones are those of this machine's ICU; OPA has its own table. Where the two
 * differ, hours are ICU's, and what is decided in them is OPA's.
 */
import { Temporal } from 'temporal-polyfill';
import { BadInput } from '../badInput.ts';
import { nearestZone } from '../builtins/zone.ts';
import { formatInstant, LAST_INSTANT } from '../simulation/instant.ts';

/** In nanoseconds. */
const HOUR = 3_600_000_000_000;

/** From `start` on, up to `end`, in nanoseconds since 1970. */
export interface Stretch {
  readonly start: bigint;
  /** The first instant beyond. */
  readonly end: bigint;
}

/** One hour of the clock: it ends where the clock shows another, or is changed. */
export interface CalendarHour extends Stretch {
  /** 0–23 */
  readonly hour: number;
  /** When it was or would have been on the dot, by the clock as it is in this stretch. */
  readonly onTheDot: bigint;
}

export interface CalendarDay {
  /** `2026-11-24` */
  readonly date: string;
  /** None on a day that the zone has left out. */
  readonly hours: readonly CalendarHour[];
}

export interface CalendarWeek extends Stretch {
  readonly zone: string;
  /** Seven; Monday first. */
  readonly days: readonly CalendarDay[];
  /** When the zone's clock is changed in this week. */
  readonly changes: readonly Temporal.ZonedDateTime[];
}

/**
 * The week that a day is in.
 * @param zone an IANA name
 * @param date `2026-11-24`
 * @throws {BadInput} for a zone that is not known, a date that is none, and a week that no timestamp reaches
 */
export function readWeek(zone: string, date: string): CalendarWeek {
  checkZone(zone);
  const monday = mondayOf(readDate(date));
  const dates = Array.from({ length: 8 }, (_, days) => monday.add({ days }));
  const starts = dates.map((day) => day.toZonedDateTime(zone));
  const [start, end] = [starts[0]?.epochNanoseconds ?? 0n, starts.at(-1)?.epochNanoseconds ?? 0n];
  if (start < 0n || end > LAST_INSTANT) {
    const [first, last] = [0n, LAST_INSTANT].map(formatInstant);
    throw new BadInput(`The week of "${date}" is not all within what a timestamp holds: ${first} to ${last}`);
  }
  const changes = listChanges(zone, { start, end });
  const days = dates.slice(0, 7).map((day, index): CalendarDay => {
    const [from, to] = [starts[index], starts[index + 1]];
    return { date: day.toString(), hours: from && to ? listHours(from, to, changes) : [] };
  });
  return { zone, start, end, days, changes };
}

/**
 * The day that an instant is in, by the clock of a zone: `2026-11-24`.
 * @param instant in nanoseconds since 1970
 * @throws {BadInput} for a zone that is not known
 */
export function dateIn(zone: string, instant: bigint): string {
  checkZone(zone);
  return Temporal.Instant.fromEpochNanoseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Mondays of the weeks in which the zone's clock is changed, in the year before a week and the year after it. */
export function listClockChanges({ zone, days }: CalendarWeek): string[] {
  const monday = Temporal.PlainDate.from(days[0]?.date ?? '1970-01-01');
  const [start, end] = [monday.subtract({ years: 1 }), monday.add({ years: 1, weeks: 1 })].map(
    (day) => day.toZonedDateTime(zone).epochNanoseconds,
  );
  const changes = listChanges(zone, { start: start ?? 0n, end: end ?? 0n });
  return [...new Set(changes.map((change) => mondayOf(change.toPlainDate()).toString()))];
}

function checkZone(zone: string): void {
  // Offsets are no zones, though a clock can be read by them.
  if (/^[A-Za-z]/.test(zone) && isKnownZone(zone)) return;
  const nearest = nearestZone(zone) ?? 'Europe/Berlin';
  throw new BadInput(`"${zone}" is no time zone that is known here: right would be an IANA name such as ${nearest}`);
}

/** Whether this machine has the zone. */
export function isKnownZone(zone: string): boolean {
  try {
    return Temporal.Instant.fromEpochNanoseconds(0n).toZonedDateTimeISO(zone).year >= 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function readDate(date: string): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new BadInput(`"${date}" is no date. Right would be such as 2026-11-24`);
}

function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

/** When the zone's clock is changed, ascending. */
function listChanges(zone: string, { start, end }: Stretch): Temporal.ZonedDateTime[] {
  const changes: Temporal.ZonedDateTime[] = [];
  const before = Temporal.Instant.fromEpochNanoseconds(start - 1n).toZonedDateTimeISO(zone);
  for (let at = before.getTimeZoneTransition('next'); at && at.epochNanoseconds < end;) {
    changes.push(at);
    at = at.getTimeZoneTransition('next');
  }
  return changes;
}

/** The hours of a zone's clock; the first and the last may be cut. */
export function listHoursWithin(zone: string, { start, end }: Stretch): CalendarHour[] {
  const [from, to] = [start, end].map((at) => Temporal.Instant.fromEpochNanoseconds(at).toZonedDateTimeISO(zone));
  return from && to ? listHours(from, to, listChanges(zone, { start, end })) : [];
}

function listHours(
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
  changes: readonly Temporal.ZonedDateTime[],
): CalendarHour[] {
  const hours: CalendarHour[] = [];
  let at = from;
  while (at.epochNanoseconds < to.epochNanoseconds) {
    const gone = nanosecondsGone(at);
    const candidates = [at.add({ nanoseconds: HOUR - gone }), ...changes, to];
    const [end] = candidates.filter((one) => one.epochNanoseconds > at.epochNanoseconds).sort(compareInstants);
    if (!end) break;
    const start = at.epochNanoseconds;
    hours.push({ hour: at.hour, start, end: end.epochNanoseconds, onTheDot: start - BigInt(gone) });
    at = end;
  }
  return hours;
}

/** Of the hour that the clock shows. */
function nanosecondsGone({ minute, second, millisecond, microsecond, nanosecond }: Temporal.ZonedDateTime): number {
  return (((minute * 60 + second) * 1000 + millisecond) * 1000 + microsecond) * 1000 + nanosecond;
}

function compareInstants(a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): number {
  return a.epochNanoseconds < b.epochNanoseconds ? -1 : Number(a.epochNanoseconds > b.epochNanoseconds);
}
