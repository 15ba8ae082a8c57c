/** When, in a week, a policy's own text may draw a limit: by the clocks that it reads, and by instants that it names. */
import { readClocks } from '../simulation/alternatives/clocks.ts';
import { readInstant, TIME_TESTS } from '../simulation/alternatives/instants.ts';
import { isReadOtherwise } from '../simulation/alternatives/otherReads.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { listBoundaries, type Boundary } from '../syntax/values/boundaries.ts';
import { isKnownZone, listHoursWithin, type CalendarHour, type Stretch } from './calendar.ts';

const MINUTE = 60_000_000_000n;
const SECOND = 1_000_000_000n;
/** More take too long to decide. */
const MOST = 5_000;

export interface TimeLimits {
  /** First instants of what the policy may tell apart, in nanoseconds since 1970. */
  readonly instants: readonly bigint[];
  /** There may be others: the policy computes with the time, or with a clock; or it draws too many. */
  readonly isOpen: boolean;
}

export function listLimits(model: PolicyModel, week: Stretch): TimeLimits {
  const boundaries = listBoundaries(model);
  const zones = [...new Set(boundaries.flatMap((boundary) => boundary.zones))].filter(isKnownZone);
  const hours = zones.flatMap((zone) => listHoursWithin(zone, week));
  const named = boundaries.flatMap(readInstant).flatMap((instant) => [instant, instant + 1n]);
  const minutes = hours.flatMap((hour) => partsOf(hour, hour.onTheDot, MINUTE, numbersOf(boundaries, 'minute')));
  const seconds = secondsOf(hours, numbersOf(boundaries, 'second'));
  const all = [...named, ...hours.map(({ start }) => start), ...minutes, ...(seconds ?? [])];
  const instants = [...new Set(all)].filter((instant) => instant >= week.start && instant < week.end);
  const isTold = readClocks(boundaries).isKnown && (zones.length > 0 || named.length > 0);
  const isOpen = !isTold || seconds === undefined || isReadOtherwise(model, 'request.timestamp_ns', TIME_TESTS);
  return { instants, isOpen };
}

/** Each number that is named with the one after it: `>= 30` begins something at 30, `> 30` at 31. */
function numbersOf(boundaries: readonly Boundary[], part: 'minute' | 'second'): number[] {
  const named = boundaries.flatMap(({ domain, literal }) =>
    domain === part && literal.kind === 'number' ? [Math.ceil(literal.value), Math.floor(literal.value) + 1] : [],
  );
  return [...new Set(named)].filter((number) => number >= 0 && number < 60);
}

/** Undefined where there are too many. */
function secondsOf(hours: readonly CalendarHour[], numbers: readonly number[]): bigint[] | undefined {
  const all = Array.from({ length: 60 }, (_, minute) => minute);
  if (numbers.length === 0) return [];
  if (hours.length * all.length * (numbers.length + 1) > MOST) return undefined;
  return hours.flatMap((hour) =>
    partsOf(hour, hour.onTheDot, MINUTE, all).flatMap((minute) => [minute, ...partsOf(hour, minute, SECOND, numbers)]),
  );
}

/** When so many units are over since an instant, where that is in the stretch. */
function partsOf({ start, end }: Stretch, since: bigint, unit: bigint, numbers: readonly number[]): bigint[] {
  return numbers.map((number) => since + BigInt(number) * unit).filter((at) => at >= start && at < end);
}
