/** Layouts of dates and times, as OPA's `time.parse_ns` takes them: Go's, by the reference time 2006-01-02T15:04:05. */

/** Layouts that OPA knows by a name. */
const NAMED = new Set([
  'ANSIC',
  'UnixDate',
  'RubyDate',
  'RFC822',
  'RFC822Z',
  'RFC850',
  'RFC1123',
  'RFC1123Z',
  'RFC3339',
  'RFC3339Nano',
]);

/** A layout without one reads the year 0, which is before what nanoseconds in 64 bits can hold. */
export function hasYear(layout: string): boolean {
  return NAMED.has(layout) || layout.includes('06');
}

const PARTS: Readonly<Record<string, string>> = {
  '2006': String.raw`(?<year>\d{4})`,
  '01': String.raw`(?<month>\d\d)`,
  '02': String.raw`(?<day>\d\d)`,
  '15': String.raw`(?<hour>\d{1,2})`,
  '04': String.raw`(?<minute>\d\d)`,
  '05': String.raw`(?<second>\d\d)(?<fraction>[.,]\d+)?`,
  'Z07:00': String.raw`(?<zone>Z|[+-](?:[01]\d|2[0-4]):(?:[0-5]\d|60))`,
};

/** What may stand between two parts. A blank stands for several too, all else for itself. */
const BETWEEN: Readonly<Record<string, string>> = {
  '-': '-',
  '/': '/',
  ':': ':',
  T: 'T',
  '.': String.raw`\.`,
  ' ': ' +',
};

/**
 * Whether a text can be read by a layout. Undefined for layouts of other parts than a year, months, days and a clock,
 * each of two digits, and for years that may be out of range.
 */
export function fitsLayout(layout: string, text: string): boolean | undefined {
  const pattern = patternOf(layout);
  if (!pattern) return undefined;
  const { groups } = pattern.exec(text) ?? {};
  return groups ? isInRange(groups) : false;
}

/** What a text that fits says, in RFC 3339: what it does not say is the first of its kind, and its zone UTC. */
export function timestampOf(layout: string, text: string): string | undefined {
  const { groups } = patternOf(layout)?.exec(text) ?? {};
  if (groups?.['year'] === undefined) return undefined;
  const { year, month = '01', day = '01', hour = '00', minute = '00', second = '00' } = groups;
  const { fraction = '', zone = 'Z' } = groups;
  return `${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute}:${second}${fraction.replace(',', '.')}${zone}`;
}

function patternOf(layout: string): RegExp | undefined {
  const parts = layout.match(/Z07:00|2006|\d\d|./gs) ?? [];
  const known = parts.map((part) => PARTS[part] ?? BETWEEN[part]);
  const read = parts.filter((part) => part in PARTS);
  if (known.includes(undefined) || new Set(read).size < read.length || layout.endsWith(' ')) return undefined;
  return new RegExp(`^${known.join('')}$`);
}

function isInRange(groups: Readonly<Record<string, string | undefined>>): boolean | undefined {
  const part = (name: string, otherwise: number): number => Number(groups[name] ?? otherwise);
  const [year, month, day] = [part('year', 0), part('month', 1), part('day', 1)];
  if (part('hour', 0) > 23 || part('minute', 0) > 59 || part('second', 0) > 59) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
  return year > 1700 && year < 2200 ? true : undefined;
}

/** The usual layouts of a day and of a time, for a suggestion. */
const USUAL = [
  '2006-01-02',
  '2006-01-02 15:04:05',
  '2006-01-02 15:04',
  '2006-01-02T15:04:05Z07:00',
  '2006-01-02T15:04:05',
  '2006-01-02T15:04',
];

/** The layout in which a text is written; undefined where it isn't plain. */
export function layoutOf(text: string): string | undefined {
  return USUAL.find((layout) => fitsLayout(layout, text) === true);
}
