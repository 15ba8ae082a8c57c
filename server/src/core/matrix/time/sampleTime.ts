/** Which stretches of time are looked at: what policies read by clocks and calendars is the same in all others. */
import { Temporal } from 'temporal-polyfill';
import type { MatrixInstant } from '../../../protocol/matrix.ts';
import { readInstant } from '../../simulation/alternatives/instants.ts';
import type { Boundary } from '../../syntax/values/boundaries.ts';
import { cycleOf, listTurns } from './cycles.ts';
import { findDays } from './days.ts';
import { limitsWithin } from './limitsWithin.ts';
import { nextMidnight, type Section } from './section.ts';
import { ascending } from '../../ascending.ts';

const DAY = 86_400_000_000_000n;
/** Beyond that, seconds of a day and the like, a person reads none, and a machine takes long. */
const MOST = 2_000;
/** Points in time that a policy names: with what clocks tell apart, each has a turn of its own. */
const MOST_NAMED = 24;

export interface TimeSample {
  /** Without overlap, ascending. */
  readonly sections: readonly Section[];
  /** All limits within the sections, and those that are named; in any order. */
  readonly instants: readonly bigint[];
  readonly recurs?: MatrixInstant['recurs'];
  /** Nothing else is told apart, as far as the text shows. */
  readonly isWhole: boolean;
}

/** @param now nanoseconds since 1970 */
export function sampleTime(boundaries: readonly Boundary[], now: bigint): TimeSample {
  const named = [...new Set(boundaries.flatMap(readInstant))].sort(ascending);
  const points = named.flatMap((instant) => [instant - 1n, instant, instant + 1n]);
  const zones = [...new Set(boundaries.flatMap((boundary) => boundary.zones))].sort();
  const first = points[0];
  if (zones.length === 0 && first !== undefined) {
    const start = first < now ? first : now;
    return { sections: [{ start, end: undefined }], instants: [...points, now], recurs: 'never', isWhole: true };
  }
  if (zones.length === 0) return { sections: [], instants: [], isWhole: true };
  const calendar = boundaries.filter((boundary) => boundary.zones.length > 0);
  const reads = (...parts: Boundary['domain'][]): boolean => calendar.some(({ domain }) => parts.includes(domain));
  const isDated = reads('day', 'month', 'year');
  const time: Calendar = { boundaries: calendar, zones, now };
  if (named.length === 0 && !isDated) return sampleTurns(time);
  const isYearly = !reads('year', 'weekday', 'hour', 'minute', 'second');
  if (named.length === 0 && isYearly && zones.length === 1) return sampleYear(time);
  const sample = isDated ? sampleDays(time, named) : sampleNamed(time, named);
  return { ...sample, instants: [...sample.instants, ...points] };
}

interface Calendar {
  readonly boundaries: readonly Boundary[];
  readonly zones: readonly string[];
  readonly now: bigint;
}

function sampleTurns(time: Calendar): TimeSample {
  const cycle = cycleOf(time.boundaries);
  const { sections, isWhole } = listTurns(time.zones, cycle, time.now);
  const sample = fill(sections, time);
  return isWhole && sample.isWhole ? { ...sample, recurs: cycle } : { ...sample, isWhole: false };
}

/** The year to come, and the next 29 February, should it be another's. */
function sampleYear(time: Calendar): TimeSample {
  const zone = time.zones[0] ?? 'UTC';
  const first = nextMidnight(time.now, zone);
  const whole = { start: first.epochNanoseconds, end: first.add({ years: 1 }).epochNanoseconds };
  const day = nextLeapDay(first.toPlainDate());
  const [start, end] = [day, day.add({ days: 1 })].map((one) => one.toZonedDateTime(zone).epochNanoseconds);
  const extra = start !== undefined && start >= whole.end ? [{ start, end }] : [];
  return { ...fill([whole, ...extra], time), recurs: 'year' };
}

function nextLeapDay(from: Temporal.PlainDate): Temporal.PlainDate {
  let year = new Temporal.PlainDate(from.year, 1, 1);
  while (!year.inLeapYear || Temporal.PlainDate.compare(year.with({ month: 2, day: 29 }), from) < 0) {
    year = year.add({ years: 1 });
  }
  return year.with({ month: 2, day: 29 });
}

/** Days that dates and points in time tell apart. */
function sampleDays(time: Calendar, named: readonly bigint[]): TimeSample {
  const { days, isWhole } = findDays({ ...time, named });
  const sample = fill(days, time);
  return { ...sample, isWhole: sample.isWhole && isWhole };
}

/** Turns of the clocks from now on, after each point in time that is named, and before. */
function sampleNamed(time: Calendar, named: readonly bigint[]): TimeSample {
  const { boundaries, zones, now } = time;
  const cycle = cycleOf(boundaries);
  const length = cycle === 'week' ? 7n * DAY : DAY;
  const shown = named.slice(-MOST_NAMED);
  const coming = [now, ...shown.filter((instant) => instant > now)];
  const turns = coming.map((from, index) => listTurns(zones, cycle, from, coming[index + 1]));
  const about = shown.map((instant) => ({ start: instant - length, end: instant + length }));
  const sample = fill([...turns.flatMap(({ sections }) => sections), ...about], time);
  const isWhole = shown.length === named.length && turns.every((one) => one.isWhole);
  return { ...sample, isWhole: sample.isWhole && isWhole };
}

function inZoneOnly(boundaries: readonly Boundary[], zone: string): Boundary[] {
  return boundaries.filter(({ zones }) => zones.includes(zone));
}

function fill(given: readonly Section[], { boundaries, zones }: Calendar): TimeSample {
  const sections = merge(given);
  const limits = sections.flatMap((section) => [
    section.start,
    ...zones.flatMap((zone) => limitsWithin(zone, inZoneOnly(boundaries, zone), section)),
  ]);
  const instants = [...new Set(limits)];
  if (instants.length <= MOST) return { sections, instants, isWhole: true };
  // What is between those that are kept is not known.
  return { sections: [], instants: spread(instants), isWhole: false };
}

/** Every so many of them. */
function spread(instants: readonly bigint[]): bigint[] {
  const step = Math.ceil(instants.length / MOST);
  return instants.filter((_, index) => index % step === 0);
}

function merge(sections: readonly Section[]): Section[] {
  const merged: Section[] = [];
  for (const section of [...sections].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = merged.at(-1);
    if (last?.end === undefined || section.start >= last.end) merged.push(section);
    else if (section.end !== undefined && section.end > last.end) merged.splice(-1, 1, { ...last, end: section.end });
  }
  return merged;
}
