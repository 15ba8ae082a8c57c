import { overlaps } from '../rules/places.ts';
import type { Clause } from '../syntax/model.ts';
import { describeSession, requestOf } from './describeSession.ts';
import { placeOf } from './placeOf.ts';
import type { SimulatedContext, SimulatedRule } from './rule.ts';
import type { SimulatedPolicy, SimulatedSession } from './simulateSessions.ts';
import { sessionsToCome } from './toCome.ts';

/** The whole account for somebody without a team, whom nothing names. */
export const rule: SimulatedRule<'SL052'> = {
  id: 'SL052',
  *check({ policy, said }) {
    const admins = [...sessionsToCome(policy, ({ outcome }) => outcome.isAdmin)];
    const found = findOf('outsider', admins) ?? findOf('member', admins);
    const clause = found && findClause(found, policy);
    if (!found || !clause || isTold(clause, admins, said, policy)) return;
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

/** By the text, of that clause: what only those get who are no members is shown by one all the same. */
function isTold(
  clause: Clause,
  admins: readonly SimulatedSession[],
  said: SimulatedContext['said'],
  { model }: SimulatedPolicy,
): boolean {
  const own = { from: clause.whole.from, to: clause.to };
  const isSaid = said.some(({ rule: id, range }) => id === 'SL024' && overlaps(model.lines.spanOf(range), own));
  return isSaid && admins.some(({ fired, person: { subject } }) => subject.kind !== 'outsider' && fired.has(clause));
}

/** Of `admin`, else of what grants a role in root. */
function findClause({ fired }: SimulatedSession, { model }: SimulatedPolicy): Clause | undefined {
  return ['admin', 'roles', 'space_admin']
    .flatMap((name) => model.rulesNamed(name))
    .find((clause) => fired.has(clause));
}
