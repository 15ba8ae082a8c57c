import { Temporal } from 'temporal-polyfill';
import { sayChange } from '../rules/effects/widening.ts';
import type { Problem, ProblemFix } from '../rules/rule.ts';
import type { Clause, Operation, PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import { listBoundaries, type Boundary } from '../syntax/values/boundaries.ts';
import type { Condition } from '../syntax/values/conditions.ts';
import { describeSession, requestOf } from './describeSession.ts';
import type { SimulatedRule } from './rule.ts';
import type { SimulatedPolicy, SimulatedSession } from './simulateSessions.ts';
import { sessionsToCome } from './toCome.ts';
import { toldHours, type ToldHours } from './toldHours.ts';

/** `hour <= 4` below a comment that says until 4. */
export const rule: SimulatedRule<'SL054'> = {
  id: 'SL054',
  *check({ policy }) {
    for (const bound of listBounds(policy.model)) {
      const told = bound.told.find((hours) => fits(hours, bound));
      const session = told && findWithin(bound, policy);
      if (told && session) yield tell(bound, told.text, session, policy);
    }
  },
};

/** Hours from one to another, that one included, that a clause asks for; over midnight, two of them. */
interface Bound extends Last {
  readonly from: number;
  /** What comments of the clauses say. */
  readonly told: readonly ToldHours[];
}

/** The end of the hours, where it is included. */
interface Last {
  readonly clause: Clause;
  readonly at: Condition['at'];
  readonly to: number;
  readonly zone: string;
  readonly isNegated: boolean;
  readonly readsMinutes: boolean;
}

interface First {
  readonly clause: Clause;
  readonly from: number;
}

function listBounds(model: PolicyModel): Bound[] {
  const all = listBoundaries(model);
  const hours = all.filter(({ domain }) => domain === 'hour');
  const firsts = hours.flatMap(readFirst);
  const compared = hours.flatMap((hour) => readLast(hour, all)).flatMap((last) => bindFirsts(last, firsts, model));
  return [...compared, ...listSets(hours, all, model)];
}

/** Those of the clause itself, else of the others of the rule. */
function bindFirsts(last: Last, firsts: readonly First[], model: PolicyModel): Bound[] {
  const own = firsts.filter(({ clause }) => clause === last.clause);
  const night = firsts.filter(({ clause, from }) => clause.rule === last.clause.rule && from > last.to);
  return (own.length > 0 ? own : night).map(({ clause, from }) => ({
    ...last,
    from,
    told: [...new Set([last.clause, clause])].flatMap((one) => toldHours(one, model)),
  }));
}

/** `hour in {2, 3, 4}`. */
function listSets(hours: readonly Boundary[], all: readonly Boundary[], model: PolicyModel): Bound[] {
  const listed = hours.filter(({ test, condition }) => test === 'in' && condition?.isNegated === false);
  return [...groupBy(listed, ({ condition }) => condition)].flatMap(([condition, own]) => {
    const numbers = [...new Set(own.map(({ literal }) => Number(literal.value)))].sort((a, b) => a - b);
    const [from, to] = [numbers[0], numbers.at(-1)];
    const [first] = own;
    if (!condition || !first || from === undefined || to === undefined) return [];
    if (numbers.length < 2 || to - from !== numbers.length - 1) return [];
    return [{ ...describeLast(first, condition, to, all), from, told: toldHours(condition.clause, model) }];
  });
}

/** Of `not hour > 4` what it comes to: `<=`. */
const OPPOSITES: Readonly<Partial<Record<Boundary['test'], Boundary['test']>>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function testOf({ test, condition }: Boundary): Boundary['test'] | undefined {
  return condition?.isNegated === true ? OPPOSITES[test] : test;
}

function readLast(hour: Boundary, all: readonly Boundary[]): Last[] {
  const { condition, literal } = hour;
  if (condition?.at.kind !== 'operation' || testOf(hour) !== '<=') return [];
  return [describeLast(hour, condition, Number(literal.value), all)];
}

function describeLast({ zones }: Boundary, condition: Condition, to: number, all: readonly Boundary[]): Last {
  const { clause, at, isNegated } = condition;
  const readsMinutes = all.some((one) => one.domain === 'minute' && one.condition?.clause === clause);
  return { clause, at, to, zone: zones[0] ?? 'UTC', isNegated, readsMinutes };
}

function readFirst(hour: Boundary): First[] {
  const { condition, literal } = hour;
  const test = testOf(hour);
  if (!condition || (test !== '>=' && test !== '>')) return [];
  return [{ clause: condition.clause, from: Number(literal.value) + Number(test === '>') }];
}

/** `9 to 5` means the afternoon where that is what the clause asks for. */
function fits(told: ToldHours, { from, to }: Bound): boolean {
  const isAfternoon = told.to < told.from && from < to && told.to + 12 === to;
  return told.from === from && (told.to === to || isAfternoon);
}

/** One that fires the clause in the course of its last hour; where no minutes are read its beginning stands for it. */
function findWithin({ clause, to, zone, readsMinutes }: Bound, policy: SimulatedPolicy): SimulatedSession | undefined {
  let atStart: SimulatedSession | undefined;
  for (const session of sessionsToCome(policy, ({ fired }) => fired.has(clause))) {
    const time = Temporal.Instant.fromEpochNanoseconds(session.place.timestamp_ns).toZonedDateTimeISO(zone);
    if (time.hour !== to) continue;
    if (time.minute > 0) return session;
    atStart ??= session;
  }
  return readsMinutes ? undefined : atStart;
}

function tell(bound: Bound, said: string, session: SimulatedSession, policy: SimulatedPolicy): Problem<'SL054'> {
  const { at, to, isNegated } = bound;
  const hour = String(to).padStart(2, '0');
  return {
    at,
    message: 'hour',
    values: { last: `${hour}:59`, said, session: describeSession(session, policy) },
    session: requestOf(session, policy),
    ...(at.kind === 'operation' && { fixes: [endAt(`${hour}:00`, at, isNegated, policy.model)] }),
  };
}

/** `hour <= 4`, or `4 >= hour`; `not hour > 4`. */
function endAt(clock: string, operation: Operation, isNegated: boolean, model: PolicyModel): ProblemFix {
  const newText = isNegated ? `${operation.operator}=` : operation.operator.slice(0, 1);
  return {
    title: `End at ${clock}: \`${newText}\``,
    edits: [{ span: operation.operatorSpan, newText }],
    ...sayChange(operation, 'less', model),
  };
}
