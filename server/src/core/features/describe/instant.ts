import { Temporal } from 'temporal-polyfill';
import { LAST_INSTANT } from '../../simulation/instant.ts';
import { code, list, paragraphs } from './markdown.ts';

/** What a number may have been meant as, that is too small for nanoseconds of this century. */
const SCALES = [
  { unit: 'seconds', below: 10n ** 11n, factor: 10n ** 9n },
  { unit: 'milliseconds', below: 10n ** 14n, factor: 10n ** 6n },
  { unit: 'microseconds', below: 10n ** 17n, factor: 10n ** 3n },
];

const LEAST = 10n ** 8n;

/** Nanoseconds since 1970, in UTC and by the clocks of zones. Markdown; undefined where 64 bits do not hold it. */
export function describeInstant(nanoseconds: bigint, zones: readonly string[]): string | undefined {
  if (nanoseconds > LAST_INSTANT || nanoseconds < -LAST_INSTANT) return undefined;
  const clocks = ['UTC', ...zones].flatMap((zone) => {
    const time = readClock(nanoseconds, zone);
    return time === undefined ? [] : [`${time} ${zone}`];
  });
  return paragraphs(
    `**${clocks[0] ?? ''}** · ${code(String(nanoseconds))} nanoseconds since 1970`,
    list(clocks.slice(1)),
    describeScale(nanoseconds),
  );
}

/** `2026-01-01T00:00:00Z`; undefined where 64 bits do not hold it. */
export function writeInstant(nanoseconds: bigint): string | undefined {
  if (nanoseconds > LAST_INSTANT || nanoseconds < -LAST_INSTANT) return undefined;
  return Temporal.Instant.fromEpochNanoseconds(nanoseconds).toString();
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `Thursday 2026-01-01 01:00:00`. */
function readClock(nanoseconds: bigint, zone: string): string | undefined {
  try {
    const local = Temporal.Instant.fromEpochNanoseconds(nanoseconds).toZonedDateTimeISO(zone);
    const text = local.toPlainDateTime().toString().replace('T', ' ');
    return `${WEEKDAYS[local.dayOfWeek - 1] ?? ''} ${/:\d\d:\d\d/.test(text) ? text : `${text}:00`}`;
  } catch (error) {
    // This machine does not know every zone that OPA does.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function describeScale(nanoseconds: bigint): string | undefined {
  const scale = nanoseconds < LEAST ? undefined : SCALES.find(({ below }) => nanoseconds < below);
  const meant = scale && writeInstant(nanoseconds * scale.factor);
  return scale && meant && `As ${scale.unit} it would be ${meant}: OPA counts nanoseconds.`;
}
