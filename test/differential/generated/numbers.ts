/** Rego terms that are numbers. */
import { anyTerm, numberCollection, numbers, textCollection } from './collections.ts';
import { FRACTIONS, INSTANTS, WHOLE_NUMBERS, ZONES, type Pool } from './pools.ts';
import { inner, type Scope } from './scope.ts';
import { literal, text } from './texts.ts';
import { named, oneOf, type Write } from './writing.ts';

const TIMES: Pool<string> = [
  '2026-03-06T18:00:00+01:00',
  '2026-03-29T01:00:00Z',
  '2026-01-01T00:00:00.000000001Z',
  '2026-02-30T00:00:00Z',
  'never',
];
const QUANTITIES: Pool<string> = [
  '1',
  '1.0',
  '10K',
  '0.5',
  '1e3',
  '2Mi',
  '100m',
  '007',
  '1_000',
  ' 1',
  'x',
  '9007199254740993',
];

const leaves: Pool<Write> = [
  ({ choices }) => choices.pick(WHOLE_NUMBERS),
  () => 'input.request.timestamp_ns',
  (scope) => named(scope, 'number') ?? 'input.x.number',
  () => 'input.x.number',
  ({ choices }) => choices.pick(FRACTIONS),
];

const calls: Pool<Write> = [
  (s) => `count(${s.choices.pick([textCollection, numberCollection, text])(s)})`,
  (s) => `(${number(s)} ${s.choices.pick(['+', '-', '*', '/', '%'])} ${number(s)})`,
  (s) => `${s.choices.pick(['floor', 'ceil', 'round', 'abs'])}(${number(s)})`,
  (s) => `${s.choices.pick(['max', 'min', 'sum', 'product'])}(${numberCollection(s)})`,
  (s) => `to_number(${s.choices.pick([quantity, text, anyTerm])(s)})`,
  (s) => `${s.choices.pick(['time.clock', 'time.date'])}(${moment(s)})[${s.choices.pick(['0', '1', '2'])}]`,
  (s) => `time.parse_rfc3339_ns(${literal(s.choices.pick(TIMES))})`,
  (s) => `time.add_date(${instant(s)}, ${smallNumber(s)}, ${smallNumber(s)}, ${smallNumber(s)})`,
  (s) => `${s.choices.pick(['indexof', 'strings.count'])}(${text(s)}, ${text(s)})`,
  (s) => `bits.${s.choices.pick(['and', 'or', 'xor'])}(${number(s)}, ${number(s)})`,
  (s) => `${s.choices.pick(['units.parse', 'units.parse_bytes'])}(${quantity(s)})`,
  (s) => `${numbers(s)}[${smallNumber(s)}]`,
  (s) => `time.parse_duration_ns(${literal(s.choices.pick(['1h', '1.5s', 'x']))})`,
];

function quantity({ choices }: Scope): string {
  return literal(choices.pick(QUANTITIES));
}

/** A number, or nothing. */
export function number(scope: Scope): string {
  return oneOf(inner(scope), leaves, calls);
}

export function smallNumber({ choices }: Scope): string {
  return choices.pick(['0', '1', '2', '-1', '3']);
}

/** Nanoseconds. */
export function instant({ choices }: Scope): string {
  return choices.pick(['input.request.timestamp_ns', ...INSTANTS]);
}

/** What `time.clock` and others take: nanoseconds, with or without a zone. */
export function moment(scope: Scope): string {
  const at = instant(scope);
  return scope.choices.oneIn(3) ? at : `[${at}, ${literal(scope.choices.pick(ZONES))}]`;
}
