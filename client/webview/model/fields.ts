/** The fields of the input that was decided, and which of them nobody gave. */
import { isLosslessNumber, parse, stringify } from 'lossless-json';
import type { Assumption, SimulationReport } from '../../../server/src/protocol/simulation.ts';
import { brief } from './clauses.ts';
import { describeInstant } from './clock.ts';
import { nameChange, type Naming } from './naming.ts';

export interface Field {
  /** `session.login` */
  path: string;
  value: string;
  assumed?: { why: string; effect: string; decides: boolean };
}

/** `request` and `session`, in the order of the document; then what else was assumed. */
export function listFields({ input, assumed }: Pick<SimulationReport, 'input' | 'assumed'>): Field[] {
  const document = parse(input);
  const given = ['request', 'session'].flatMap((part) =>
    Object.entries(objectAt(document, part)).map(([name, value]) => ({
      path: `${part}.${name}`,
      value: showValue(`${part}.${name}`, value),
    })),
  );
  const known = new Set(given.map(({ path }) => path));
  const others = assumed
    .filter(({ field }) => !known.has(field))
    .map(({ field, value }) => ({ path: field, value: brief(value) }));
  const byField = new Map(assumed.map((assumption) => [assumption.field, assumption]));
  return [...given, ...others].map((field) => {
    const assumption = byField.get(field.path);
    return assumption ? { ...field, assumed: describeAssumption(assumption) } : field;
  });
}

/** The document with line breaks, digit for digit. */
export function formatInput(input: string): string {
  return stringify(parse(input), undefined, 2) ?? input;
}

/** Of an assumption that decides, what each other value does: `false` and `allowed → denied`. */
export function describeOtherwise(
  { field, otherwise = [] }: Assumption,
  naming: Naming,
): { value: string; changes: string }[] {
  return otherwise.map(({ value, changes }) => ({
    value: showValue(field, value),
    changes: changes.map((change) => nameChange(change, naming)).join(', '),
  }));
}

function describeAssumption(assumption: Assumption): NonNullable<Field['assumed']> {
  const { why, effect } = assumption;
  return {
    why: why.charAt(0).toUpperCase() + why.slice(1),
    effect: describeEffect(assumption),
    decides: effect === 'decides',
  };
}

function describeEffect({ effect, tried, untried }: Assumption): string {
  switch (effect) {
    case 'decides':
      return 'Another value changes the decision';
    case 'none':
      return `Tried without effect: ${tried?.what ?? 'every other value'}`;
    case 'unread':
      return 'The policy does not read it';
    case 'notAsked':
      return 'Without effect: the policy is not asked';
    case 'notAllTried':
      return `May decide. Not tried: ${untried ?? 'other values'}`;
    case 'notWeighed':
      return 'Whether it matters is being worked out';
  }
}

function showValue(path: string, value: unknown): string {
  const digits = isLosslessNumber(value) ? value.value : value;
  if (path === 'request.timestamp_ns' && typeof digits === 'string') return `${describeInstant(digits, 'UTC')} UTC`;
  return isLosslessNumber(value) ? value.value : brief(value);
}

function objectAt(document: unknown, name: string): object {
  const part = typeof document === 'object' && document !== null ? (document as Record<string, unknown>)[name] : {};
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? part : {};
}
