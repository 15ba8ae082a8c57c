/** How many API keys and teams of the account a rule, or a clause of it, can concern: in some session it fires. */
import type { Candidate } from '../matrix/candidate.ts';
import type { Clause } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { SimulatedPolicy } from './simulateSessions.ts';
import { areTried, clausesBehind } from './tried.ts';
import { counted } from '../counted.ts';

export interface MatchCount {
  readonly keys: number;
  readonly teams: number;
  /** There are no others. */
  readonly isAll: boolean;
}

export interface MatchCounts {
  /** By name; without those of which it is not known. */
  readonly rules: ReadonlyMap<string, MatchCount>;
  /** Of the clauses that are in rules whose text begins there (`Clause.whole`), together. */
  ofClauses(starts: readonly number[]): MatchCount | undefined;
}

/** Undefined without an account. */
export function countMatches(policy: SimulatedPolicy): MatchCounts | undefined {
  const { model, account } = policy;
  if (account === undefined) return undefined;
  const clauses = model.clauses.filter(({ isDefault }) => !isDefault);
  const firing = candidatesFiring(policy);
  const find = (own: readonly Clause[]): Matching | undefined => findAny(own, firing, policy);
  const ofClauses = findEach(
    groupBy(clauses, ({ whole }) => whole.from),
    find,
  );
  const ofRules = findEach(
    groupBy(clauses, ({ rule }) => rule.name),
    find,
  );
  return {
    rules: new Map([...ofRules].map(([rule, one]) => [rule, sumUp([one])])),
    ofClauses: (starts) => {
      const all = starts.map((start) => ofClauses.get(start));
      const known = all.filter((one) => one !== undefined);
      return known.length < all.length ? undefined : sumUp(known);
    },
  };
}

/** Whom it concerns, by their places among the plan's candidates. */
interface Matching {
  readonly keys: readonly number[];
  readonly teams: readonly number[];
  readonly isAll: boolean;
}

function sumUp(all: readonly Matching[]): MatchCount {
  return {
    keys: new Set(all.flatMap(({ keys }) => keys)).size,
    teams: new Set(all.flatMap(({ teams }) => teams)).size,
    isAll: all.every(({ isAll }) => isAll),
  };
}

function findEach<Key>(
  groups: ReadonlyMap<Key, readonly Clause[]>,
  find: (clauses: readonly Clause[]) => Matching | undefined,
): Map<Key, Matching> {
  const all = new Map<Key, Matching>();
  for (const [key, clauses] of groups) {
    const found = find(clauses);
    if (found) all.set(key, found);
  }
  return all;
}

/** Of each clause, who can fire it by now, by the place among the plan's candidates; of one without a body, everybody. */
function candidatesFiring({ model, sessions, results, of, isOver }: SimulatedPolicy): Map<Clause, Set<number>> {
  const facts = model.clauses.filter(({ body, isDefault }) => body === undefined && !isDefault);
  const firing = new Map<Clause, Set<number>>();
  const { length } = sessions.places;
  for (const [index, { candidate }] of sessions.people.entries()) {
    const own = new Set(of.subarray(index * length, (index + 1) * length).filter((_, place) => isOver[place] !== true));
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
function findAny(
  clauses: readonly Clause[],
  firing: ReadonlyMap<Clause, ReadonlySet<number>>,
  policy: SimulatedPolicy,
): Matching | undefined {
  const { marked, model, plan, account } = policy;
  if (clauses.some((clause) => clause.body !== undefined && !marked.has(clause))) return undefined;
  const all = [...new Set(clauses.flatMap((clause) => [...(firing.get(clause) ?? [])]))];
  // Whoever is gone, or is not known to the account, has a state.
  const isOwn = (place: number, isMeant: (candidate: Candidate) => boolean): boolean => {
    const candidate = plan.candidates[place];
    return candidate !== undefined && candidate.state === undefined && isMeant(candidate);
  };
  const keys = all.filter((place) => isOwn(place, ({ kind, origin }) => kind === 'key' && origin === 'account'));
  const teams = all.filter((place) => isOwn(place, isOneTeam));
  const { apiKeys, teams: reported } = account?.account ?? {};
  const areAllTried = clauses.every((clause) => areTried(clausesBehind(clause, model), policy));
  return { keys, teams, isAll: areAllTried && apiKeys?.state === 'complete' && reported?.state === 'complete' };
}

function isOneTeam({ kind, sessions: [first] }: Candidate): boolean {
  return kind === 'team' && first?.teams?.length === 1 && first.member !== false;
}

/** `13 keys, 4 teams can match`; undefined where nothing is known. */
export function describeMatches({ keys, teams, isAll }: MatchCount): string | undefined {
  if (keys + teams === 0) return isAll ? 'no key or team can match' : undefined;
  const parts = [...(keys > 0 ? [counted(keys, 'key')] : []), ...(teams > 0 ? [counted(teams, 'team')] : [])];
  return `${isAll ? '' : 'at least '}${parts.join(', ')} can match`;
}
