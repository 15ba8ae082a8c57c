/** Where the sessions stop that get furthest in a clause that none fires. */
import type { CancellationToken } from '../ports.ts';
import type { Clause, Expression } from '../syntax/model.ts';
import { markBeginnings } from './markClauses.ts';
import {
  decideMarked,
  type DecidedMarks,
  type SimulatedPolicy,
  type SimulatedSession,
  type SimulationRequest,
} from './simulateSessions.ts';

export interface Stop {
  readonly expression: Expression;
  /** One that comes so far; missing where none meets anything. */
  readonly session?: Pick<SimulatedSession, 'person' | 'place'>;
}

/** Of a policy in which more than so many clauses never fire, something else is wrong. */
const MOST_CLAUSES = 12;

/**
 * None for a clause whose body does not read in this order alone.
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function findStops(
  clauses: readonly Clause[],
  policy: SimulatedPolicy,
  request: Pick<SimulationRequest, 'engine' | 'pace'>,
  token?: CancellationToken,
): Promise<Map<Clause, Stop>> {
  const stops = new Map<Clause, Stop>();
  for (const clause of clauses.slice(0, MOST_CLAUSES)) {
    const marked = markBeginnings([clause], policy.model, policy.source.engine);
    if (marked.marks.size === 0) continue;
    const decided = await decideMarked(marked, policy.sessions, { ...policy, ...request }, token);
    const stop = decided && furthest(clause, decided, policy);
    if (stop) stops.set(clause, stop);
  }
  return stops;
}

function furthest({ body }: Clause, { results, of }: DecidedMarks, { sessions }: SimulatedPolicy): Stop | undefined {
  const depths = results.map(({ held }) => Math.max(0, ...held.map(({ expressions }) => expressions)));
  const depth = Math.max(0, ...depths);
  const expression = body?.expressions[depth];
  if (!expression) return undefined;
  const cell = depth === 0 ? -1 : of.findIndex((result) => depths[result] === depth);
  const { length } = sessions.places;
  const [person, place] = [sessions.people[Math.floor(cell / length)], sessions.places[cell % length]];
  return { expression, ...(person && place && { session: { person, place } }) };
}
