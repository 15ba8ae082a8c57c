import type { MatrixInstant } from '../../../protocol/matrix.ts';
import { parseTimestamp } from '../../simulation/instant.ts';

/**
 * Whether all that an instant of a matrix stands for is gone by: never of what comes again.
 * @param now nanoseconds since 1970
 */
export function isOver({ at, until, recurs }: MatrixInstant, now: bigint): boolean {
  if (at === undefined || (recurs !== undefined && recurs !== 'never')) return false;
  if (until !== undefined) return parseTimestamp(until) <= now;
  return recurs === undefined && parseTimestamp(at) < now;
}
