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
  const could = placesOf(subjects, before, isRepairing).filter((one) => !isUnknown(subjects[one]));
  const can = placesOf(subjects, after, isRepairing);
  const unknown = can.filter((one) => isUnknown(subjects[one]));
  return undecided > 0 || could.length === 0 || can.length > unknown.length ? undefined : { could, unknown };
}

function repairs({ isAdmin, isBypass }: MatrixOutcome): boolean {
  return isAdmin && isBypass !== true;
}

/** A team or key that the account does not know is more likely to be misspelt. */
function isUnknown(subject: MatrixSubject | undefined): boolean {
  return subject?.state === 'unknown';
}

/** Those who can log in, and are admin from somewhere at some time. */
function placesOf(
  subjects: readonly MatrixSubject[],
  cells: readonly number[],
  isRepairing: readonly boolean[],
): number[] {
  const each = cells.length / Math.max(1, subjects.length);
  return subjects.flatMap(({ state }, subject) => {
    const isGone = state === 'deleted' || state === 'expired';
    const own = isGone ? [] : cells.slice(subject * each, (subject + 1) * each);
    return own.some((outcome) => isRepairing[outcome] === true) ? [subject] : [];
  });
}
