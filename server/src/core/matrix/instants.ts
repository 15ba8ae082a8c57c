/** The instants of a matrix: both sides of every limit in time that the policies draw, by their clocks; those chosen. */
import type { ChosenSessions, MatrixInstant } from '../../protocol/matrix.ts';
import { readTimeTests, suggestInstants, type Holds } from '../features/suggestions/windows.ts';
import { otherInstants } from '../simulation/alternatives/instants.ts';
import { formatInstant, parseInstant, parseTimestamp } from '../simulation/instant.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { listBoundaries, type Boundary } from '../syntax/values/boundaries.ts';
import { distinct, pickFirst, type Ranked } from './ranked.ts';

const DAY = 86_400_000_000_000n;
/** Where a policy reads any of these, one day is not like the next. */
const BEYOND_A_DAY: ReadonlySet<Boundary['domain']> = new Set([
  'weekday',
  'day',
  'month',
  'year',
  'instant',
  'instantText',
]);

export interface InstantAxis {
  /** Nanoseconds since 1970; the most telling first. */
  readonly candidates: readonly Ranked<bigint>[];
  readonly zones: readonly string[];
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
  if (readers.length === 0 || (only === true && chosen.length > 0)) return { candidates: chosen, zones };
  const others = readers.map((model) => otherInstants(model, now));
  const isOpen = others.some(({ untried }) => untried !== undefined);
  const isDaily = !isOpen && !boundaries.flat().some(({ domain }) => BEYOND_A_DAY.has(domain));
  const sides = readers.flatMap((model, index) => suggestInstants(model, boundaries[index] ?? [], now));
  const candidates = [
    ...chosen,
    ...sides.map(({ at }): Ranked<bigint> => ({ value: parseTimestamp(at), rank: 1 })),
    ...others.flatMap(({ values }) => values.map((value) => ({ value, rank: 2 }))),
  ].filter(({ rank, value }) => rank < 2 || !isDaily || value <= now + DAY);
  const untried =
    'A policy computes with the time, or tells more instants apart than are tried: others may come to something else';
  // The same whichever policy comes first.
  const sorted = distinct(candidates).sort((a, b) => compare(a.value, b.value));
  const tests = boundaries.map(readTimeTests);
  const isTold = !isOpen && tests.every((own) => own !== undefined);
  return {
    candidates: isTold ? markSpare(sorted, tests.flat()) : sorted,
    zones,
    ...(isOpen && { untried }),
  };
}

/** Where nothing that is asked of the time comes out otherwise than an instant before. */
function markSpare(sorted: readonly Ranked<bigint>[], tests: readonly Holds[]): Ranked<bigint>[] {
  const outcomes = sorted.map(({ value }) => tests.map((holds) => Number(holds(value))).join(''));
  return sorted.map((one, index) => {
    const isSpare = index > 0 && outcomes[index] === outcomes[index - 1] && one.isChosen !== true;
    return isSpare ? { ...one, isSpare } : one;
  });
}

/** So many of them, the most telling; any where there are none. */
export function makeInstants({ candidates }: InstantAxis, most: number): MatrixInstant[] {
  if (candidates.length === 0) return [{}];
  return pickFirst(candidates, most)
    .sort((a, b) => compare(a.value, b.value))
    .map(({ value, isChosen }) => ({ at: formatInstant(value), ...(isChosen && { isChosen }) }));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
