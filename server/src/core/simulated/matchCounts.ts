/** How many API keys and teams of the account a rule, or a clause of it, can concern: in some session it fires. */
import { counted } from '../simulation/alternatives/alternatives.ts';
import type { Clause } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { SimulatedPolicy } from './simulateSessions.ts';

export interface MatchCount {
  readonly keys: number;
  readonly teams: number;
  /** There are no others. */
  readonly isAll: boolean;
}

export interface MatchCounts {
  /** By name; without those of which it is not known. */
  readonly rules: ReadonlyMap<string, MatchCount>;
  /** By where the rule's text begins that a clause is in (`Clause.whole`). */
  readonly clauses: ReadonlyMap<number, MatchCount>;
}

/** Undefined without an account. */
export function countMatches(policy: SimulatedPolicy): MatchCounts | undefined {
  const { model, account } = policy;
  if (account === undefined) return undefined;
  const clauses = model.clauses.filter(({ isDefault }) => !isDefault);
  const firing = candidatesFiring(policy);
  const count = (own: readonly Clause[]): MatchCount | undefined => countAny(own, firing, policy);
  return {
    rules: countEach(
      groupBy(clauses, ({ rule }) => rule.name),
      count,
    ),
    clauses: countEach(
      groupBy(clauses, ({ whole }) => whole.from),
      count,
    ),
  };
}

function countEach<Key>(
  groups: ReadonlyMap<Key, readonly Clause[]>,
  count: (clauses: readonly Clause[]) => MatchCount | undefined,
): Map<Key, MatchCount> {
  const counts = new Map<Key, MatchCount>();
  for (const [key, clauses] of groups) {
    const found = count(clauses);
    if (found) counts.set(key, found);
  }
  return counts;
}

/** Of each clause, who fires it, by the place among the plan's candidates; of one without a body, everybody. */
function candidatesFiring({ model, sessions, results, of }: SimulatedPolicy): Map<Clause, Set<number>> {
  const facts = model.clauses.filter(({ body, isDefault }) => body === undefined && !isDefault);
  const firing = new Map<Clause, Set<number>>();
  const { length } = sessions.places;
  for (const [index, { candidate }] of sessions.people.entries()) {
    const own = new Set(of.subarray(index * length, (index + 1) * length));
    for (const result of own) {
      const fired = results[result]?.fired;
      if (!fired) continue;
      for (const clause of [...fired, ...facts]) {
        const known = firing.get(clause) ?? new Set();
        firing.set(clause, known.add(candidate));
      }
    }
  }
  return firing;
}

/** Undefined where it is not known of some clause whether it fires. */
function countAny(
  clauses: readonly Clause[],
  firing: ReadonlyMap<Clause, ReadonlySet<number>>,
  { marked, plan: { candidates }, account, isWhole }: SimulatedPolicy,
): MatchCount | undefined {
  if (clauses.some((clause) => clause.body !== undefined && !marked.has(clause))) return undefined;
  const all = new Set(clauses.flatMap((clause) => [...(firing.get(clause) ?? [])]));
  const who = [...all].flatMap((candidate) => candidates[candidate] ?? []);
  // Whoever is gone, or is not known to the account, has a state.
  const own = who.filter(({ state }) => state === undefined);
  const keys = own.filter(({ kind, origin }) => kind === 'key' && origin === 'account');
  const teams = own.filter(({ kind, sessions: [first] }) => kind === 'team' && first?.teams?.length === 1);
  const { apiKeys, teams: reported } = account?.account ?? {};
  const isAll = isWhole && apiKeys?.state === 'complete' && reported?.state === 'complete';
  return { keys: keys.length, teams: teams.length, isAll };
}

/** `13 keys, 4 teams can match`; undefined where nothing is known. */
export function describeMatches({ keys, teams, isAll }: MatchCount): string | undefined {
  if (keys + teams === 0) return isAll ? 'no key or team can match' : undefined;
  const parts = [...(keys > 0 ? [counted(keys, 'key')] : []), ...(teams > 0 ? [counted(teams, 'team')] : [])];
  return `${isAll ? '' : 'at least '}${parts.join(', ')} can match`;
}
