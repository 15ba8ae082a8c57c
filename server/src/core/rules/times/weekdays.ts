/** Weekdays that are compared with what no day is called, or by the alphabet. */
import { byName } from '../../byName.ts';
import { nearestWeekday, WEEKDAYS } from '../../builtins/weekday.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import type { Condition } from '../../syntax/values/conditions.ts';
import type { Value } from '../../syntax/values/value.ts';
import { constantsOf } from '../effects/comparedConstants.ts';
import { fixedOver } from '../effects/fixedTests.ts';
import { replaceLiteral } from '../effects/givenTexts.ts';
import type { FixEffect, Problem, ProblemFix, RuleContext } from '../rule.ts';
import { fixedComparisons, tellComparison, type FixedComparison } from './compared.ts';

/** What `time.weekday` gives may be compared in lower or upper case. */
const CASES: Readonly<Record<string, (day: string) => string>> = byName({
  lower: (day) => day.toLowerCase(),
  'time.weekday': (day) => day,
  upper: (day) => day.toUpperCase(),
});

const IN_ORDER = new Set<Condition['test']>(['<', '<=', '>', '>=']);

export function* checkWeekdays(condition: Condition, context: RuleContext): Iterable<Problem<'SL040'>> {
  const { test } = condition;
  const spell = spellingOf(condition, context.model);
  if (!spell) return;
  const names = WEEKDAYS.map(spell);
  const judge = (value: string | number): FixedComparison['is'] | undefined => fixedOver(names, test, value);
  const fixed = fixedComparisons(condition, judge);
  for (const comparison of fixed) {
    const { effect, outcome, ...told } = tellComparison(comparison, (value) => judge(value) !== undefined, context);
    const day = typeof comparison.value === 'string' ? nearestWeekday(comparison.value) : undefined;
    const meant = day && spell(day);
    yield {
      ...told,
      message: 'weekday',
      values: {
        text: JSON.stringify(comparison.value),
        outcome,
        hint: meant === undefined ? '' : ` Is "${meant}" meant?`,
      },
      fixes: writeDay(comparison, meant, effect),
    };
  }
  if (!IN_ORDER.has(test) || fixed.length > 0 || condition.at.kind !== 'operation') return;
  for (const { literal } of constantsOf(condition).slice(0, 1)) yield { at: literal, message: 'alphabet' };
}

/** How the weekday is spelt that a condition is about; undefined where it is about something else. */
function spellingOf({ subject }: Condition, { values }: PolicyModel): ((day: string) => string) | undefined {
  if (subject.kind !== 'result' || subject.path.length > 0) return undefined;
  const { name, args } = subject.call;
  const inner = args.flatMap((arg) => values.valuesOf(arg));
  const isDay = name === 'time.weekday' || inner.every((value) => isDayItself(value));
  return isDay ? CASES[name] : undefined;
}

function isDayItself(value: Value): boolean {
  return value.kind === 'result' && value.call.name === 'time.weekday' && value.path.length === 0;
}

/** For a test by the whole name only: part of a name may be meant otherwise. */
function writeDay(
  { literal, value, condition }: FixedComparison,
  day: string | undefined,
  effect: FixEffect,
): readonly ProblemFix[] {
  if (day === undefined || literal.kind !== 'string' || literal.value !== value) return [];
  if (!['==', '!=', 'in'].includes(condition.test)) return [];
  const edit = replaceLiteral(literal, day);
  return edit ? [{ title: `Write \`${day}\``, edits: [edit], ...effect }] : [];
}
