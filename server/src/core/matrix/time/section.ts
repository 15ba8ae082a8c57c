/** A stretch of time of which every limit that a policy draws within it is looked at. */
import { Temporal } from 'temporal-polyfill';

/** Instants in nanoseconds since 1970. */
export interface Section {
  readonly start: bigint;
  /** The first instant beyond; undefined: it never ends. */
  readonly end: bigint | undefined;
}

export function inZone(instant: bigint, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(instant).toZonedDateTimeISO(zone);
}

/** The next midnight by that zone's clock, after an instant. */
export function nextMidnight(instant: bigint, zone: string): Temporal.ZonedDateTime {
  return inZone(instant, zone).toPlainDate().add({ days: 1 }).toZonedDateTime(zone);
}

export function isWithin(instant: bigint, { start, end }: Section): boolean {
  return instant >= start && (end === undefined || instant < end);
}
