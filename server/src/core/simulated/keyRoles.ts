/** Which API keys a policy gives a role, as what they come to shows. */
import type { SimulatedPolicy, SimulatedResult, SimulatedSession } from './simulateSessions.ts';

/** A key that gets a role. */
export interface RoleHolder {
  readonly slug: string;
  /** The first session in which it does. */
  readonly session: SimulatedSession;
  /** What all of these come to. */
  readonly results: readonly SimulatedResult[];
}

/** Whether the role is in force in a space (an id), inherited or not, in any of the sessions. */
export function holdsIn({ slug, results }: RoleHolder, space: string): boolean {
  return results.some(({ outcome }) => outcome.access[space]?.includes(slug));
}

/** By slug, by the id of the key: in any form of its login, from anywhere and at any time. */
export function listRoleHolders({
  sessions: { people, places },
  results,
  of,
}: SimulatedPolicy): ReadonlyMap<string, ReadonlyMap<string, RoleHolder>> {
  const slugsOf = new Map(results.map((one) => [one, new Set(Object.values(one.outcome.access).flat())]));
  const bySlug = new Map<string, Map<string, RoleHolder & { results: SimulatedResult[] }>>();
  const seen = new Set<string>();
  for (const [cell, number] of of.entries()) {
    const person = people[Math.floor(cell / places.length)];
    const [result, place] = [results[number], places[cell % places.length]];
    if (person?.key === undefined || result === undefined || place === undefined) continue;
    const { id } = person.key;
    if (seen.size === seen.add(`${id} ${number}`).size) continue;
    for (const slug of slugsOf.get(result) ?? []) {
      const holders = bySlug.get(slug) ?? new Map<string, RoleHolder & { results: SimulatedResult[] }>();
      const holder = holders.get(id) ?? { slug, session: { ...result, person, place }, results: [] };
      holder.results.push(result);
      bySlug.set(slug, holders.set(id, holder));
    }
  }
  return bySlug;
}
