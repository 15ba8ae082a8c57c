/** Instants that are compared with a text. */
import { nearestRfc3339 } from '../../builtins/rfc3339.ts';
import type { Condition } from '../../syntax/values/conditions.ts';
import { fixedOver } from '../effects/fixedTests.ts';
import type { Fixed } from '../effects/outcome.ts';
import type { FixEffect, Problem, ProblemFix, RuleContext } from '../rule.ts';
import { fixedComparisons, tellComparison, type FixedComparison } from './compared.ts';

const COMPARISONS = new Set<Condition['test']>(['==', '!=', '<', '<=', '>', '>=', 'in']);

/** @param condition one about an instant */
export function* checkTexts(condition: Condition, context: RuleContext): Iterable<Problem<'SL040'>> {
  const { test } = condition;
  if (!COMPARISONS.has(test)) return;
  // All numbers come out alike.
  const judge = (value: string | number): Fixed | undefined =>
    typeof value === 'string' ? fixedOver([0], test, value) : undefined;
  for (const comparison of fixedComparisons(condition, judge)) {
    const isFixed = (value: string | number): boolean => judge(value) !== undefined;
    const { effect, outcome, ...told } = tellComparison(comparison, isFixed, context);
    const text = String(comparison.value);
    const meant = nearestRfc3339(text);
    const call = meant === undefined ? undefined : `time.parse_rfc3339_ns("${meant}")`;
    const hint = call === undefined ? '' : ` Is \`${call}\` meant?`;
    const fixes = call === undefined ? [] : writeCall(comparison, call, effect);
    yield { ...told, message: 'text', values: { text: JSON.stringify(text), outcome, hint }, fixes };
  }
}

/** Where the text itself is compared: one that is written elsewhere may be used as a text too. */
function writeCall({ condition, literal }: FixedComparison, newText: string, effect: FixEffect): readonly ProblemFix[] {
  return condition.againstTerm === literal
    ? [{ title: 'Compare the instant', edits: [{ span: literal, newText }], ...effect }]
    : [];
}
