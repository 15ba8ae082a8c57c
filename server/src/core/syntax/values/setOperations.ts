/** What is left where something is taken away: `a - b`, `a & b`. */
import { UNKNOWN, unite, type Value } from './value.ts';

/** Of sets, some of their members; of anything else, a number, which is another one (an instant becomes a duration). */
export function takeAway(values: readonly Value[]): readonly Value[] {
  return unite([values.map((value) => (value.kind === 'collection' || value.kind === 'clause' ? value : UNKNOWN))]);
}
