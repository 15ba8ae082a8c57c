import type { Clause } from '../syntax/model.ts';
import { describeSession, requestOf } from './describeSession.ts';
import { placeOf } from './placeOf.ts';
import type { SimulatedRule } from './rule.ts';
import type { SimulatedPolicy, SimulatedSession } from './simulateSessions.ts';
import { sessionsToCome } from './toCome.ts';

/** The whole account for somebody without a team, whom nothing names. */
export const rule: SimulatedRule<'SL052'> = {
  id: 'SL052',
  *check({ policy, said }) {
    if (said.some(({ rule: id }) => id === 'SL024')) return;
    const admins = [...sessionsToCome(policy, ({ outcome }) => outcome.isAdmin)];
    const found = findOf('outsider', admins) ?? findOf('member', admins);
    const clause = found && findClause(found, policy);
    if (!found || !clause) return;
    const hasOutsiders = policy.plan.candidates.some(({ kind }) => kind === 'outsider');
    const isMember = found.person.subject.kind === 'member' && hasOutsiders;
    yield {
      at: placeOf(clause, policy.model),
      message: isMember ? 'members' : 'anybody',
      values: { session: describeSession(found, policy) },
      session: requestOf(found, policy),
    };
  },
};

/** Under a login that fits nothing the policy asks for. */
function findOf(kind: 'outsider' | 'member', sessions: readonly SimulatedSession[]): SimulatedSession | undefined {
  return sessions.find(
    ({ person: { subject } }) =>
      subject.kind === kind && subject.origin === 'policy' && subject.session.login === undefined,
  );
}

/** Of `admin`, else of what grants a role in root. */
function findClause({ fired }: SimulatedSession, { model }: SimulatedPolicy): Clause | undefined {
  return ['admin', 'roles', 'space_admin']
    .flatMap((name) => model.rulesNamed(name))
    .find((clause) => fired.has(clause));
}
