/** Sessions that come to the same, put together. */
import type { SessionBox } from '../../protocol/matrix.ts';

/** How many there are of each. */
export interface GridSize {
  readonly subjects: number;
  readonly addresses: number;
  readonly instants: number;
}

/** The subjects that have one value in the same places. */
export interface Group {
  readonly value: number;
  /** Ascending. */
  readonly subjects: number[];
  /** Without overlap. */
  readonly where: SessionBox[];
}

/**
 * All cells whose value is not negative: subjects with the same value in exactly the same places are one group. In the
 * order of the values, then of the subjects.
 * @param cells subject by subject, of each address by address, of each instant by instant
 */
export function groupCells(cells: ArrayLike<number>, size: GridSize): Group[] {
  const places = size.addresses * size.instants;
  const groups = new Map<string, { value: number; subjects: number[]; places: number[] }>();
  for (let subject = 0; subject < size.subjects; subject++) {
    for (const [value, own] of placesByValue(cells, subject * places, places)) {
      const key = `${value}:${own.length === places ? 'all' : own.join(',')}`;
      const group = groups.get(key);
      if (group) group.subjects.push(subject);
      else groups.set(key, { value, subjects: [subject], places: own });
    }
  }
  return [...groups.values()]
    .sort((a, b) => a.value - b.value || (a.subjects[0] ?? 0) - (b.subjects[0] ?? 0))
    .map(({ value, subjects, places: own }) => ({ value, subjects, where: toBoxes(own, size) }));
}

function placesByValue(cells: ArrayLike<number>, start: number, length: number): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let place = 0; place < length; place++) {
    const value = cells[start + place] ?? -1;
    if (value < 0) continue;
    const own = places.get(value);
    if (own) own.push(place);
    else places.set(value, [place]);
  }
  return places;
}

/** Addresses with the same instants make one box. */
function toBoxes(places: readonly number[], { instants }: GridSize): SessionBox[] {
  const byAddress = new Map<number, number[]>();
  for (const place of places) {
    const address = Math.floor(place / instants);
    const own = byAddress.get(address);
    if (own) own.push(place % instants);
    else byAddress.set(address, [place % instants]);
  }
  const boxes = new Map<string, SessionBox>();
  for (const [address, own] of byAddress) {
    const key = own.join(',');
    const box = boxes.get(key);
    if (box) box.addresses.push(address);
    else boxes.set(key, { addresses: [address], instants: own });
  }
  return [...boxes.values()];
}
