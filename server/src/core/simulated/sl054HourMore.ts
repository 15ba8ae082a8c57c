import { Temporal } from 'temporal-polyfill';
import { sayChange } from '../rules/effects/widening.ts';
import type { Problem, ProblemFix } from '../rules/rule.ts';
import type { Operation, PolicyModel } from '../syntax/model.ts';
import { describeSession, requestOf } from './describeSession.ts';
import { listHourBounds, type HourBound } from './hourBounds.ts';
import { listTellers, type Teller } from './hourTellers.ts';
import type { SimulatedRule } from './rule.ts';
import type { SimulatedPolicy, SimulatedResult, SimulatedSession } from './simulateSessions.ts';
import { sessionsToCome } from './toCome.ts';
import type { ToldHours } from './toldHours.ts';

/** `hour <= 4` below a comment that says until 4; `deny if hour > 17` below one that says from 17 on. */
export const rule: SimulatedRule<'SL054'> = {
  id: 'SL054',
  *check({ policy }) {
    const seen = new Set<HourBound['at']>();
    for (const bound of listHourBounds(policy.model)) {
      const found = seen.has(bound.at) ? undefined : findTold(bound, policy);
      if (!found) continue;
      seen.add(bound.at);
      yield tell(bound, found.said, found.session, policy);
    }
  },
};

/** What a comment says otherwise, and somebody who comes in that hour. */
function findTold(bound: HourBound, policy: SimulatedPolicy): { said: string; session: SimulatedSession } | undefined {
  for (const teller of listTellers(bound, policy.marked, policy.model)) {
    const told = isHourMore(bound, teller) ? teller.told.find((hours) => fits(hours, bound, teller)) : undefined;
    const session = told && findWithin(bound, teller, policy);
    if (session) return { said: told.text, session };
  }
  return undefined;
}

const REFUSALS: ReadonlySet<string> = new Set(['deny', 'deny_admin']);

/** What begins later is an hour more where it refuses. */
function isHourMore({ kind }: HourBound, { clause, isSpared }: Teller): boolean {
  return kind === 'ends' || isSpared === REFUSALS.has(clause.rule.name);
}

/** `9 to 5` means the afternoon where that is what the clause asks for. */
function fits(told: ToldHours, { kind, from, hour }: HourBound, { isSpared }: Teller): boolean {
  if (told.from === undefined) return told.to === hour;
  const isClosing = told.from === hour && (told.to === from || (kind === 'begins' && told.to % 24 === 0));
  if (isSpared && isClosing) return true;
  const isAfternoon = told.to < told.from && from !== undefined && from < hour && told.to + 12 === hour;
  return told.from === from && (told.to === hour || isAfternoon);
}

/** One in the course of the hour; where no minutes are read its beginning stands for it. */
function findWithin(bound: HourBound, teller: Teller, policy: SimulatedPolicy): SimulatedSession | undefined {
  const { hour, zone, readsMinutes } = bound;
  const whom = teller.isSpared ? refusedBy(teller, policy) : undefined;
  let atStart: SimulatedSession | undefined;
  for (const session of sessionsToCome(policy, (result) => shows(result, bound, teller, policy))) {
    const time = Temporal.Instant.fromEpochNanoseconds(session.place.timestamp_ns).toZonedDateTimeISO(zone);
    if (time.hour !== hour || whom?.has(session.person) === false) continue;
    if (time.minute > 0) return session;
    atStart ??= session;
  }
  return readsMinutes ? undefined : atStart;
}

function shows(
  { fired }: SimulatedResult,
  { clause, isSparing }: HourBound,
  teller: Teller,
  { marked }: SimulatedPolicy,
): boolean {
  if (marked.has(clause) && fired.has(clause) === isSparing) return false;
  return teller.isSpared ? !teller.clause.rule.clauses.some((one) => fired.has(one)) : fired.has(teller.clause);
}

/** Whom the clause concerns at other times. */
function refusedBy({ clause }: Teller, policy: SimulatedPolicy): ReadonlySet<SimulatedSession['person']> {
  return new Set([...sessionsToCome(policy, ({ fired }) => fired.has(clause))].map(({ person }) => person));
}

function tell(bound: HourBound, said: string, session: SimulatedSession, policy: SimulatedPolicy): Problem<'SL054'> {
  const { kind, at, hour, zone } = bound;
  const common = {
    at,
    session: requestOf(session, policy),
    ...(at.kind === 'operation' && { fixes: [moveTo(clock(hour), kind, at, policy.model)] }),
  };
  const values = { said, session: describeSession(session, policy, zone) };
  if (kind === 'begins') return { ...common, message: 'later', values: { ...values, first: clock(hour + 1) } };
  return { ...common, message: 'hour', values: { ...values, last: `${clock(hour).slice(0, 2)}:59` } };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** `hour <= 4` ends at 4 with `<`, `not hour > 4` with `>=`. */
function moveTo(time: string, kind: HourBound['kind'], operation: Operation, model: PolicyModel): ProblemFix {
  const { operator, operatorSpan } = operation;
  const isStrict = !operator.endsWith('=');
  const newText = isStrict ? `${operator}=` : operator.slice(0, -1);
  return {
    title: `${kind === 'ends' ? 'End' : 'Begin'} at ${time}: \`${newText}\``,
    edits: [{ span: operatorSpan, newText }],
    ...sayChange(operation, isStrict ? 'more' : 'less', model),
  };
}
