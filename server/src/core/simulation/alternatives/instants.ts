/** Instants on each side of every boundary that the policy draws in time, by the clocks that it reads. */
import { isRfc3339 } from '../../builtins/rfc3339.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import { listBoundaries, type Boundary } from '../../syntax/values/boundaries.ts';
import type { Test } from '../../syntax/values/conditions.ts';
import { LAST_INSTANT, parseTimestamp } from '../instant.ts';
import { limit, type Alternatives } from './alternatives.ts';
import { readClocks, WEEK } from './clocks.ts';
import { isReadOtherwise } from './otherReads.ts';
import { ascending } from '../../ascending.ts';

/** What the outcome of is told by constants, of a time. */
export const TIME_TESTS: ReadonlySet<Test> = new Set(['==', '!=', 'in', '<', '<=', '>', '>=']);
const HOUR = 3_600_000_000_000n;

/** `now` in nanoseconds since 1970, as the values are: those to come first, and then those gone by. */
export function otherInstants(model: PolicyModel, now: bigint): Alternatives<bigint> {
  const boundaries = listBoundaries(model);
  const named = boundaries.flatMap(readInstant);
  const { clocks } = readClocks(boundaries);
  const isOpen = isOpenTime(model, boundaries);
  const values = [
    ...named.flatMap((instant) => [instant - 1n, instant, instant + 1n]),
    ...clocks.flatMap((clock) => clock.instantsFrom(now)),
    ...(isOpen ? hoursOfWeek(now) : []),
  ].filter((instant) => instant >= 0n && instant <= LAST_INSTANT);
  const what = [
    ...(named.length > 0 ? ['each instant it names, and a nanosecond before and after'] : []),
    ...clocks.map((clock) => clock.what),
    ...(isOpen ? ['every full hour, over a week'] : []),
  ].join('; ');
  const untried = 'the policy computes with the time, and so does not show when its decision changes';
  return limit({ values: orderByComing(values, now), what, ...(isOpen ? { untried } : {}) }, now);
}

/** Whether the text does not show every limit in time that the policy draws. `boundaries`: all of the policy's. */
export function isOpenTime(model: PolicyModel, boundaries: readonly Boundary[]): boolean {
  const { clocks, isKnown } = readClocks(boundaries);
  const hasNone = clocks.length === 0 && boundaries.flatMap(readInstant).length === 0;
  return !isKnown || hasNone || isReadOtherwise(model, 'request.timestamp_ns', TIME_TESTS);
}

/** The instant that a constant names, if it does: in nanoseconds since 1970. */
export function readInstant({ domain, literal }: Boundary): bigint[] {
  if (domain === 'instant')
    return literal.kind === 'number' && /^\d+$/.test(literal.text) ? [BigInt(literal.text)] : [];
  if (domain !== 'instantText' || literal.kind !== 'string' || !isRfc3339(literal.value)) return [];
  return [parseTimestamp(literal.value)];
}

function hoursOfWeek(now: bigint): bigint[] {
  const first = (now / HOUR + 1n) * HOUR;
  return Array.from({ length: Number(WEEK / HOUR) }, (_, step) => first + BigInt(step) * HOUR);
}

/** Those to come, the next first; then those gone by, the latest first. */
function orderByComing(instants: readonly bigint[], now: bigint): bigint[] {
  const sorted = [...instants].sort(ascending);
  return [...sorted.filter((instant) => instant >= now), ...sorted.filter((instant) => instant < now).reverse()];
}
