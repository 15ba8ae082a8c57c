/**
 * Whether anybody is left who can repair the policy: login policies live in the root space, and only admins of the
 * account, or of that space, may change them (user documentation, access-control.md). Administrative keys and the
 * people whom policies are not asked about always can.
 */
import type { LockOut, MatrixInstant, MatrixOutcome, MatrixSubject } from '../../protocol/matrix.ts';
import { isOver } from '../matrix/time/isOver.ts';
import type { Compared } from './compareEvaluations.ts';

/** From now on: what was possible once repairs nothing. */
export interface LockOutTime {
  readonly instants: readonly MatrixInstant[];
  /** Nanoseconds since 1970. */
  readonly now: bigint;
}

/** Undefined where somebody can, nobody could before either, or not all is known. */
export function findLockOut(compared: Omit<Compared, 'rows' | 'people'>, time: LockOutTime): LockOut | undefined {
  const { subjects, undecided } = compared;
  if (undecided > 0) return undefined;
  const { form, likelier, other } = readForms(subjects);
  const look = (left: ReadonlySet<number>): Repairers => findRepairers(compared, time, (place) => !left.has(place));
  const [usual, unusual] = [look(other), look(likelier)];
  if (isLocked(usual)) {
    const can = unusual.can.filter((place) => other.has(place));
    return tell(look(NONE).could, usual, can.length > 0 ? { form, can } : undefined);
  }
  return usual.can.length === 0 && isLocked(unusual) ? tell(unusual.could, unusual, { form, can: [] }) : undefined;
}

const NONE: ReadonlySet<number> = new Set();

function tell(could: number[], { unknown, until }: Repairers, hangsOn: LockOut['hangsOn']): LockOut {
  return { could, unknown, ...(until !== undefined && { until }), ...(hangsOn && { hangsOn }) };
}

interface Forms {
  readonly form: 'id' | 'name';
  /** Subjects that are there by this form of their login alone, beside one that is there by the other. */
  readonly likelier: ReadonlySet<number>;
  /** Those by the less likely form: `form`. */
  readonly other: ReadonlySet<number>;
}

/** Of keys that come to something else by the one form than by the other; the likelier one is before the other. */
function readForms(subjects: readonly MatrixSubject[]): Forms {
  const first = new Map<string, number>();
  const [likelier, other] = [new Set<number>(), new Set<number>()];
  let form: Forms['form'] = 'name';
  for (const [place, { session }] of subjects.entries()) {
    if (session.key === undefined || session.loginAs === undefined || session.member === false) continue;
    const before = first.get(session.key);
    if (before === undefined) first.set(session.key, place);
    if (before === undefined || subjects[before]?.session.loginAs === session.loginAs) continue;
    likelier.add(before);
    other.add(place);
    form = session.loginAs;
  }
  return { form, likelier, other };
}

/** Who can repair the policy: places in the subjects. */
interface Repairers {
  readonly could: number[];
  /** Of those whom the account knows. */
  readonly can: number[];
  readonly unknown: number[];
  /** From then on somebody can; undefined where somebody can by now, or nobody ever can. */
  readonly until: string | undefined;
}

function isLocked({ could, can, until }: Repairers): boolean {
  return could.length > 0 && (can.length === 0 || until !== undefined);
}

function findRepairers(
  compared: Omit<Compared, 'rows' | 'people'>,
  { instants, now }: LockOutTime,
  isMeant: (subject: number) => boolean,
): Repairers {
  const { subjects, outcomes, before, after } = compared;
  const isRepairing = outcomes.map(repairs);
  const toCome = instants.map((instant) => !isOver(instant, now));
  const find = (cells: readonly number[], meant: readonly boolean[]): number[] =>
    placesOf(subjects, cells, isRepairing, meant).filter((place) => isMeant(place) && isUsual(subjects[place]));
  const isKnown = (place: number): boolean => !isUnknown(subjects[place]);
  const all = find(after, toCome);
  return {
    could: find(before, toCome).filter(isKnown),
    can: all.filter(isKnown),
    unknown: all.filter((place) => !isKnown(place)),
    until: firstTime(instants, toCome, (isThen) => find(after, isThen).some(isKnown)),
  };
}

/** From when on somebody can, of what does not come again: undefined where somebody can by now. */
function firstTime(
  instants: readonly MatrixInstant[],
  toCome: readonly boolean[],
  canSomebody: (isThen: readonly boolean[]) => boolean,
): string | undefined {
  const coming = instants.flatMap(({ at, recurs }, place) =>
    toCome[place] === true && recurs === 'never' ? [{ at, place }] : [],
  );
  const first = coming.find(({ place }) => canSomebody(instants.map((_, one) => one === place)));
  return first === coming[0] ? undefined : first?.at;
}

function repairs({ isAdmin, isBypass }: MatrixOutcome): boolean {
  return isAdmin && isBypass !== true;
}

/** A team or key that the account does not know is more likely to be misspelt. */
function isUnknown(subject: MatrixSubject | undefined): boolean {
  return subject?.state === 'unknown';
}

/**
 * That a key is no member is less likely than that it is one, which the same key stands for; and who is no member has no
 * teams (login policy documentation).
 */
function isUsual(subject: MatrixSubject | undefined): boolean {
  const { member, teams = [] } = subject?.session ?? {};
  return member !== false || (subject?.kind !== 'key' && teams.length === 0);
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
