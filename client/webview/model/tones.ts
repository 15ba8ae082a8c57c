/** Outcomes of many sessions, by what they mean to whoever logs in. */
import type { MatrixOutcome } from '../../../server/src/protocol/matrix.ts';

export type OutcomeTone = 'admin' | 'allow' | 'deny' | 'failed' | 'undecided';

/** Who is admin by a role in the root space is admin. */
export function toneOf({ level, isAdmin }: MatrixOutcome): OutcomeTone {
  return isAdmin ? 'admin' : level;
}
