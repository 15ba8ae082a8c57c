/** Instants: RFC 3339 or decimal nanoseconds on the outside, nanoseconds since 1970 (`bigint`) inside. Exact both ways. */
import { Temporal } from 'temporal-polyfill';
import { BadInput } from '../badInput.ts';

/** What `timestamp_ns` can hold: 64 bits with a sign. 2262-04-11T23:47:16.854775807Z. */
export const LAST_INSTANT = 2n ** 63n - 1n;
const EXAMPLE = '2026-11-24T03:00:00Z';

const DATE = '\\d{4}-\\d{2}-\\d{2}';
const TIME = '\\d{2}:\\d{2}:\\d{2}';
const OFFSET = '(?:[zZ]|[+-]\\d{2}:\\d{2})';
const RFC3339 = new RegExp(`^${DATE}[tT ]${TIME}(?:\\.\\d{1,9})?${OFFSET}$`);
const PLAIN = /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/;

/** Shapes that people write by mistake, and what each lacks. The first that fits is told. */
const MISTAKES: readonly { shape: RegExp; message: string }[] = [
  { shape: new RegExp(`^${DATE}$`), message: 'is a date without a time of day and an offset' },
  {
    shape: new RegExp(`^${DATE}[tT ]${TIME}(?:\\.\\d+)?$`),
    message: 'has no offset from UTC: end it with Z, or with an offset such as +02:00',
  },
  {
    shape: new RegExp(`^${DATE}[tT ]${TIME}\\.\\d{10,}${OFFSET}$`),
    message: 'has more than nine digits after the point: a nanosecond is the smallest step',
  },
];

/** Units that other programs count Unix time in; as nanoseconds, numbers of our time in them are days in 1970. */
const COARSER_UNITS = [
  { unit: 'seconds', nanoseconds: 1_000_000_000n },
  { unit: 'milliseconds', nanoseconds: 1_000_000n },
  { unit: 'microseconds', nanoseconds: 1_000n },
] as const;
/** From September 2001 to November 2286, in seconds since 1970. */
const OUR_TIME = { first: 10n ** 9n, end: 10n ** 10n };

/**
 * The instant that `text` names, in nanoseconds since 1970-01-01T00:00:00Z: RFC 3339 (with `Z` or an offset, at most
 * nine digits of fraction; `t`, `z` and a space for the `T` are allowed, as the RFC does) or decimal nanoseconds.
 * A leap second (`:60`) is refused: Unix time has no number for it.
 * @throws {BadInput} for anything else, before 1970, after what 64 bits hold, or in another unit than nanoseconds.
 */
export function parseInstant(text: string): bigint {
  const nanoseconds = /^(?:0|-?[1-9]\d*)$/.test(text) ? parseNumber(text) : parseTimestamp(text);
  if (nanoseconds < 0n) throw new BadInput(`The instant "${text}" is before 1970, which a login can't be`);
  if (nanoseconds > LAST_INSTANT) {
    throw new BadInput(
      `The instant "${text}" is after ${formatInstant(LAST_INSTANT)}, the last that 64 bits of nanoseconds hold`,
    );
  }
  return nanoseconds;
}

function parseNumber(text: string): bigint {
  const number = BigInt(text);
  const coarser = findCoarserUnit(number);
  if (coarser === undefined) return number;
  const { unit, meant } = coarser;
  throw new BadInput(
    `${text} is ${formatInstant(meant)} in ${unit}, but ${formatInstant(number)} in nanoseconds, as it would be read: ` +
      `write ${formatInstant(meant)} or ${meant}`,
  );
}

/**
 * The unit of a number that would be nanoseconds since 1970, and is rather one of seconds, milliseconds or microseconds
 * of our time; and the instant that is meant, in nanoseconds. Undefined for any other number.
 */
export function findCoarserUnit(number: bigint): { unit: string; meant: bigint } | undefined {
  const found = COARSER_UNITS.find(({ nanoseconds }) => {
    const perSecond = 1_000_000_000n / nanoseconds;
    return number >= OUR_TIME.first * perSecond && number < OUR_TIME.end * perSecond;
  });
  return found && { unit: found.unit, meant: number * found.nanoseconds };
}

/**
 * RFC 3339 as nanoseconds since 1970, of any year from 0000 to 9999 (so that an expiry in the year 9999 can be read).
 * @throws {BadInput} for anything else.
 */
export function parseTimestamp(text: string): bigint {
  if (!RFC3339.test(text)) {
    const mistake = MISTAKES.find(({ shape }) => shape.test(text))?.message ?? 'is no instant';
    throw new BadInput(`"${text}" ${mistake}. Right would be RFC 3339, such as ${EXAMPLE}`);
  }
  if (text.slice(17, 19) === '60') {
    throw new BadInput(`"${text}" is a leap second, which Unix time has no number for: write :59 or the next minute`);
  }
  const plain = parsePlain(text);
  if (plain !== undefined) return plain;
  try {
    return Temporal.Instant.from(text).epochNanoseconds;
  } catch {
    throw new BadInput(`"${text}" names a day, time or offset that doesn't exist. Right would be such as ${EXAMPLE}`);
  }
}

/** As accounts have them, by the thousand; undefined where another look is needed. */
function parsePlain(text: string): bigint | undefined {
  const [, seconds, fraction = ''] = PLAIN.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  const milliseconds = Date.parse(`${seconds}Z`);
  // Of February's 30th a Date makes another day. For what is none at all it has no number.
  if (new Date(milliseconds).getUTCDate() !== Number(seconds.slice(8, 10))) return undefined;
  return BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

/** RFC 3339 in UTC, with as many digits of fraction as it needs: `2026-11-24T03:00:00.5Z`. */
export function formatInstant(nanoseconds: bigint): string {
  return Temporal.Instant.fromEpochNanoseconds(nanoseconds).toString();
}
