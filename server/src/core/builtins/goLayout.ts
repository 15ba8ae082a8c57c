/**
 * What the parts of a layout stand for: Go's, which writes the reference time, Monday 2 January 2006 15:04:05 MST, as
 * the text is to look (https://pkg.go.dev/time#pkg-constants; `test/server/core/builtins/goLayout.test.ts` asks OPA).
 */
import { Temporal } from 'temporal-polyfill';
import { byName } from '../byName.ts';

/** One part of a layout, as it is written there; `means` is undefined for what stands for itself. */
export interface LayoutPart {
  readonly written: string;
  readonly means: string | undefined;
}

/** Layouts that OPA knows by a name (its `time.format`), and what they are. */
const NAMED: Readonly<Record<string, string>> = byName({
  ANSIC: 'Mon Jan _2 15:04:05 2006',
  UnixDate: 'Mon Jan _2 15:04:05 MST 2006',
  RubyDate: 'Mon Jan 02 15:04:05 -0700 2006',
  RFC822: '02 Jan 06 15:04 MST',
  RFC822Z: '02 Jan 06 15:04 -0700',
  RFC850: 'Monday, 02-Jan-06 15:04:05 MST',
  RFC1123: 'Mon, 02 Jan 2006 15:04:05 MST',
  RFC1123Z: 'Mon, 02 Jan 2006 15:04:05 -0700',
  RFC3339: '2006-01-02T15:04:05Z07:00',
  RFC3339Nano: '2006-01-02T15:04:05.999999999Z07:00',
});

interface Kind {
  readonly means: string;
  /** In UTC. */
  readonly write: (time: Temporal.ZonedDateTime) => string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

const month = ({ month: number }: Temporal.ZonedDateTime): string => MONTHS[number - 1] ?? '';
const weekday = ({ dayOfWeek }: Temporal.ZonedDateTime): string => DAYS[dayOfWeek - 1] ?? '';
const hour12 = ({ hour }: Temporal.ZonedDateTime): number => hour % 12 || 12;
const pad = (number: number, length: number, by = '0'): string => String(number).padStart(length, by);

const KINDS: Readonly<Record<string, Kind>> = byName({
  January: { means: 'month, by name', write: month },
  Jan: { means: 'month, three letters', write: (time) => month(time).slice(0, 3) },
  1: { means: 'month', write: (time) => String(time.month) },
  '01': { means: 'month, two digits', write: (time) => pad(time.month, 2) },
  Monday: { means: 'day of the week', write: weekday },
  Mon: { means: 'day of the week, three letters', write: (time) => weekday(time).slice(0, 3) },
  2: { means: 'day of the month', write: (time) => String(time.day) },
  _2: { means: 'day of the month, a blank before one digit', write: (time) => pad(time.day, 2, ' ') },
  '02': { means: 'day of the month, two digits', write: (time) => pad(time.day, 2) },
  '002': { means: 'day of the year, three digits', write: (time) => pad(time.dayOfYear, 3) },
  __2: { means: 'day of the year, blanks before', write: (time) => pad(time.dayOfYear, 3, ' ') },
  15: { means: 'hour, 00 to 23', write: (time) => pad(time.hour, 2) },
  3: { means: 'hour, 1 to 12', write: (time) => String(hour12(time)) },
  '03': { means: 'hour, 01 to 12', write: (time) => pad(hour12(time), 2) },
  4: { means: 'minute', write: (time) => String(time.minute) },
  '04': { means: 'minute, two digits', write: (time) => pad(time.minute, 2) },
  5: { means: 'second', write: (time) => String(time.second) },
  '05': { means: 'second, two digits', write: (time) => pad(time.second, 2) },
  2006: { means: 'year', write: (time) => pad(time.year, 4) },
  '06': { means: 'year, its last two digits', write: (time) => pad(time.year % 100, 2) },
  PM: { means: 'AM or PM', write: ({ hour }) => (hour < 12 ? 'AM' : 'PM') },
  pm: { means: 'am or pm', write: ({ hour }) => (hour < 12 ? 'am' : 'pm') },
  MST: { means: 'abbreviation of the zone', write: () => 'UTC' },
  Z0700: { means: 'offset from UTC, or Z', write: () => 'Z' },
  'Z07:00': { means: 'offset from UTC, or Z', write: () => 'Z' },
  Z07: { means: 'offset from UTC in hours, or Z', write: () => 'Z' },
  Z070000: { means: 'offset from UTC with seconds, or Z', write: () => 'Z' },
  'Z07:00:00': { means: 'offset from UTC with seconds, or Z', write: () => 'Z' },
  '-0700': { means: 'offset from UTC', write: () => '+0000' },
  '-07:00': { means: 'offset from UTC', write: () => '+00:00' },
  '-07': { means: 'offset from UTC in hours', write: () => '+00' },
  '-070000': { means: 'offset from UTC with seconds', write: () => '+000000' },
  '-07:00:00': { means: 'offset from UTC with seconds', write: () => '+00:00:00' },
});

/** In Go's order: the first that fits at a place is taken. `_2006` is a year behind an underscore. */
const PART = new RegExp(
  [
    'January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST',
    '002|0[1-6]|15|1|2006|2|__2|_2(?!006)|3|4|5',
    'PM|pm',
    '[-Z]07(?:0000|:00:00|00|:00|)',
    '[.,](?:0+|9+)(?!\\d)',
  ].join('|'),
  'g',
);

/** The layout that a name stands for; any other layout is itself. */
export function plainLayout(layout: string): string {
  return NAMED[layout] ?? layout;
}

/** The parts of a layout, in the order of the text. @param layout no name */
export function readLayout(layout: string): readonly LayoutPart[] {
  const parts: LayoutPart[] = [];
  let done = 0;
  for (const { index, 0: written } of layout.matchAll(PART)) {
    if (index > done) parts.push({ written: layout.slice(done, index), means: undefined });
    parts.push({ written, means: KINDS[written]?.means ?? tellFraction(written) });
    done = index + written.length;
  }
  if (done < layout.length) parts.push({ written: layout.slice(done), means: undefined });
  return parts;
}

function tellFraction(written: string): string {
  const digits = `${written.length - 1} ${written.length === 2 ? 'digit' : 'digits'}`;
  return written.endsWith('0') ? `fraction of a second, ${digits}` : `fraction of a second, ${digits} at most`;
}

/** An instant as `time.format` writes it in UTC. */
export function writeByLayout(parts: readonly LayoutPart[], nanoseconds: bigint): string {
  const time = Temporal.Instant.fromEpochNanoseconds(nanoseconds).toZonedDateTimeISO('UTC');
  return parts
    .map(({ written, means }) => {
      if (means === undefined) return written;
      return KINDS[written]?.write(time) ?? writeFraction(written, nanoseconds);
    })
    .join('');
}

function writeFraction(written: string, nanoseconds: bigint): string {
  const billion = 1_000_000_000n;
  const within = ((nanoseconds % billion) + billion) % billion;
  const digits = String(within)
    .padStart(9, '0')
    .slice(0, written.length - 1);
  const padded = digits.padEnd(written.length - 1, '0');
  const shown = written.endsWith('9') ? digits.replace(/0+$/, '') : padded;
  return shown === '' ? '' : written.charAt(0) + shown;
}
