/** Clauses that no session fires, though all that they tell apart was tried. */
import { LOGIN_RULES } from '../policy/loginContract.ts';
import type { Clause } from '../syntax/model.ts';
import type { SimulatedPolicy, SimulatedResult } from './simulateSessions.ts';
import { resultsToCome } from './toCome.ts';
import { areTried, clausesBehind } from './tried.ts';
import { counted } from '../counted.ts';

/** They come along with a decision, and change nothing of it. */
const ASIDE: ReadonlySet<string> = new Set(['sample', 'flag']);

/** Of the rules that decide and those they ask, in the order of the text. */
export function neverFiring(policy: SimulatedPolicy): Clause[] {
  return silentClauses(policy, policy.results);
}

/** Those that fire no more: what they ask of the time is over. */
export function noLongerFiring(policy: SimulatedPolicy): Clause[] {
  const never = new Set(neverFiring(policy));
  return silentClauses(policy, resultsToCome(policy)).filter((clause) => !never.has(clause));
}

/** Which none of the results fires. */
function silentClauses(policy: SimulatedPolicy, results: readonly SimulatedResult[]): Clause[] {
  const { model, marked } = policy;
  if (!policy.isWhole || results.length === 0) return [];
  const fired = new Set(results.flatMap((result) => [...result.fired]));
  const deciding = LOGIN_RULES.flatMap(({ name }) => (ASIDE.has(name) ? [] : (model.rules.get(name) ?? [])));
  const asked = new Set(deciding.flatMap((rule) => [rule, ...model.rulesAskedBy(rule)]));
  return model.clauses.filter(
    (clause) =>
      marked.has(clause) &&
      !fired.has(clause) &&
      asked.has(clause.rule) &&
      areTried(clausesBehind(clause, model), policy),
  );
}

/** `29 sessions`: those that the policy is asked about. */
export function countSessions({ of }: SimulatedPolicy): string {
  return counted(
    of.reduce((count, result) => count + Number(result >= 0), 0),
    'session',
  );
}
