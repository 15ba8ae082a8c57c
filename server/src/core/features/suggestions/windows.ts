/** The windows in time that a policy's clauses draw, and the instants at their limits. */
import { Temporal } from 'temporal-polyfill';
import type { InstantSuggestion } from '../../../protocol/suggestions.ts';
import { isRfc3339 } from '../../builtins/rfc3339.ts';
import { readClocks } from '../../simulation/alternatives/clocks.ts';
import { formatInstant, LAST_INSTANT, parseTimestamp } from '../../simulation/instant.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import { groupBy } from '../../syntax/multimap.ts';
import type { Boundary } from '../../syntax/values/boundaries.ts';
import type { Condition, Test } from '../../syntax/values/conditions.ts';

type Side = InstantSuggestion['side'];
type Limit = Pick<InstantSuggestion, 'side'> & { instant: bigint };

/** Whether something holds at an instant, in nanoseconds since 1970. */
export type Holds = (instant: bigint) => boolean;

const PARTS: Readonly<Partial<Record<Boundary['domain'], (time: Temporal.ZonedDateTime) => number | string>>> = {
  weekday: ({ dayOfWeek }) => WEEKDAYS[dayOfWeek - 1] ?? '',
  year: ({ year }) => year,
  month: ({ month }) => month,
  day: ({ day }) => day,
  hour: ({ hour }) => hour,
  minute: ({ minute }) => minute,
  second: ({ second }) => second,
};
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const COMPARISONS: Readonly<
  Partial<Record<Test, (value: bigint | number | string, limit: bigint | number | string) => boolean>>
> = {
  '==': (value, limit) => value === limit,
  in: (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/**
 * The limits of each window that the conditions of one clause draw together, in the order of the text. A clause that
 * asks of the time what its constants do not tell has none.
 */
export function suggestInstants(model: PolicyModel, boundaries: readonly Boundary[], now: bigint): InstantSuggestion[] {
  const { compared, named } = split(boundaries.filter(isTimely));
  const windows = [...groupBy(compared, ({ condition }) => condition.clause)].flatMap(([, own]) =>
    limitsOfWindow(own, now).map(({ side, instant }) => ({ side, instant, boundary: own[0] })),
  );
  const marks = named.flatMap((boundary) => {
    const instant = instantOf(boundary) ?? 0n;
    const sides: Limit[] = [
      { side: 'from', instant },
      { side: 'before', instant: instant - 1n },
    ];
    return sides.map(({ side, instant: at }) => ({ side, instant: at, boundary }));
  });
  return [...windows, ...marks].flatMap(({ side, instant, boundary }) => {
    if (!boundary || instant < 0n || instant > LAST_INSTANT) return [];
    const { line } = model.lines.rangeOf(boundary.literal).start;
    return [{ side, at: formatInstant(instant), zone: boundary.zones[0] ?? 'UTC', line }];
  });
}

/** Everything that is asked of the time; undefined where the outcome of something can't be told. */
export function readTimeTests(boundaries: readonly Boundary[]): Holds[] | undefined {
  const { compared, named } = split(boundaries.filter(isTimely));
  const tests = [...groupBy(compared, ({ condition }) => condition).values()].map(readCondition);
  const told = tests.filter((test) => test !== undefined);
  return named.length === 0 && told.length === tests.length ? told : undefined;
}

function isTimely(boundary: Boundary): boolean {
  return boundary.domain in PARTS || instantOf(boundary) !== undefined;
}

type Compared = Boundary & { readonly condition: Condition };

/** `named`: instants that are only arguments of built-ins. */
function split(boundaries: readonly Boundary[]): { compared: Compared[]; named: Boundary[] } {
  const compared = boundaries.flatMap((boundary) =>
    boundary.condition ? [{ ...boundary, condition: boundary.condition }] : [],
  );
  const literals = new Set(compared.map(({ literal }) => literal));
  const named = boundaries.filter(({ condition, literal }) => !condition && !literals.has(literal));
  return { compared, named };
}

function limitsOfWindow(boundaries: readonly Compared[], now: bigint): Limit[] {
  const byCondition = [...groupBy(boundaries, ({ condition }) => condition).values()];
  const tests = byCondition.map(readCondition);
  const isTold = tests.every((test) => test !== undefined);
  const { clocks, isKnown } = readClocks(boundaries);
  if (!isTold || !isKnown) return [];
  const holds: Holds = (instant) => tests.every((test) => test(instant));
  const named = boundaries.flatMap((boundary) => {
    const instant = instantOf(boundary);
    return instant === undefined ? [] : [instant - 1n, instant, instant + 1n];
  });
  const instants = [...clocks.flatMap((clock) => clock.instantsFrom(now)), ...named];
  return limitsOf(holds, instants, now);
}

/** Undefined where its outcome can't be told. */
function readCondition(boundaries: readonly Compared[]): Holds | undefined {
  const [first] = boundaries;
  const compare = first && first.test !== 'argument' ? COMPARISONS[first.test] : undefined;
  const isAlike = boundaries.every(({ zones }) => zones.length <= 1 && zones[0] === first?.zones[0]);
  if (!first || !compare || !isAlike || first.condition.against.length !== boundaries.length) return undefined;
  const { test, condition } = first;
  const meets = (boundary: Boundary, instant: bigint): boolean => {
    const limit = instantOf(boundary) ?? boundary.literal.value;
    return compare(partAt(boundary, instant), limit);
  };
  const isEach = test === '!=';
  return (instant) => {
    const isMet = isEach
      ? boundaries.every((boundary) => meets(boundary, instant))
      : boundaries.some((boundary) => meets(boundary, instant));
    return isMet !== condition.isNegated;
  };
}

function partAt({ domain, zones }: Boundary, instant: bigint): bigint | number | string {
  const part = PARTS[domain];
  if (!part) return instant;
  return part(Temporal.Instant.fromEpochNanoseconds(instant).toZonedDateTimeISO(zones[0] ?? 'UTC'));
}

function instantOf({ domain, literal }: Boundary): bigint | undefined {
  if (domain === 'instant')
    return literal.kind === 'number' && /^\d+$/.test(literal.text) ? BigInt(literal.text) : undefined;
  const isText = domain === 'instantText' && literal.kind === 'string' && isRfc3339(literal.value);
  return isText ? parseTimestamp(literal.value) : undefined;
}

/** Where the window opens and closes: next, or where it never will again, last. Empty for one that never does. */
function limitsOf(holds: Holds, instants: readonly bigint[], now: bigint): Limit[] {
  const sorted = [...new Set([now, ...instants])].sort((a, b) => Number(a - b));
  const changes = sorted.flatMap((instant, index) => {
    const before = sorted[index - 1];
    return before === undefined || holds(before) === holds(instant) ? [] : [{ instant, opens: holds(instant) }];
  });
  const pick = (opens: boolean): bigint | undefined => {
    const own = changes.filter((change) => change.opens === opens).map(({ instant }) => instant);
    return own.find((instant) => instant >= now) ?? own.at(-1);
  };
  const [opening, closing] = [pick(true), pick(false)];
  const limits: [Side, bigint | undefined][] = [
    ['firstInside', opening],
    ['lastInside', closing === undefined ? undefined : closing - 1n],
    ['firstOutside', closing],
  ];
  return limits.flatMap(([side, instant]) => (instant === undefined ? [] : [{ side, instant }]));
}
