/** What `time.*` get beside instants and zones, in words: layouts, durations, what is added to a date. */
import type { Call, Literal, NumberTerm, PolicyModel, StringTerm, Term } from '../../syntax/model.ts';
import { domainOfAny } from '../../syntax/values/domains.ts';
import type { ConstantValue, Value } from '../../syntax/values/value.ts';
import { describeDuration, describeDurationText } from '../describe/duration.ts';
import { describeLayout } from '../describe/layout.ts';
import { code } from '../describe/markdown.ts';

/** Markdown, a part for each use; none where it is no such argument. */
export function tellTimeArguments(literal: Literal, model: PolicyModel): readonly string[] {
  if (literal.kind === 'string') return tellText(literal, model);
  return literal.kind === 'number' ? [...tellAdded(literal, model), ...tellNanoseconds(literal, model)] : [];
}

function tellText(literal: StringTerm, model: PolicyModel): string[] {
  const { values } = model;
  const use = (name: string, read: (call: Call) => readonly Value[], tell: (text: string) => string): string[] =>
    builtinCalls(name, model).flatMap((call) => {
      const given = constantOf(literal, read(call));
      return typeof given?.value === 'string' && given.value !== '' ? [tell(given.value)] : [];
    });
  const first = ({ args: [arg] }: Call): readonly Value[] => (arg ? values.valuesOf(arg) : []);
  const third = (call: Call): readonly Value[] =>
    first(call).flatMap((value) => (value.kind === 'collection' ? values.at(value, 2) : []));
  return [
    ...use('time.parse_ns', first, (layout) => describeLayout(layout, 'reads')),
    ...use('time.format', third, (layout) => describeLayout(layout, 'writes')),
    ...use('time.parse_duration_ns', first, describeDurationText),
  ];
}

const ADDED = [
  { index: 1, unit: 'year' },
  { index: 2, unit: 'month' },
  { index: 3, unit: 'day' },
];

/** `time.add_date(ns, years, months, days)`. */
function tellAdded(literal: NumberTerm, model: PolicyModel): string[] {
  return builtinCalls('time.add_date', model).flatMap(({ args }) =>
    ADDED.flatMap(({ index, unit }) => {
      const arg = args[index];
      const value = arg && constantOf(literal, model.values.valuesOf(arg))?.value;
      return typeof value === 'number' && Number.isInteger(value) ? [tellShift(value, unit)] : [];
    }),
  );
}

function tellShift(count: number, unit: string): string {
  const size = Math.abs(count);
  const words = `${String(size)} ${unit}${size === 1 ? '' : 's'}`;
  const where = `the ${unit}s of ${code('time.add_date')}`;
  return count === 0
    ? `**No ${unit}s** are added · ${where}`
    : `**${words} ${count > 0 ? 'later' : 'earlier'}** · ${where}`;
}

/** What is added to an instant, or taken from one; and what the time between two is compared with. */
function tellNanoseconds(literal: NumberTerm, model: PolicyModel): string[] {
  const { parent } = literal;
  if (parent.kind !== 'operation' || !/^-?\d+$/.test(literal.text)) return [];
  const { left, right, operator } = parent;
  const other = left === literal ? right : left;
  const isShift = (operator === '+' || (operator === '-' && right === literal)) && isInstant(other, model);
  const isDistance = COMPARISONS.has(operator) && isTimeBetween(other, model);
  return isShift || isDistance ? [describeDuration(BigInt(literal.text))] : [];
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

function isTimeBetween(term: Term, model: PolicyModel): boolean {
  return (
    term.kind === 'operation' && term.operator === '-' && isInstant(term.left, model) && isInstant(term.right, model)
  );
}

function isInstant(term: Term, { values }: PolicyModel): boolean {
  return domainOfAny(values.valuesOf(term), values) === 'instant';
}

function builtinCalls(name: string, model: PolicyModel): readonly Call[] {
  return model.callsOf(name).filter(({ callee }) => callee.target.kind === 'function');
}

function constantOf(literal: Literal, given: readonly Value[]): ConstantValue | undefined {
  return given.find((value): value is ConstantValue => value.kind === 'constant' && value.literal === literal);
}
