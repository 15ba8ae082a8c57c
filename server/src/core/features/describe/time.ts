/** Instants in words. */
import { BadInput } from '../../badInput.ts';
import { formatInstant, parseTimestamp } from '../../simulation/instant.ts';

const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;

const UNITS = [
  ['year', 365n * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

/** `2026-11-02 06:00 UTC`; the text itself where it is no instant. */
function day(text: string): string {
  const instant = readInstant(text);
  return instant === undefined ? text : `${formatInstant(instant).slice(0, 16).replace('T', ' ')} UTC`;
}

/** `3 days ago`, `in 2 hours`, `just now`; nothing where the text is no instant. Times are nanoseconds since 1970. */
function distance(text: string, now: bigint): string | undefined {
  const instant = readInstant(text);
  if (instant === undefined) return undefined;
  const far = instant < now ? now - instant : instant - now;
  const [unit, length] = UNITS.find(([, size]) => far >= size) ?? [];
  if (unit === undefined) return 'just now';
  const count = far / length;
  const words = `${String(count)} ${unit}${count === 1n ? '' : 's'}`;
  return instant < now ? `${words} ago` : `in ${words}`;
}

/** `2026-11-02 06:00 UTC, 3 days ago`. */
export function dayAndDistance(text: string, now: bigint): string {
  const far = distance(text, now);
  return far === undefined ? day(text) : `${day(text)}, ${far}`;
}

/** As `dayAndDistance`, of what has been: a clock that is behind tells no age. */
export function dayAndAge(text: string, now: bigint): string {
  const instant = readInstant(text);
  return instant !== undefined && instant > now ? day(text) : dayAndDistance(text, now);
}

function readInstant(text: string): bigint | undefined {
  try {
    return parseTimestamp(text);
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}
