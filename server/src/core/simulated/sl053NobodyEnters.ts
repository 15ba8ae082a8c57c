import type { Problem } from '../rules/rule.ts';
import { describeSession, requestOf } from './describeSession.ts';
import { isExplained } from './explained.ts';
import { placeOf } from './placeOf.ts';
import { countSessions } from './neverFiring.ts';
import type { SimulatedContext, SimulatedRule } from './rule.ts';
import type { SimulatedPolicy, SimulatedResult } from './simulateSessions.ts';
import { resultsToCome, sessionsToCome, tellEnd } from './toCome.ts';
import { rule as alwaysRefused } from './sl051AlwaysRefused.ts';
import { areTried, clausesBehind } from './tried.ts';

/** By now nobody gets in but those whom Spacelift does not ask the policy about. */
export const rule: SimulatedRule<'SL053'> = {
  id: 'SL053',
  *check(context) {
    const found = findNobody(context);
    if (found) yield found;
  },
};

/** What other rules tell better is left to them. */
const TOLD: ReadonlySet<string> = new Set(['SL012', 'SL014', 'SL015', 'SL016', 'SL032']);

export function findNobody(context: SimulatedContext): Problem<'SL053'> | undefined {
  const { policy, said, stops } = context;
  const { model } = policy;
  const entry = model.rulesNamed('allow', 'admin').filter(({ isDefault }) => !isDefault);
  const [first] = entry;
  const [shown] = sessionsToCome(policy, () => true);
  const isEntered = resultsToCome(policy).some(getsIn);
  if (!first || !shown || isEntered || said.some(({ rule: id }) => TOLD.has(id))) return undefined;
  const asked = [...entry, ...model.rulesNamed('deny', 'deny_admin')];
  if (isExplained(asked, context)) return undefined;
  if (!asked.every((clause) => areTried(clausesBehind(clause, model), policy))) return undefined;
  if ([...alwaysRefused.check(context)].some(({ message }) => message === 'denied')) return undefined;
  const related = entry.flatMap((clause) => {
    const stop = stops.get(clause);
    return stop ? [{ at: stop.expression, message: 'The furthest stops here.' }] : [];
  });
  const session = stops.get(first)?.session ?? shown;
  return {
    at: placeOf(first, model),
    message: 'nobody',
    values: { when: tellWhen(policy), count: countSessions(policy), session: describeSession(session, policy) },
    related,
    session: requestOf(session, policy),
  };
}

function getsIn({ outcome: { level } }: SimulatedResult): boolean {
  return level === 'allow' || level === 'admin';
}

/** ` any more, since …`, where somebody did. */
function tellWhen(policy: SimulatedPolicy): string {
  if (!policy.results.some(getsIn)) return '';
  const end = tellEnd(policy, getsIn);
  return end === undefined ? ' any more' : ` any more, since ${end}`;
}
