/** What comes again by the clocks that are read, such as an hour of a day: one turn, for each offset of the zones. */
import type { Boundary } from '../../syntax/values/boundaries.ts';
import { changesWithin } from './limitsWithin.ts';
import { inZone, nextMidnight, type Section } from './section.ts';
import { ascending } from '../../ascending.ts';

export type Cycle = 'hour' | 'day' | 'week';

const HOUR = 3_600_000_000_000n;
const LENGTHS: Readonly<Record<Cycle, bigint>> = { hour: HOUR, day: 24n * HOUR, week: 168n * HOUR };
const YEAR = 366n * LENGTHS.day;

/** The shortest turn that shows all that is read by clocks. */
export function cycleOf(boundaries: readonly Boundary[]): Cycle {
  const reads = (part: Boundary['domain']): boolean => boundaries.some(({ domain }) => domain === part);
  if (reads('weekday')) return 'week';
  return reads('hour') || !(reads('minute') || reads('second')) ? 'day' : 'hour';
}

export interface Turns {
  readonly sections: Section[];
  /** Each is a whole turn. */
  readonly isWhole: boolean;
}

/**
 * One turn for each mix of offsets that the zones have in the 12 months from an instant on, or until another. By one
 * zone's own clock each day is alike, whatever its offset: then one turn is enough.
 * @param zones at least one
 */
export function listTurns(zones: readonly string[], cycle: Cycle, from: bigint, until?: bigint): Turns {
  // As short as that, all of it is looked at.
  if (until !== undefined && until - from <= 2n * LENGTHS[cycle]) {
    return { sections: [{ start: from, end: until }], isWhole: true };
  }
  const year = from + YEAR;
  const end = until !== undefined && until < year ? until : year;
  const whole: Section = { start: from, end };
  const changes = [...new Set(zones.flatMap((zone) => changesWithin(zone, whole)))].sort(ascending);
  const starts = [from, ...changes];
  const byOffsets = new Map<string, Section>();
  const first = zones.slice(0, 1);
  for (const [index, start] of starts.entries()) {
    const turn = turnIn({ start, end: starts[index + 1] ?? end }, cycle, first[0] ?? 'UTC');
    const offsets = zones.length === 1 ? '' : offsetsAt(start, zones);
    const known = byOffsets.get(offsets);
    if (known === undefined || lengthOf(turn) > lengthOf(known)) byOffsets.set(offsets, turn);
  }
  const sections = [...byOffsets.values()];
  return { sections, isWhole: sections.every((section) => lengthOf(section) >= LENGTHS[cycle]) };
}

export function offsetsAt(instant: bigint, zones: readonly string[]): string {
  return zones.map((zone) => inZone(instant, zone).offset).join(' ');
}

/** From a midnight on where that leaves a whole turn. */
function turnIn({ start, end = start }: Section, cycle: Cycle, zone: string): Section {
  const length = LENGTHS[cycle];
  const midnight = nextMidnight(start, zone).epochNanoseconds;
  if (midnight + length <= end) return { start: midnight, end: midnight + length };
  return { start, end: start + length <= end ? start + length : end };
}

function lengthOf({ start, end = start }: Section): bigint {
  return end - start;
}
