/**
 * Whether anybody is left who can repair the policy: login policies live in the root space, and only admins of the
 * account, or of that space, may change them (user documentation, access-control.md). Administrative keys and the
 * people whom policies are not asked about always can.
 */
import type { LockOut, MatrixOutcome, MatrixSubject } from '../../protocol/matrix.ts';
import type { Compared } from './compareEvaluations.ts';

/** Undefined where somebody can, nobody could before either, or not all is known. */
export function findLockOut(compared: Omit<Compared, 'rows' | 'people'>): LockOut | undefined {
  const { subjects, outcomes, before, after, undecided } = compared;
  const isRepairing = outcomes.map(repairs);
  const could = placesOf(subjects, before, isRepairing);
  if (undecided > 0 || could.length === 0 || placesOf(subjects, after, isRepairing).length > 0) return undefined;
  return { could };
}

function repairs({ isAdmin, isBypass }: MatrixOutcome): boolean {
  return isAdmin && isBypass !== true;
}

/** Those who can log in, and are admin from somewhere at some time. */
function placesOf(
  subjects: readonly MatrixSubject[],
  cells: readonly number[],
  isRepairing: readonly boolean[],
): number[] {
  const each = cells.length / Math.max(1, subjects.length);
  return subjects.flatMap(({ state }, subject) => {
    const isGone = state === 'deleted' || state === 'expired' || state === 'unknown';
    const own = isGone ? [] : cells.slice(subject * each, (subject + 1) * each);
    return own.some((outcome) => isRepairing[outcome] === true) ? [subject] : [];
  });
}
