/** Stretches of time in words, by one clock. */
import { Temporal } from 'temporal-polyfill';
import type { MatrixInstant } from '../../../protocol/matrix.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface Stretch {
  /** Undefined: since ever. */
  readonly from: Temporal.ZonedDateTime | undefined;
  /** The first instant beyond; undefined where there is none. */
  readonly to: Temporal.ZonedDateTime | undefined;
  /** Only of `from` is anything known. */
  readonly isPoint: boolean;
}

/** Those that go on without a gap together. `places` in `instants`, ascending. */
export function toStretches(places: readonly number[], instants: readonly MatrixInstant[], zone: string): Stretch[] {
  const stretches: { from: number; to: string | undefined }[] = [];
  for (const place of places) {
    const { at, until } = instants[place] ?? {};
    const last = stretches.at(-1);
    if (last?.to !== undefined && last.to === at) last.to = until;
    else stretches.push({ from: place, to: until });
  }
  const read = (text: string | undefined): Temporal.ZonedDateTime | undefined =>
    text === undefined ? undefined : Temporal.Instant.from(text).toZonedDateTimeISO(zone);
  return stretches.map(({ from, to }): Stretch => {
    const first = instants[from];
    const isForEver = first?.recurs === 'never';
    return {
      from: isForEver && from === 0 ? undefined : read(first?.at),
      to: read(to),
      isPoint: to === undefined && !isForEver,
    };
  });
}

export type DayFormat = (time: Temporal.ZonedDateTime) => string;

export const noDay: DayFormat = () => '';
export const byWeekday: DayFormat = ({ dayOfWeek }) => `${WEEKDAYS[dayOfWeek - 1] ?? ''} `;
export const byDate: DayFormat = (time) => `${time.toPlainDate().toString()} `;

/** Days with the same hours together: `Tue, Thu 02:00–04:00`. */
export function mergeDays(stretches: readonly Stretch[], day: DayFormat): string[] {
  const byHours = new Map<string, string[]>();
  for (const stretch of stretches) {
    const { from, to } = stretch;
    if (from === undefined) {
      byHours.set(to ? `before ${day(to)}${clockOf(to)}` : 'always', []);
      continue;
    }
    const key = `${clockOf(from)}${describeEnd(from, stretch, day)}`;
    byHours.set(key, [...(byHours.get(key) ?? []), day(from).trim()]);
  }
  return [...byHours].map(([hours, days]) => [listDays([...new Set(days)]), hours].filter(Boolean).join(' '));
}

/** More than a week's are for a program. */
const MOST_DAYS = 7;

function listDays(days: readonly string[]): string {
  const more = days.length - MOST_DAYS;
  return [...days.slice(0, MOST_DAYS), ...(more > 0 ? [`${more} more days`] : [])].join(', ');
}

function describeEnd(from: Temporal.ZonedDateTime, { to, isPoint }: Stretch, day: DayFormat): string {
  if (isPoint) return '';
  if (to === undefined) return ' on';
  const isMidnight = clockOf(to) === '00:00';
  const isSameDay = to.toPlainDate().equals(from.toPlainDate());
  const isNextMidnight = isMidnight && to.toPlainDate().equals(from.toPlainDate().add({ days: 1 }));
  if (isSameDay || isNextMidnight) return `–${isMidnight ? '24:00' : clockOf(to)}`;
  return `–${day(to)}${clockOf(to)}`;
}

/** `24–31 Dec`, `28 Feb–1 Mar`, of stretches from one midnight to another. */
export function describeDates({ from, to }: Stretch): string {
  const last = to?.subtract({ nanoseconds: 1 });
  if (!from || !last) return '';
  const of = ({ day, month }: Temporal.ZonedDateTime): string => `${day} ${MONTHS[month - 1] ?? ''}`;
  if (from.toPlainDate().equals(last.toPlainDate())) return of(last);
  return from.month === last.month && from.year === last.year ? `${from.day}–${of(last)}` : `${of(from)}–${of(last)}`;
}

export function isLeapDay({ from, to }: Stretch): boolean {
  const isStart = from?.month === 2 && from.day === 29;
  return isStart && to?.month === 3 && to.day === 1;
}

/** From February into March. */
export function passesLeapDay({ from, to }: Stretch): boolean {
  if (!from || !to) return false;
  const march = from.toPlainDate().with({ month: 3, day: 1 });
  return [march, march.add({ years: 1 })]
    .map((date) => date.toZonedDateTime(from.timeZoneId).epochNanoseconds)
    .some((start) => from.epochNanoseconds < start && start < to.epochNanoseconds);
}

/** Minutes past every hour: `:00–:30`. */
export function describeMinutes({ from, to }: Stretch): string {
  const of = (time: Temporal.ZonedDateTime | undefined): string => (time ? `:${clockOf(time).slice(3)}` : '');
  const end = of(to);
  return `${of(from)}–${end === ':00' ? ':60' : end}`;
}

/** As exact as it has to be: `02:00`, `03:59:59.999999999`. */
export function clockOf(time: Temporal.ZonedDateTime): string {
  const clock = time.toPlainTime();
  const isWhole = clock.second + clock.millisecond + clock.microsecond + clock.nanosecond === 0;
  return clock.toString(isWhole ? { smallestUnit: 'minute' } : {});
}
