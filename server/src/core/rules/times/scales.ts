/** Instants that are compared with a number of seconds, milliseconds or microseconds. */
import type { Condition } from '../../syntax/values/conditions.ts';
import type { Fixed } from '../effects/outcome.ts';
import type { Problem, RuleContext } from '../rule.ts';
import { fixedComparisons, tellComparison, type FixedComparison } from './compared.ts';

interface Scale {
  readonly unit: string;
  /** Numbers below this, down to a thousandth, are taken for the unit: then they mean a time from 1973 to 5138. */
  readonly below: number;
  /** A nanosecond is the unit with so many digits more. */
  readonly digits: number;
}

const SCALES: readonly Scale[] = [
  { unit: 'seconds', below: 1e11, digits: 9 },
  { unit: 'milliseconds', below: 1e14, digits: 6 },
  { unit: 'microseconds', below: 1e17, digits: 3 },
];

/** @param condition one about an instant */
export function* checkScales(condition: Condition, context: RuleContext): Iterable<Problem<'SL040'>> {
  const judge = (value: string | number): Fixed | undefined => (scaleOf(value) ? fixNow(condition.test) : undefined);
  for (const comparison of fixedComparisons(condition, judge)) {
    const scale = scaleOf(comparison.value);
    if (scale) yield tell(comparison, scale, (value) => judge(value) !== undefined, context);
  }
}

function scaleOf(value: string | number): Scale | undefined {
  if (typeof value !== 'number' || value < 1e8) return undefined;
  return SCALES.find(({ below }) => value < below);
}

/** Any login is later than a number that small says. */
function fixNow(test: Condition['test']): Fixed {
  return test === '>' || test === '>=' || test === '!=' ? 'true' : 'false';
}

function tell(
  comparison: FixedComparison,
  { unit, digits }: Scale,
  isFixed: (value: string | number) => boolean,
  context: RuleContext,
): Problem<'SL040'> {
  const { effect, outcome, ...told } = tellComparison(comparison, isFixed, context);
  const { literal, value } = comparison;
  const text = literal.kind === 'number' ? literal.text : literal.value;
  const instant = new Date((Number(value) * 10 ** digits) / 1e6).toISOString().replace('.000Z', 'Z');
  const edits = [{ span: literal, newText: text + '0'.repeat(digits) }];
  return {
    ...told,
    message: 'scale',
    values: { text, unit, instant, outcome },
    fixes: /^\d+$/.test(text) ? [{ title: 'Write it in nanoseconds', edits, ...effect }] : [],
  };
}
