/** Who gains and who loses what, from one version of the login policies to another, over the sessions of a plan. */
import type { OpaError } from '../../protocol/engine.ts';
import type { AccessDifference } from '../../protocol/matrix.ts';
import { listAssumed } from '../matrix/assumed.ts';
import { listNotices, type MatrixContext } from '../matrix/buildMatrix.ts';
import { evaluate } from '../matrix/evaluate.ts';
import { isCertain, type SessionPlan } from '../matrix/plan.ts';
import { makeSessions, type Sessions } from '../matrix/sessions.ts';
import type { CancellationToken } from '../ports.ts';
import { bypasses } from '../simulation/judgement.ts';
import { compareEvaluations, type Compared } from './compareEvaluations.ts';
import { judge } from './compareOutcomes.ts';
import { explainRows, type Sides } from './explainRows.ts';
import { findLockOut } from './lockOut.ts';
import { areSameText } from './sameText.ts';

export type DifferenceResult =
  | { ok: true; difference: AccessDifference }
  /** The policy of that name, on that side, does not compile: OPA's errors, at least one. */
  | { ok: false; side: keyof Sides; name: string; errors: OpaError[] };

/** How many different inputs of that side are decided, of how many. */
export type OnSideProgress = (done: number, all: number, side: keyof Sides) => void;

/**
 * Several policies are taken together (`core/access/combine.ts`).
 * @param plan made for the policies of both sides
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function diffAccess(
  sides: Sides,
  plan: SessionPlan,
  context: MatrixContext,
  token?: CancellationToken,
  onProgress?: OnSideProgress,
): Promise<DifferenceResult> {
  const sessions = makeSessions(plan, context.account, context.now);
  const ask = (side: keyof Sides) =>
    evaluate(sides[side], sessions, context, token, (done, all) => onProgress?.(done, all, side));
  const before = await ask('before');
  if (!before.ok) return { ...before, side: 'before' };
  const after = await ask('after');
  if (!after.ok) return { ...after, side: 'after' };
  const evaluations = { before: before.evaluation, after: after.evaluation };
  const compared = compareEvaluations(evaluations, plan, sessions, context.account);
  const rows = await explainRows(compared, sides, plan, sessions, context, token);
  const notices = listNotices(sides.after, evaluations.after.notices, context.account);
  const difference = assemble({ ...compared, rows }, sides, plan, sessions, context.now);
  const isOpen = difference.verdict === 'same' && !difference.isWhole;
  const isSameText = isOpen && (await areSameText(sides, context.engine, token));
  return { ok: true, difference: { ...difference, ...(isSameText && { isSameText }), notices } };
}

function assemble(
  { rows, people, ...compared }: Compared,
  { before, after }: Sides,
  plan: SessionPlan,
  sessions: Sessions,
  now: bigint,
): Omit<AccessDifference, 'notices'> {
  const { addresses, instants, zones, areInstantsCut, networks, leftOut } = plan;
  const models = [...before, ...after].map(({ model }) => model);
  const lockedOut = findLockOut(compared, { instants, now });
  const bypassing = sessions.people.filter((person) => bypasses(person) && person.subject.state === 'admin');
  return {
    verdict: judge(rows),
    ...(lockedOut && { lockedOut }),
    bypassing: bypassing.map(({ subject }) => subject.name),
    subjects: compared.subjects,
    addresses: [...addresses],
    instants: [...instants],
    zones,
    areInstantsCut,
    networks,
    leftOut,
    isWhole: isCertain(plan) && compared.undecided === 0,
    outcomes: compared.outcomes,
    rows,
    undecided: compared.undecided,
    sessions: people.length * addresses.length * instants.length,
    assumed: listAssumed(sessions.people, models),
  };
}
