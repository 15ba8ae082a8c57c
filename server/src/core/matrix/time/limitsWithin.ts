/** Every instant of a section at which something that is read by one zone's clock may begin or end. */
import { Temporal } from 'temporal-polyfill';
import type { Boundary } from '../../syntax/values/boundaries.ts';
import { inZone, type Section } from './section.ts';

type Part = Boundary['domain'];

/** Sections end. `boundaries`: what is read in that zone. */
export function limitsWithin(zone: string, boundaries: readonly Boundary[], section: Required<Section>): bigint[] {
  const { start, end } = section;
  if (end === undefined) return [];
  const [first, last] = [start, end].map((instant) => inZone(instant, zone).toPlainDate());
  if (!first || !last) return [];
  const times = timesOfDay(boundaries);
  const starts: bigint[] = [];
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!isLimit(day, boundaries)) continue;
    for (const time of times) starts.push(...instantsOf(day.toPlainDateTime(time), zone));
  }
  return [...starts, ...changesWithin(zone, section)].filter((instant) => instant >= start && instant < end);
}

/** When the zone's clock is put forward or back. */
export function changesWithin(zone: string, { start, end }: Section): bigint[] {
  const changes: bigint[] = [];
  for (let at = inZone(start, zone).getTimeZoneTransition('next'); at; at = at.getTimeZoneTransition('next')) {
    if (end === undefined || at.epochNanoseconds >= end) break;
    changes.push(at.epochNanoseconds);
  }
  return changes;
}

/** Both of a time that comes twice, as the clock is put back. */
function instantsOf(time: Temporal.PlainDateTime, zone: string): bigint[] {
  const both = (['earlier', 'later'] as const).map(
    (disambiguation) => time.toZonedDateTime(zone, { disambiguation }).epochNanoseconds,
  );
  return [...new Set(both)];
}

/** Whether a day is not like the one before. Where only months and days of them are read, most are. */
export function isLimit({ month, day }: Temporal.PlainDate, boundaries: readonly Boundary[]): boolean {
  const reads = (...parts: Part[]): boolean => boundaries.some(({ domain }) => parts.includes(domain));
  if (!reads('month', 'day', 'year') || reads('weekday', 'hour', 'minute', 'second')) return true;
  const isDay = reads('day') && numbersOf(boundaries, 'day', 1, 31).includes(day);
  return isDay || (day === 1 && (reads('day') || numbersOf(boundaries, 'month', 1, 12).includes(month)));
}

function timesOfDay(boundaries: readonly Boundary[]): Temporal.PlainTime[] {
  const [minutes, seconds] = [numbersOf(boundaries, 'minute', 0, 59), numbersOf(boundaries, 'second', 0, 59)];
  const readsSeconds = seconds.length > 1;
  const isEachHour = minutes.length > 1 || readsSeconds;
  const hours = isEachHour ? range(24) : numbersOf(boundaries, 'hour', 0, 23);
  const eachMinute = readsSeconds ? range(60) : minutes;
  return hours.flatMap((hour) =>
    eachMinute.flatMap((minute) => seconds.map((second) => new Temporal.PlainTime(hour, minute, second))),
  );
}

function range(length: number): number[] {
  return Array.from({ length }, (_, number) => number);
}

/** The least, and each number that is named with the one after it: `>= 9` begins something at 9, `> 9` at 10. */
function numbersOf(boundaries: readonly Boundary[], part: Part, least: number, most: number): number[] {
  const named = boundaries.flatMap(({ domain, literal }) =>
    domain === part && literal.kind === 'number' ? [Math.ceil(literal.value), Math.floor(literal.value) + 1] : [],
  );
  return [...new Set([least, ...named])].filter((number) => number >= least && number <= most);
}
