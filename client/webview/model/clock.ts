/** Instants, as the wall clocks of a zone show them. */
import { Temporal } from 'temporal-polyfill';

/** The date and time of day that a zone's clocks show, to the second, as an input element has it; '' for no instant. */
export function toWallClock(at: string, zone: string): string {
  const time = readInstant(at)?.toZonedDateTimeISO(zone);
  return time ? time.toPlainDateTime().toString({ smallestUnit: 'second' }) : '';
}

/**
 * The instant at which a zone's clocks show it: RFC 3339 in UTC. Of two, the first; of none (summer time begins), as
 * much later as the clocks are put forward. Undefined for what is no date and time.
 */
export function fromWallClock(local: string, zone: string): string | undefined {
  try {
    return Temporal.PlainDateTime.from(local)
      .toZonedDateTime(zone, { disambiguation: 'compatible' })
      .toInstant()
      .toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** `Tue 24 Nov 2026, 02:00`; seconds and below only where there are any. */
export function describeInstant(at: string, zone: string): string {
  const time = readInstant(at)?.toZonedDateTimeISO(zone);
  if (!time) return at;
  const day = time.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${day}, ${timeOfDay(time)}`;
}

/** `Tue 02:00`, for what is within a few days. */
export function describeBriefly(at: string, zone: string): string {
  const time = readInstant(at)?.toZonedDateTimeISO(zone);
  return time ? `${time.toLocaleString('en-GB', { weekday: 'short' })} ${timeOfDay(time)}` : at;
}

function timeOfDay(time: Temporal.ZonedDateTime): string {
  const { hour, minute, second, millisecond, microsecond, nanosecond } = time;
  const digits = (number: number, length = 2): string => String(number).padStart(length, '0');
  const fraction = digits(millisecond, 3) + digits(microsecond, 3) + digits(nanosecond, 3);
  const clock = `${digits(hour)}:${digits(minute)}`;
  if (second === 0 && Number(fraction) === 0) return clock;
  const exact = Number(fraction) === 0 ? '' : fraction === '999999999' ? '.999…' : `.${fraction.replace(/0+$/, '')}`;
  return `${clock}:${digits(second)}${exact}`;
}

/** The zone that is meant where nobody chose one: the policy's own, else this machine's. */
export function defaultZone(zones: readonly string[]): string {
  return zones.find(isZone) ?? localZone();
}

/** The zones to choose from: the policy's own, this machine's and UTC first. */
export function listZones(zones: readonly string[]): string[] {
  return [...new Set([...zones.filter(isZone), localZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** Whether this machine knows it. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** RFC 3339, or decimal nanoseconds since 1970. */
function readInstant(at: string): Temporal.Instant | undefined {
  try {
    return /^\d+$/.test(at) ? Temporal.Instant.fromEpochNanoseconds(BigInt(at)) : Temporal.Instant.from(at);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
