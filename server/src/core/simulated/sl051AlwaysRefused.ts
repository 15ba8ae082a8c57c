import type { Problem } from '../rules/rule.ts';
import type { Clause } from '../syntax/model.ts';
import { describeSession, requestOf } from './describeSession.ts';
import { isExplained } from './explained.ts';
import { placeOf } from './placeOf.ts';
import type { SimulatedContext, SimulatedRule } from './rule.ts';
import { sessionsWhere, type SimulatedPolicy } from './simulateSessions.ts';
import { areTried, clausesBehind } from './tried.ts';

/** `deny` or `deny_admin` for every known login. */
export const rule: SimulatedRule<'SL051'> = {
  id: 'SL051',
  *check(context) {
    const denied = findAlways('deny', context);
    if (denied) yield { ...denied, message: 'denied', values: { session: denied.who } };
    const { policy } = context;
    const admins = clausesOf('admin', policy);
    const isAdmin = policy.results.some(({ fired }) => admins.some((clause) => fired.has(clause)));
    const stripped = isAdmin && !denied ? findAlways('deny_admin', context) : undefined;
    if (stripped) yield { ...stripped, message: 'stripped', values: { session: stripped.who } };
  },
};

type Always = Pick<Problem<'SL051'>, 'at' | 'related' | 'session'> & { readonly who: string };

/** Where some clause of the rule fires in every session. */
function findAlways(name: 'deny' | 'deny_admin', context: SimulatedContext): Always | undefined {
  const { policy, said } = context;
  const clauses = clausesOf(name, policy);
  const [first, ...others] = clauses;
  const [shown] = sessionsWhere(policy, () => true);
  const isAlways = policy.results.every(({ fired }) => clauses.some((clause) => fired.has(clause)));
  if (!first || !shown || !isAlways || said.some(({ rule: id }) => id === 'SL015' || id === 'SL014')) return undefined;
  if (isExplained(clauses, context)) return undefined;
  if (!clauses.every((clause) => areTried(clausesBehind(clause, policy.model), policy))) return undefined;
  const alone = clauses.find((clause) => policy.results.every(({ fired }) => fired.has(clause)));
  const related = alone
    ? []
    : others.map((clause) => ({ at: placeOf(clause, policy.model), message: 'Or this holds.' }));
  return {
    at: placeOf(alone ?? first, policy.model),
    related,
    session: requestOf(shown, policy),
    who: describeSession(shown, policy),
  };
}

function clausesOf(name: string, { model, marked }: SimulatedPolicy): Clause[] {
  return model.rulesNamed(name).filter((clause) => marked.has(clause));
}
