/** From where and when, in words. */
import type { SessionAxes, SessionBox, WhereWords } from '../../../protocol/matrix.ts';
import { describeAddresses } from './addresses.ts';
import { describeInstants } from './instants.ts';

/** Each box in two phrases. Of what no policy reads too: it is the same from anywhere, and at any time. */
export function describeWhere(axes: SessionAxes, boxes: readonly SessionBox[]): WhereWords[] {
  return boxes.map(({ addresses, instants }) => ({
    from: describeAddresses(axes, addresses) ?? 'from anywhere',
    when: describeInstants(axes, instants) ?? 'at any time',
  }));
}

/** In one phrase; `always` where it is from anywhere and at any time. */
export function tellWhere({ from, when }: WhereWords): string {
  if (from !== 'from anywhere') return when === 'at any time' ? from : `${from}, ${when}`;
  return when === 'at any time' ? 'always' : when;
}

/** Nobody reads more of a row. */
const MOST = 8;

/** A phrase for each box, the first ones, and how many more there are. */
export function tellPlaces(axes: SessionAxes, boxes: readonly SessionBox[]): string[] {
  const told = describeWhere(axes, boxes.slice(0, MOST)).map(tellWhere);
  const more = boxes.length - told.length;
  return more > 0 ? [...told, `and ${more} more such places and times`] : told;
}
