import type { Problem } from '../rules/rule.ts';
import type { Clause } from '../syntax/model.ts';
import { describeSession, requestOf } from './describeSession.ts';
import { isExplained } from './explained.ts';
import { placeOf } from './placeOf.ts';
import type { SimulatedContext, SimulatedRule } from './rule.ts';
import type { SimulatedPolicy, SimulatedResult } from './simulateSessions.ts';
import { resultsToCome, sessionsToCome, tellEnd } from './toCome.ts';
import { areTried, clausesBehind } from './tried.ts';

/** `deny` or `deny_admin` for every known login, by now. */
export const rule: SimulatedRule<'SL051'> = {
  id: 'SL051',
  *check(context) {
    const denied = findAlways('deny', context);
    if (denied) yield { ...denied, message: 'denied', values: valuesOf(denied) };
    const { policy } = context;
    const admins = clausesOf('admin', policy);
    const isAdmin = resultsToCome(policy).some(({ fired }) => admins.some((clause) => fired.has(clause)));
    const stripped = isAdmin && !denied ? findAlways('deny_admin', context) : undefined;
    if (stripped) yield { ...stripped, message: 'stripped', values: valuesOf(stripped) };
  },
};

type Always = Pick<Problem<'SL051'>, 'at' | 'related' | 'session'> & {
  readonly who: string;
  /** ` since …`, where some were spared once. */
  readonly when: string;
};

function valuesOf({ who, when }: Always): { session: string; when: string } {
  return { session: who, when };
}

/** Where some clause of the rule fires in every session that may come. */
function findAlways(name: 'deny' | 'deny_admin', context: SimulatedContext): Always | undefined {
  const { policy, said } = context;
  const clauses = clausesOf(name, policy);
  const [first, ...others] = clauses;
  const [shown] = sessionsToCome(policy, () => true);
  const coming = resultsToCome(policy);
  const isRefused = ({ fired }: SimulatedResult): boolean => clauses.some((clause) => fired.has(clause));
  const isAlways = coming.every(isRefused);
  if (!first || !shown || !isAlways || said.some(({ rule: id }) => id === 'SL015' || id === 'SL014')) return undefined;
  if (isExplained(clauses, context)) return undefined;
  if (!clauses.every((clause) => areTried(clausesBehind(clause, policy.model), policy))) return undefined;
  const alone = clauses.find((clause) => coming.every(({ fired }) => fired.has(clause)));
  const related = alone
    ? []
    : others.map((clause) => ({ at: placeOf(clause, policy.model), message: 'Or this holds.' }));
  return {
    at: placeOf(alone ?? first, policy.model),
    related,
    session: requestOf(shown, policy),
    who: describeSession(shown, policy),
    when: policy.results.every(isRefused) ? '' : tellSince(policy, isRefused),
  };
}

function tellSince(policy: SimulatedPolicy, isRefused: (result: SimulatedResult) => boolean): string {
  const end = tellEnd(policy, (result) => !isRefused(result));
  return end === undefined ? ' from now on' : ` since ${end}`;
}

function clausesOf(name: string, { model, marked }: SimulatedPolicy): Clause[] {
  return model.rulesNamed(name).filter((clause) => marked.has(clause));
}
