/**
 * Some of a matrix's instants, in words, by the first clock that the policies read: what comes again by rule, with the
 * offsets that it holds for where the zones are not always as far apart; of all else what was tried.
 */
import { Temporal } from 'temporal-polyfill';
import type { MatrixInstant, SessionAxes } from '../../../protocol/matrix.ts';
import {
  byDate,
  byWeekday,
  describeDates,
  describeMinutes,
  isLeapDay,
  mergeDays,
  noDay,
  passesLeapDay,
  toStretches,
  type Stretch,
} from './stretches.ts';

/** Stretches of time one by one are for a few. */
const MOST = 4;

type Axis = Pick<SessionAxes, 'instants' | 'zones' | 'areInstantsCut'>;
type Recurs = NonNullable<MatrixInstant['recurs']>;

/**
 * `Tue, Thu 02:00–04:00 (Europe/Berlin)`; undefined for all instants.
 * @param places in `instants`, ascending
 */
export function describeInstants(
  { instants, zones, areInstantsCut }: Axis,
  places: readonly number[],
): string | undefined {
  if (places.length === instants.length) return undefined;
  const zone = zones[0] ?? 'UTC';
  const recurring = instants.flatMap(({ recurs }, place) => (recurs === undefined ? [] : [place]));
  const recurs = areInstantsCut ? undefined : instants[recurring[0] ?? -1]?.recurs;
  const everywhere = instants.map((_, place) => place);
  if (recurs === undefined) return `${describeTried(instants, everywhere, places, zone)} (${zone})`;
  const ruled = new Set(recurring);
  const own = places.filter((place) => ruled.has(place));
  const others = everywhere.filter((place) => !ruled.has(place));
  const single = places.filter((place) => !ruled.has(place));
  const rules = describeByOffsets(instants, recurring, own, recurs, zones);
  return [
    ...(rules === undefined ? [] : [`${rules} (${zone})`]),
    ...(single.length > 0 ? [`${describeTried(instants, others, single, zone)} (${zone})`] : []),
  ].join('; ');
}

/** Some of `all`. Nothing is said of what is between; of many, the others are told where they are few, else an example. */
function describeTried(
  instants: readonly MatrixInstant[],
  all: readonly number[],
  places: readonly number[],
  zone: string,
): string {
  const stretches = toStretches(places, instants, zone);
  const isEachPoint = stretches.every(({ isPoint }) => isPoint);
  if (stretches.length <= MOST) return `${isEachPoint ? 'at' : 'tried:'} ${listSome(mergeDays(stretches, byDate))}`;
  const own = new Set(places);
  const others = all.filter((place) => !own.has(place));
  const rest = toStretches(others, instants, zone);
  if (rest.length <= MOST) return `at all ${all.length} instants tried but ${listSome(mergeDays(rest, byDate))}`;
  const [example = ''] = mergeDays(stretches.slice(0, 1), byDate);
  return `at ${places.length} of the ${all.length} instants tried, such as ${example}`;
}

/** One rule where the same holds whatever the zones' offsets are; else one for each mix of offsets. */
function describeByOffsets(
  instants: readonly MatrixInstant[],
  all: readonly number[],
  own: readonly number[],
  recurs: Recurs,
  zones: readonly string[],
): string | undefined {
  const zone = zones[0] ?? 'UTC';
  // By one clock, and where it is not read, offsets do not matter.
  const isFixed = zones.length < 2 || recurs === 'never' || recurs === 'year';
  const offsets = new Map(all.map((place) => [place, isFixed ? '' : offsetsAt(instants[place], zones)]));
  const groups = [...new Set(offsets.values())].map((key) => {
    const places = all.filter((place) => offsets.get(place) === key);
    const told = own.filter((place) => offsets.get(place) === key);
    return { key, told: describeRule(instants, places, told, recurs, zone) };
  });
  const texts = new Set(groups.map(({ told }) => told));
  const [only] = texts;
  if (texts.size === 1) return only === 'never' ? undefined : only;
  const names = nameOffsets(
    groups.map(({ key }) => key),
    zones,
  );
  return groups
    .flatMap(({ told }, index) => (told === 'never' ? [] : [`while ${names[index] ?? ''}: ${told}`]))
    .join('; ');
}

function offsetsAt({ at = '1970-01-01T00:00:00Z' }: MatrixInstant = {}, zones: readonly string[]): string {
  return zones.map((zone) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).offset).join(' ');
}

/** `Europe/Berlin is at +02:00`, of the zones that change theirs. */
function nameOffsets(keys: readonly string[], zones: readonly string[]): string[] {
  const all = keys.map((key) => key.split(' '));
  const changing = zones.map((_, index) => new Set(all.map((offsets) => offsets[index])).size > 1);
  return all.map((offsets) =>
    zones
      .flatMap((zone, index) => (changing[index] === true ? [`${zone} is at ${offsets[index] ?? ''}`] : []))
      .join(' and '),
  );
}

/** `all` are all of time. */
function describeRule(
  instants: readonly MatrixInstant[],
  all: readonly number[],
  own: readonly number[],
  recurs: Recurs,
  zone: string,
): string {
  if (own.length === 0) return 'never';
  if (own.length === all.length) return 'at any time';
  // What holds at the first of them and at the last is told by when it does not.
  const goesOn = own[0] === all[0] && (own.at(-1) === all.at(-1) || recurs === 'year');
  const told = goesOn ? all.filter((place) => !own.includes(place)) : own;
  const others = goesOn ? own : all.filter((place) => !own.includes(place));
  const [stretches, rest] = [told, others].map((places) => toStretches(places, instants, zone));
  const text = describeStretches(stretches ?? [], rest ?? [], recurs);
  return `${goesOn ? 'at any time but ' : ''}${text}`;
}

/** `rest`: all of time but those. */
function describeStretches(stretches: readonly Stretch[], rest: readonly Stretch[], recurs: Recurs): string {
  switch (recurs) {
    case 'hour':
      return `${listSome(stretches.map(describeMinutes))} each hour`;
    case 'year':
      return `${listSome(stretches.map(describeDates))} each year${stretches.some(passesLeapDay) && rest.some(isLeapDay) ? ', not 29 Feb' : ''}`;
    case 'day':
      return listSome(mergeDays(stretches, noDay));
    case 'week':
      return listSome(mergeDays(stretches, byWeekday));
    case 'never':
      return listSome(mergeDays(stretches, byDate));
  }
}

function listSome(all: readonly string[]): string {
  const more = all.length > MOST ? [`${all.length - MOST} more`] : [];
  return [...all.slice(0, MOST), ...more].join('; ');
}
