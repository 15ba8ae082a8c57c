/** Who gets in as what, from where and when: every session of a plan through the policies, grouped. */
import type { OpaError } from '../../protocol/engine.ts';
import type { AccessMatrix } from '../../protocol/matrix.ts';
import type { Notice } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import type { CancellationToken } from '../ports.ts';
import { orderNotices } from '../simulation/judgement.ts';
import { describePreludeGuesses } from '../simulation/preludeGuesses.ts';
import { describeStanding } from '../simulation/standing.ts';
import { listAssumed } from './assumed.ts';
import { evaluate, type Evaluation, type EvaluationContext, type OnProgress, type ReadPolicy } from './evaluate.ts';
import { foldPeople, pickCells } from './fold.ts';
import { groupCells } from './group.ts';
import { orderOutcomes } from './outcomes.ts';
import { isCertain, type SessionPlan } from './plan.ts';
import { makeSessions, type Sessions } from './sessions.ts';

export interface MatrixContext extends EvaluationContext {
  /** Nanoseconds since 1970: stands for any instant. */
  readonly now: bigint;
}

export type MatrixResult =
  | { ok: true; matrix: AccessMatrix }
  /** The policy of that name does not compile: OPA's errors, at least one. */
  | { ok: false; name: string; errors: OpaError[] };

/**
 * Several policies are taken together (`core/access/combine.ts`).
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function buildMatrix(
  policies: readonly ReadPolicy[],
  plan: SessionPlan,
  context: MatrixContext,
  token?: CancellationToken,
  onProgress?: OnProgress,
): Promise<MatrixResult> {
  const sessions = makeSessions(plan, context.account, context.now);
  const result = await evaluate(policies, sessions, context, token, onProgress);
  if (!result.ok) return result;
  return { ok: true, matrix: assemble(policies, plan, sessions, result.evaluation, context.account) };
}

function assemble(
  policies: readonly ReadPolicy[],
  plan: SessionPlan,
  { people, places: { length } }: Sessions,
  evaluation: Evaluation,
  account: Inventory | undefined,
): AccessMatrix {
  const { addresses, instants, zones, areInstantsCut, networks } = plan;
  const undecided = describeUndecided(evaluation);
  const outcomes = orderOutcomes(evaluation.outcomes, account);
  const order = new Map(outcomes.map((outcome, index) => [outcome, index]));
  const places = evaluation.outcomes.map((outcome) => order.get(outcome) ?? -1);
  const ordered = evaluation.cells.map((outcome) => places[outcome] ?? -1);
  const folded = foldPeople(people, (person) => ordered.subarray(person * length, (person + 1) * length).join());
  const cells = pickCells(ordered, folded.people, length);
  const size = { subjects: folded.subjects.length, addresses: addresses.length, instants: instants.length };
  return {
    subjects: folded.subjects,
    addresses: [...addresses],
    instants: [...instants],
    zones,
    areInstantsCut,
    networks,
    leftOut: [...plan.leftOut, ...undecided],
    isWhole: isCertain(plan) && undecided.length === 0,
    outcomes,
    cells,
    rows: groupCells(cells, size).map(({ value, subjects, where }) => ({ outcome: value, subjects, where })),
    assumed: listAssumed(
      people,
      policies.map(({ model }) => model),
    ),
    notices: listNotices(policies, evaluation.notices, account),
  };
}

/** Where the time was up. */
export function describeUndecided({ outcomes, cells }: Evaluation): string[] {
  const count = cells.filter((outcome) => outcomes[outcome]?.level === 'undecided').length;
  if (count === 0) return [];
  const how = '`login-policy` in a terminal waits 20 seconds for each login, an editor less while something else waits';
  return [`${count} sessions are not decided: the policy takes too long over some of them; ${how}`];
}

/** What else there is to know: about the policies, their results, the account. The gravest first. */
export function listNotices(
  policies: readonly ReadPolicy[],
  ofResults: readonly Notice[],
  account: Inventory | undefined,
): Notice[] {
  const guesses = policies.flatMap(({ model, source }) => describePreludeGuesses(model, source.engine));
  const several = policies.length > 1 ? [describeSeveral(policies.length)] : [];
  return orderNotices([...ofResults, ...guesses, ...several, ...describeStanding(account?.account)]);
}

function describeSeveral(count: number): Notice {
  const message = `Each of the ${count} policies is asked by itself, and one deny beats all; that everything else adds up is not documented. Taken to`;
  return { code: 'undocumented', severity: 'information', message };
}
