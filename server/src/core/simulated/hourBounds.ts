/** Bounds of hours that a policy draws, and of which a comment can say that they lie an hour earlier. */
import type { Call, Clause, PolicyModel } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import { listBoundaries, zonesReadBy, type Boundary } from '../syntax/values/boundaries.ts';
import type { Condition } from '../syntax/values/conditions.ts';
import { domainOf } from '../syntax/values/domains.ts';

export interface HourBound {
  /** `ends`: the hour is the last one of it (`h <= 17`). `begins`: what follows the hour (`h > 17`). */
  readonly kind: 'ends' | 'begins';
  readonly hour: number;
  /** The other end of the hours that the clauses mean; of `begins`, where what is before that begins again. */
  readonly from: number | undefined;
  readonly clause: Clause;
  /** The clause that draws the other end, where it is another one. */
  readonly partner: Clause | undefined;
  readonly at: Condition['at'];
  /** The clause does not hold in the hour: `not h in {9, 10}`, `h > 17`. */
  readonly isSparing: boolean;
  /** Where the hours are given to a function. */
  readonly call: Call | undefined;
  readonly zone: string;
  readonly readsMinutes: boolean;
}

/** Those in one zone that is known. */
export function listHourBounds(model: PolicyModel): HourBound[] {
  const all = listBoundaries(model);
  const ends = all.flatMap((boundary) => readEnd(boundary, all));
  const plain = ends.filter(({ test }) => test !== 'in');
  const lasts = plain.filter(({ test }) => test === '<=').flatMap((last) => bindEnd(last, plain));
  const begins = plain.filter(({ test }) => test === '>').flatMap((first) => bindBegin(first, plain));
  const sets = listSets(ends.filter(({ test }) => test === 'in'));
  return [...lasts, ...begins, ...sets, ...model.conditions().flatMap((condition) => readRange(condition, all, model))];
}

/** One comparison of an hour: `not h > 4` is `<=`. */
interface End extends Omit<HourBound, 'kind' | 'from' | 'partner'> {
  readonly test: Boundary['test'];
  readonly condition: Condition;
}

const OPPOSITES: Readonly<Partial<Record<Boundary['test'], Boundary['test']>>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function readEnd({ domain, literal, zones, condition, test: written }: Boundary, all: readonly Boundary[]): End[] {
  const [zone, ...others] = zones;
  if (domain !== 'hour' || !condition || zone === undefined || others.length > 0) return [];
  const { clause, at, isNegated } = condition;
  const isSet = written === 'in';
  const test = isNegated && !isSet ? OPPOSITES[written] : written;
  if (test === undefined || (at.kind !== 'operation' && !isSet)) return [];
  const { parent } = literal;
  const isGiven =
    parent.kind === 'call' && parent.callee.target.kind === 'rule' && parent.callee.target.rule === clause.rule;
  return [
    {
      test,
      condition,
      hour: Number(literal.value),
      clause,
      at,
      isSparing: isSet ? isNegated : test === '>',
      call: isGiven ? parent : undefined,
      zone,
      readsMinutes: readsMinutes(clause, all),
    },
  ];
}

function readsMinutes(own: Clause, all: readonly Boundary[]): boolean {
  return all.some(({ domain, condition }) => domain === 'minute' && condition?.clause === own);
}

/** From the clause's own beginning, else from that of another one over midnight, else from midnight on. */
function bindEnd(last: End, all: readonly End[]): HourBound[] {
  const firsts = all.filter(({ test, call }) => (test === '>=' || test === '>') && call === last.call);
  const own = firsts
    .filter(({ clause }) => clause === last.clause)
    .map((first) => bind(last, 'ends', firstHour(first)));
  if (own.length > 0) return own;
  const night = firsts.filter((first) => first.clause.rule === last.clause.rule && firstHour(first) > last.hour);
  return [...night.map((first) => bind(last, 'ends', firstHour(first), first.clause)), bind(last, 'ends', 0)];
}

function firstHour({ test, hour }: End): number {
  return hour + Number(test === '>');
}

/** Where the clause has no end of its own; another one of the rule may hold before (`h < 9`). */
function bindBegin(first: End, all: readonly End[]): HourBound[] {
  const lasts = all.filter(({ test, call }) => (test === '<' || test === '<=') && call === first.call);
  if (lasts.some(({ clause }) => clause === first.clause)) return [];
  const before = lasts.filter(({ clause, test }) => clause.rule === first.clause.rule && test === '<');
  return [
    ...before.map((last) => bind(first, 'begins', last.hour, last.clause)),
    ...(before.length === 0 ? [bind(first, 'begins', undefined)] : []),
  ];
}

function bind(end: End, kind: HourBound['kind'], from: number | undefined, partner?: Clause): HourBound {
  return { ...end, kind, from, partner };
}

/** `hour in {2, 3, 4}`. */
function listSets(members: readonly End[]): HourBound[] {
  return [...groupBy(members, ({ condition }) => condition)].flatMap(([, own]) => {
    const numbers = [...new Set(own.map(({ hour }) => hour))].sort((a, b) => a - b);
    const [first, from, to] = [own[0], numbers[0], numbers.at(-1)];
    if (!first || from === undefined || to === undefined) return [];
    if (numbers.length < 2 || to - from !== numbers.length - 1) return [];
    return [{ ...bind(first, 'ends', from), hour: to, call: undefined }];
  });
}

/** `hour in numbers.range(9, 17)`. */
function readRange(
  { subject, test, against, at, isNegated, clause }: Condition,
  all: readonly Boundary[],
  { values }: PolicyModel,
): HourBound[] {
  const [range, ...others] = against;
  if (test !== 'in' || subject.kind !== 'result' || domainOf(subject, values) !== 'hour') return [];
  if (range?.kind !== 'result' || range.call.name !== 'numbers.range' || others.length > 0) return [];
  const [from, to] = range.call.args.map((arg) => values.constantOf(arg));
  const [zone, ...zones] = zonesReadBy(subject.call, values);
  if (typeof from !== 'number' || typeof to !== 'number' || from > to) return [];
  if (zone === undefined || zones.length > 0) return [];
  const place = { clause, partner: undefined, at, call: undefined, zone, readsMinutes: readsMinutes(clause, all) };
  return [{ kind: 'ends', hour: to, from, isSparing: isNegated, ...place }];
}
