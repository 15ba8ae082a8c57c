/** How many addresses and instants a matrix has room for. */
import { distinct, type Ranked } from './ranked.ts';

/** How many values there are on an axis; `telling`: without those that only show what others do. */
export interface Size {
  readonly all: number;
  readonly telling: number;
}

/** Any value, where no policy reads it. */
export const NONE: Size = { all: 1, telling: 1 };

export function measure(candidates: readonly Ranked<unknown>[]): Size {
  const values = distinct(candidates);
  if (values.length === 0) return NONE;
  return { all: values.length, telling: values.filter(({ isSpare }) => isSpare !== true).length };
}

export interface Kept {
  readonly addresses: number;
  readonly instants: number;
}

/**
 * So many of each that together they are no more than `most`, or so few are to be decided: what is spare goes first; then
 * a short list is kept whole where that leaves enough for the other.
 * @param isFew asked only where there are more than `most`
 */
export function share(ofAddresses: Size, ofInstants: Size, most: number, isFew: (kept: Kept) => boolean): Kept {
  const tries: Kept[] = [
    { addresses: ofAddresses.all, instants: ofInstants.all },
    { addresses: ofAddresses.telling, instants: ofInstants.all },
    { addresses: ofAddresses.telling, instants: ofInstants.telling },
  ];
  const fitting = tries.find(({ addresses, instants }) => addresses * instants <= most) ?? tries.find(isFew);
  if (fitting) return fitting;
  const { addresses, instants } = { addresses: ofAddresses.telling, instants: ofInstants.telling };
  const fair = Math.floor(Math.sqrt(most));
  if (addresses <= fair) return { addresses, instants: Math.floor(most / addresses) };
  if (instants <= fair) return { addresses: Math.floor(most / instants), instants };
  return { addresses: fair, instants: fair };
}
