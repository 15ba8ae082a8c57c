/**
 * Whether anybody is left who can repair the policy: login policies live in the root space, and only admins of the
 * account, or of that space, may change them (user documentation, access-control.md). Administrative keys and the
 * people whom policies are not asked about always can.
 */
import type { LockOut, MatrixInstant, MatrixOutcome, MatrixSubject } from '../../protocol/matrix.ts';
import { parseTimestamp } from '../simulation/instant.ts';
import type { Compared } from './compareEvaluations.ts';

/** From now on: what was possible once repairs nothing. */
export interface LockOutTime {
  readonly instants: readonly MatrixInstant[];
  /** Nanoseconds since 1970. */
  readonly now: bigint;
}

/** Undefined where somebody can, nobody could before either, or not all is known. */
export function findLockOut(
  compared: Omit<Compared, 'rows' | 'people'>,
  { instants, now }: LockOutTime,
): LockOut | undefined {
  const { subjects, outcomes, before, after, undecided } = compared;
  const isRepairing = outcomes.map(repairs);
  const toCome = instants.map(({ at }) => at === undefined || parseTimestamp(at) >= now);
  const could = placesOf(subjects, before, isRepairing, toCome).filter((one) => !isUnknown(subjects[one]));
  if (undecided > 0 || could.length === 0) return undefined;
  const can = placesOf(subjects, after, isRepairing, toCome);
  const unknown = can.filter((one) => isUnknown(subjects[one]));
  if (can.length === unknown.length) return { could, unknown };
  const until = firstTime(compared, isRepairing, instants, toCome);
  return until === undefined ? undefined : { could, unknown, until };
}

/** From when on somebody can, of what does not come again: undefined where somebody can by now. */
function firstTime(
  { subjects, after }: Omit<Compared, 'rows' | 'people'>,
  isRepairing: readonly boolean[],
  instants: readonly MatrixInstant[],
  toCome: readonly boolean[],
): string | undefined {
  const known = subjects.map((subject) => !isUnknown(subject));
  const coming = instants.flatMap(({ at, recurs }, place) =>
    toCome[place] === true && recurs === 'never' ? [{ at, place }] : [],
  );
  const first = coming.find(({ place }) => {
    const isThen = instants.map((_, one) => one === place);
    return placesOf(subjects, after, isRepairing, isThen).some((one) => known[one]);
  });
  return first === coming[0] ? undefined : first?.at;
}

function repairs({ isAdmin, isBypass }: MatrixOutcome): boolean {
  return isAdmin && isBypass !== true;
}

/** A team or key that the account does not know is more likely to be misspelt. */
function isUnknown(subject: MatrixSubject | undefined): boolean {
  return subject?.state === 'unknown';
}

/** Those who can log in, and are admin from somewhere at some of the instants that are meant. */
function placesOf(
  subjects: readonly MatrixSubject[],
  cells: readonly number[],
  isRepairing: readonly boolean[],
  isMeant: readonly boolean[],
): number[] {
  const each = cells.length / Math.max(1, subjects.length);
  return subjects.flatMap(({ state }, subject) => {
    const isGone = state === 'deleted' || state === 'expired';
    const own = isGone ? [] : cells.slice(subject * each, (subject + 1) * each);
    return own.some((outcome, cell) => isMeant[cell % isMeant.length] === true && isRepairing[outcome] === true)
      ? [subject]
      : [];
  });
}
