/** Sessions at a time that is not over: only those let somebody in, or refuse somebody. */
import { Temporal } from 'temporal-polyfill';
import { byDate, clockOf } from '../matrix/words/stretches.ts';
import type { SimulatedPolicy, SimulatedResult, SimulatedSession } from './simulateSessions.ts';

type IsMeant = (result: SimulatedResult) => boolean;

/** Those that the policy is asked about, in order, where `isMeant` holds of what they come to. */
export function* sessionsToCome(policy: SimulatedPolicy, isMeant: IsMeant): Iterable<SimulatedSession> {
  const {
    sessions: { people, places },
    results,
  } = policy;
  for (const cell of cellsWhere(policy, isMeant, false)) {
    const [person, place] = [people[Math.floor(cell / places.length)], places[cell % places.length]];
    const found = results[policy.of[cell] ?? -1];
    if (person && place && found) yield { ...found, person, place };
  }
}

/** What they come to, each once. */
export function resultsToCome({ results, of, isOver }: SimulatedPolicy): SimulatedResult[] {
  const coming = new Set(of.filter((_, cell) => isOver[cell % isOver.length] !== true));
  return results.filter((_, place) => coming.has(place));
}

/** `2023-11-14 22:13:20 (UTC)`: since when none is meant any more; undefined where none ever was, or it is not exact. */
export function tellEnd(policy: SimulatedPolicy, isMeant: IsMeant): string | undefined {
  const { instants, zones } = policy.plan;
  const places = [...cellsWhere(policy, isMeant, true)].map((cell) => cell % instants.length);
  const latest = instants[Math.max(...places)];
  const last = latest?.recurs === 'never' ? latest.until : undefined;
  if (last === undefined) return undefined;
  const zone = zones[0] ?? 'UTC';
  const time = Temporal.Instant.from(last).toZonedDateTimeISO(zone);
  return `${byDate(time)}${clockOf(time)} (${zone})`;
}

function* cellsWhere({ results, of, isOver }: SimulatedPolicy, isMeant: IsMeant, over: boolean): Iterable<number> {
  const meant = results.map(isMeant);
  for (const [cell, result] of of.entries()) {
    if (result >= 0 && meant[result] === true && isOver[cell % isOver.length] === over) yield cell;
  }
}
