/**
 * Days that a policy tells apart by dates, such as the next Friday 13th, one of each kind: every day of as many years as
 * the calendar takes to come back to where it was is looked at.
 */
import { Temporal } from 'temporal-polyfill';
import type { Boundary } from '../../syntax/values/boundaries.ts';
import { dateOf, listCivilDays, numberOf, type CivilDay } from './civilDays.ts';
import { readDayKinds } from './dayKinds.ts';
import { readRegimes } from './regimes.ts';
import { inZone, type Section } from './section.ts';
import { listYears } from './years.ts';

/** More is no longer read by anybody. */
const MOST = 200;

export interface DatedTime {
  /** What is read by clocks and calendars. */
  readonly boundaries: readonly Boundary[];
  /** At least one. */
  readonly zones: readonly string[];
  /** Points in time that a policy names, ascending, as `now` in nanoseconds since 1970. */
  readonly named: readonly bigint[];
  readonly now: bigint;
}

/**
 * Whole days, those to come first. Of one zone they are its own: by its clock all days of a kind are alike. Of several
 * they are of UTC, and of one kind where the offsets are the same, and so are the dates about them in each zone.
 * `isWhole`: there is no other kind.
 */
export function findDays(time: DatedTime): { days: Section[]; isWhole: boolean } {
  const frame = frameOf(time.zones);
  const today = inZone(time.now, frame).toPlainDate();
  const runs = listYears(time, today.year);
  const days = orderDays(
    runs.flatMap((run) => listKeys(time, frame, run)),
    numberOf(today),
  );
  // On one with several keys, something begins within it: what is between is like on days of each.
  const found = new Map<string, CivilDay>();
  for (const { day, keys } of days) {
    const [key] = keys;
    if (key !== undefined && keys.length === 1 && !found.has(key)) found.set(key, day);
  }
  const split = new Map(
    days.filter(({ keys }) => !keys.every((key) => found.has(key))).map(({ day, keys }) => [keys.join('; '), day]),
  );
  const all = [...found.values(), ...split.values()];
  const shown = all.slice(0, MOST).map((day) => sectionOf(dateOf(day), frame, today, time.now));
  return { days: shown, isWhole: all.length <= MOST };
}

function frameOf([first = 'UTC', ...others]: readonly string[]): string {
  return others.length === 0 ? first : 'UTC';
}

interface KeyedDay {
  readonly day: CivilDay;
  /** What its parts are like, each as a whole day could be. */
  readonly keys: readonly string[];
}

/** Of each day of some years that follow each other. */
function listKeys({ boundaries, zones, named }: DatedTime, frame: string, [from, to]: [number, number]): KeyedDay[] {
  const days = listCivilDays(from - 1, to + 1);
  const [start, end] = [from - 1, to + 2].map(
    (year) => new Temporal.PlainDate(year, 1, 1).toZonedDateTime(frame).epochNanoseconds,
  );
  const regimes = readRegimes(zones, frame, { start: start ?? 0n, end });
  const kinds = zones.map((zone, index) => {
    const kindOf = readDayKinds(
      boundaries.filter((boundary) => boundary.zones.includes(zone)),
      zone,
    );
    const own = days.map(kindOf);
    const { isBehind, isAhead } = regimes.differences[index] ?? {};
    return (at: number): string => [isBehind ? own[at - 1] : '', own[at], isAhead ? own[at + 1] : ''].join('|');
  });
  const marks = named.map((instant) => numberOf(inZone(instant, frame).toPlainDate()));
  return days.flatMap((day, at) => {
    if (day.year < from || day.year > to) return [];
    const kind = kinds.map((kindAt) => kindAt(at)).join(' ');
    const past = marks.filter((mark) => mark < day.number).length;
    const inside = marks.filter((mark) => mark === day.number).length;
    // A day of its own is each on which something is named.
    const since = inside > 0 ? `${past} on ${day.number}` : past;
    const isOne = zones.length === 1;
    return [{ day, keys: regimes.at(day.number).map((offsets) => `${kind} ${since} ${isOne ? '' : offsets}`) }];
  });
}

/** Those to come, today, those gone by. */
function orderDays(days: readonly KeyedDay[], today: number): KeyedDay[] {
  return [
    ...days.filter(({ day }) => day.number > today),
    ...days.filter(({ day }) => day.number === today),
    ...days.filter(({ day }) => day.number < today),
  ];
}

/** Of today what is left. */
function sectionOf(date: Temporal.PlainDate, frame: string, today: Temporal.PlainDate, now: bigint): Section {
  const [start, end] = [date, date.add({ days: 1 })].map((one) => one.toZonedDateTime(frame).epochNanoseconds);
  return { start: date.equals(today) ? now : (start ?? 0n), end };
}
