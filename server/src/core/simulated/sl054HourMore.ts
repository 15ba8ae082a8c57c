import { Temporal } from 'temporal-polyfill';
import { sayChange } from '../rules/effects/widening.ts';
import type { Problem, ProblemFix } from '../rules/rule.ts';
import type { Clause, Operation, PolicyModel } from '../syntax/model.ts';
import { listBoundaries, type Boundary } from '../syntax/values/boundaries.ts';
import { describeSession, requestOf } from './describeSession.ts';
import type { SimulatedRule } from './rule.ts';
import { sessionsWhere, type SimulatedPolicy, type SimulatedSession } from './simulateSessions.ts';
import { toldHours } from './toldHours.ts';

/** `hour <= 4` below a comment that says until 4. */
export const rule: SimulatedRule<'SL054'> = {
  id: 'SL054',
  *check({ policy }) {
    for (const bound of listBounds(policy.model)) {
      const told = toldHours(bound.clause, policy.model).find(({ from, to }) => from === bound.from && to === bound.to);
      const session = told && findWithin(bound, policy);
      if (told && session) yield tell(bound, told.text, session, policy);
    }
  },
};

/** A clause that asks for the hours from one to another, that one included. */
interface Bound {
  readonly clause: Clause;
  readonly operation: Operation;
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

function listBounds(model: PolicyModel): Bound[] {
  const hours = listBoundaries(model).filter(({ domain, condition }) => domain === 'hour' && !condition?.isNegated);
  return hours.flatMap((last) => {
    const { condition, test, zones } = last;
    const operation = condition?.at;
    if (!condition || operation?.kind !== 'operation' || test !== '<=') return [];
    const firsts = hours.filter((other) => other.condition?.clause === last.condition?.clause).flatMap(readFirst);
    const to = Number(last.literal.value);
    return firsts.map((from) => ({
      clause: condition.clause,
      operation,
      from,
      to,
      zone: zones[0] ?? 'UTC',
    }));
  });
}

function readFirst({ test, literal }: Boundary): number[] {
  if (test === '>=') return [Number(literal.value)];
  return test === '>' ? [Number(literal.value) + 1] : [];
}

/** One that fires the clause in the course of its last hour. */
function findWithin({ clause, to, zone }: Bound, policy: SimulatedPolicy): SimulatedSession | undefined {
  for (const session of sessionsWhere(policy, ({ fired }) => fired.has(clause))) {
    const time = Temporal.Instant.fromEpochNanoseconds(session.place.timestamp_ns).toZonedDateTimeISO(zone);
    if (time.hour === to && time.minute > 0) return session;
  }
  return undefined;
}

function tell(bound: Bound, said: string, session: SimulatedSession, policy: SimulatedPolicy): Problem<'SL054'> {
  const { operation, to } = bound;
  const hour = String(to).padStart(2, '0');
  return {
    at: operation,
    message: 'hour',
    values: { last: `${hour}:59`, said, session: describeSession(session, policy) },
    session: requestOf(session, policy),
    fixes: [endAt(`${hour}:00`, operation, policy.model)],
  };
}

/** `hour <= 4`, or `4 >= hour`. */
function endAt(clock: string, operation: Operation, model: PolicyModel): ProblemFix {
  const newText = operation.operator.slice(0, 1);
  return {
    title: `End at ${clock}: \`${newText}\``,
    edits: [{ span: operation.operatorSpan, newText }],
    ...sayChange(operation, 'less', model),
  };
}
