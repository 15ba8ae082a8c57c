/** The instants of a matrix: both sides of every limit in time that the policies draw, by their clocks; those chosen. */
import type { ChosenSessions, MatrixInstant } from '../../protocol/matrix.ts';
import { readTimeTests, suggestInstants, type Holds } from '../features/suggestions/windows.ts';
import { isOpenTime, otherInstants } from '../simulation/alternatives/instants.ts';
import { formatInstant, LAST_INSTANT, parseInstant, parseTimestamp } from '../simulation/instant.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { listBoundaries } from '../syntax/values/boundaries.ts';
import { distinct, pickFirst, type Ranked } from './ranked.ts';
import { sampleTime, type TimeSample } from './time/sampleTime.ts';
import { isWithin, type Section } from './time/section.ts';
import { ascending } from '../ascending.ts';

export interface InstantAxis {
  /** Nanoseconds since 1970; the most telling first. */
  readonly candidates: readonly Ranked<bigint>[];
  readonly zones: readonly string[];
  /** Without overlap, ascending: within, each candidate stands until the next one. */
  readonly sections: readonly Section[];
  readonly recurs?: MatrixInstant['recurs'];
  /** What is not tried of instants, in a sentence. */
  readonly untried?: string;
}

/**
 * `now` in nanoseconds since 1970: what comes again, such as an hour, is looked at from there on.
 * @throws {BadInput} for a chosen instant that is none
 */
export function listInstants(
  models: readonly PolicyModel[],
  now: bigint,
  { instants = [], only }: ChosenSessions,
): InstantAxis {
  const chosen = instants.map((text): Ranked<bigint> => ({ value: parseInstant(text), rank: 0, isChosen: true }));
  const readers = models.filter((model) => reachesInput(model, 'request.timestamp_ns'));
  const boundaries = readers.map(listBoundaries);
  const zones = [...new Set(boundaries.flat().flatMap(({ zones: own }) => own))].sort();
  if (readers.length === 0 || (only === true && chosen.length > 0)) return { candidates: chosen, zones, sections: [] };
  const others = readers.map((model) => otherInstants(model, now));
  const isOpen = readers.some((model, index) => isOpenTime(model, boundaries[index] ?? []));
  const sample = isOpen ? NOTHING : sampleTime(boundaries.flat(), now);
  const { sections, recurs } = sample;
  const sides = readers.flatMap((model, index) => suggestInstants(model, boundaries[index] ?? [], now));
  const isTurning = recurs !== undefined && recurs !== 'never';
  const isShown = (value: bigint): boolean => !sample.isWhole || sectionAt(sections, value) !== undefined;
  const candidates = [
    ...chosen,
    ...sides
      .map(({ at }) => parseTimestamp(at))
      // What is looked at is enough, where it is whole.
      .flatMap((value) => (isTurning ? inTurn(sections, value) : [value].filter(isShown)))
      .map((value): Ranked<bigint> => ({ value, rank: 1 })),
    ...(isOpen ? others.flatMap(({ values }) => values) : sample.instants)
      .filter((value) => value >= 0n && value <= LAST_INSTANT)
      .map((value) => ({ value, rank: 2 })),
  ];
  // The same whichever policy comes first.
  const sorted = distinct(candidates).sort((a, b) => ascending(a.value, b.value));
  const tests = boundaries.map(readTimeTests);
  const isTold = !isOpen && tests.every((own) => own !== undefined);
  const untried = `${isOpen ? 'A policy computes with the time' : 'Policies tell more instants apart than are tried'}: others may come to something else`;
  return {
    candidates: isTold ? markSpare(sorted, tests.flat(), sections) : sorted,
    zones,
    sections,
    ...(recurs && { recurs }),
    ...(!sample.isWhole && { untried }),
  };
}

const DAY = 86_400_000_000_000n;
const NOTHING: TimeSample = { sections: [], instants: [], isWhole: false };

function sectionAt(sections: readonly Section[], instant: bigint): Section | undefined {
  return sections.find((section) => isWithin(instant, section));
}

/** The same, today, tomorrow or a week after: whichever is looked at. */
function inTurn(sections: readonly Section[], instant: bigint): bigint[] {
  return [0n, DAY, 7n * DAY]
    .map((later) => instant + later)
    .filter((one) => sectionAt(sections, one))
    .slice(0, 1);
}

/** Where nothing that is asked of the time comes out otherwise than an instant before. */
function markSpare(
  sorted: readonly Ranked<bigint>[],
  tests: readonly Holds[],
  sections: readonly Section[],
): Ranked<bigint>[] {
  const outcomes = sorted.map(({ value }) => tests.map((holds) => Number(holds(value))).join(''));
  const places = sorted.map(({ value }) => sectionAt(sections, value));
  return sorted.map((one, index) => {
    const isAlike = index > 0 && outcomes[index] === outcomes[index - 1] && places[index] === places[index - 1];
    return isAlike && one.isChosen !== true ? { ...one, isSpare: true } : one;
  });
}

/** So many of them, the most telling; any where there are none. */
export function makeInstants({ candidates, sections, recurs }: InstantAxis, most: number): MatrixInstant[] {
  if (candidates.length === 0) return [{}];
  const kept = pickFirst(candidates, most).sort((a, b) => ascending(a.value, b.value));
  const isCut = kept.filter(isTelling).length < candidates.filter(isTelling).length;
  return kept.map(({ value, isChosen }, index) => {
    const section = isCut ? undefined : sectionAt(sections, value);
    const next = kept[index + 1]?.value;
    const until = section && next !== undefined && isWithin(next, section) ? next : section?.end;
    return {
      at: formatInstant(value),
      ...(until !== undefined && { until: formatInstant(until) }),
      ...(section && recurs && { recurs }),
      ...(isChosen && { isChosen }),
    };
  });
}

function isTelling({ isSpare }: Ranked<bigint>): boolean {
  return isSpare !== true;
}
