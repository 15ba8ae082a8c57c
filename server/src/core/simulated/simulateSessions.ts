/** Every session of a policy's matrix: what it comes to, and which clauses fire. */
import type { Outcome, PolicySource } from '../../protocol/engine.ts';
import type { MatrixOutcome } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';
import { withOpaVersion } from '../account/opaVersion.ts';
import { decideSessions, type Pace } from '../matrix/decideSessions.ts';
import { OutcomeReader } from '../matrix/outcomes.ts';
import { planSessions, type PlanOptions, type SessionPlan } from '../matrix/plan.ts';
import { isOver } from '../matrix/time/isOver.ts';
import { makeSessions, type Person, type Place, type Sessions } from '../matrix/sessions.ts';
import { writeInputs } from '../matrix/writeInputs.ts';
import type { CancellationToken, Engine } from '../ports.ts';
import { bypasses } from '../simulation/judgement.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';
import { markClauses, type Mark, type MarkedPolicy } from './markClauses.ts';

export interface SimulationRequest extends PlanOptions {
  /** Of the policy that `source` is. */
  readonly model: PolicyModel;
  readonly source: PolicySource;
  readonly engine: Engine;
  readonly pace?: Pace;
}

/** What sessions come to that the policy can't tell apart, or that come to the same. */
export interface SimulatedResult {
  readonly outcome: MatrixOutcome;
  readonly fired: ReadonlySet<Clause>;
}

/** One session, and what it comes to. */
export interface SimulatedSession extends SimulatedResult {
  readonly person: Person;
  readonly place: Place;
}

export interface SimulatedPolicy {
  readonly model: PolicyModel;
  readonly source: PolicySource;
  readonly account: Inventory | undefined;
  readonly plan: SessionPlan;
  readonly sessions: Sessions;
  /** Each once. */
  readonly results: readonly SimulatedResult[];
  /** Of each session, person by person, of each place by place, the place of its result. -1: the policy is not asked. */
  readonly of: Int32Array;
  /** Of each place of `sessions`: all that it stands for is gone by. */
  readonly isOver: readonly boolean[];
  /** Clauses of which it is known whether they fire. */
  readonly marked: ReadonlySet<Clause>;
  /** Nothing was left out that the policy's text tells apart, and everything was decided. */
  readonly isWhole: boolean;
}

/**
 * Undefined where the policy does not compile, or says of itself what this needs (`markClauses`).
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function simulateSessions(
  request: SimulationRequest,
  token?: CancellationToken,
): Promise<SimulatedPolicy | undefined> {
  const { model, source, account, now } = request;
  const plan = planSessions([model], request);
  const sessions = makeSessions(plan, account, now);
  const marked = markClauses(model, source.engine);
  const decided = await decideMarked(marked, sessions, request, token);
  if (!decided) return undefined;
  const reader = new OutcomeReader([''], account);
  const results = decided.results.map(({ outcome, held }) => ({
    outcome: reader.read([outcome], []),
    fired: new Set(held.map(({ clause }) => clause)),
  }));
  const isDecided = results.every(({ outcome: { level } }) => level !== 'undecided');
  return {
    model,
    source,
    account,
    plan,
    sessions,
    results,
    of: decided.of,
    isOver: plan.addresses.flatMap(() => plan.instants.map((instant) => isOver(instant, now))),
    marked: new Set([...marked.marks.values()].map(({ clause }) => clause)),
    isWhole: isDecided && plan.isWhole,
  };
}

export interface DecidedMarks {
  readonly results: readonly { readonly outcome: Outcome | undefined; readonly held: readonly Mark[] }[];
  /** As in `SimulatedPolicy`. */
  readonly of: Int32Array;
}

/**
 * What marked clauses hold in which sessions. Undefined where what is marked does not compile.
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function decideMarked(
  { text, marks }: MarkedPolicy,
  sessions: Sessions,
  { model, source, engine, account, pace }: Pick<SimulationRequest, 'model' | 'source' | 'engine' | 'account' | 'pace'>,
  token: CancellationToken | undefined,
): Promise<DecidedMarks | undefined> {
  const inputs = writeInputs(sessions, model, (person) => !isBypassing(sessions.people[person]));
  const policy = withOpaVersion({ ...source, text }, account);
  const answers = await decideSessions(policy, inputs, engine, token, () => undefined, pace);
  if (!answers.ok) return undefined;
  const places = inputs.of.map((part) => (part < 0 ? -1 : (answers.of[part] ?? -1)));
  const used = [...new Set(places)].filter((place) => place >= 0);
  const order = new Map(used.map((place, index) => [place, index]));
  return {
    results: used.map((place) => ({
      outcome: answers.results[place],
      held: readMarks(answers.results[place], marks),
    })),
    of: places.map((place) => order.get(place) ?? -1),
  };
}

function isBypassing(person: Person | undefined): boolean {
  return person !== undefined && bypasses(person);
}

function readMarks(outcome: Outcome | undefined, marks: MarkedPolicy['marks']): Mark[] {
  const flag = outcome?.kind === 'decided' ? outcome.result.flag : undefined;
  if (!Array.isArray(flag)) return [];
  return flag.flatMap((member: unknown) => (typeof member === 'string' ? (marks.get(member) ?? []) : []));
}
