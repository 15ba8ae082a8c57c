/** Parts of a time of the day, or of a date, that are compared with what they never are. */
import type { Condition } from '../../syntax/values/conditions.ts';
import type { Domain } from '../../syntax/values/domains.ts';
import { constantsOf } from '../effects/comparedConstants.ts';
import { fixedOver } from '../effects/fixedTests.ts';
import type { Fixed } from '../effects/outcome.ts';
import type { Problem, RuleContext } from '../rule.ts';
import { fixedComparisons, tellComparison } from './compared.ts';

interface Range {
  readonly least: number;
  readonly most: number;
}

const RANGES: Readonly<Partial<Record<Domain, Range>>> = {
  hour: { least: 0, most: 23 },
  minute: { least: 0, most: 59 },
  second: { least: 0, most: 59 },
  day: { least: 1, most: 31 },
  month: { least: 1, most: 12 },
};

/** @param part what the condition's subject stands for */
export function* checkClocks(condition: Condition, part: Domain, context: RuleContext): Iterable<Problem<'SL040'>> {
  const range = RANGES[part];
  if (!range) return;
  const { least, most } = range;
  const judge = (value: string | number): Fixed | undefined => fixAmong(range, condition.test, value);
  const fixed = fixedComparisons(condition, judge);
  for (const comparison of fixed) {
    const {
      outcome,
      at,
      related = [],
      instead = [],
    } = tellComparison(comparison, (value) => judge(value) === 'false', context);
    const values = { part, least: String(least), most: String(most), outcome };
    yield { at, related, instead, message: 'clock', values };
  }
  if (fixed.length > 0) return;
  yield* checkFractions(condition, part);
  yield* checkIdleBounds(condition, part, range);
}

/** A bound that keeps nothing out (`hour >= 0`, `minute < 60`), where it stands itself. */
function* checkIdleBounds(condition: Condition, part: string, range: Range): Iterable<Problem<'SL040'>> {
  const { test, at } = condition;
  if (!isBound(test)) return;
  for (const { literal, value } of constantsOf(condition)) {
    if (fixedOver(partsOf(range), test, value) !== 'true' || literal.from < at.from || literal.to > at.to) continue;
    const values = { part, least: String(range.least), most: String(range.most), bound: `${test} ${String(value)}` };
    yield { at: literal, message: 'idle', values };
  }
}

function isBound(test: Condition['test']): test is '<' | '<=' | '>' | '>=' {
  return test === '<' || test === '<=' || test === '>' || test === '>=';
}

function partsOf({ least, most }: Range): readonly number[] {
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
}

/**
 * A bound that keeps nothing out by one is hardly a mistake (`hour < 24`); one that lies further out is taken for
 * another measure (`hour < 1730`).
 */
function fixAmong(range: Range, test: Condition['test'], value: string | number): Fixed | undefined {
  const is = fixedOver(partsOf(range), test, value);
  const isNear = typeof value === 'number' && value >= range.least - 1 && value <= range.most + 1;
  const isWritten = test !== '!=' || Number.isInteger(value);
  return is === 'true' && isNear && isWritten ? undefined : is;
}

function* checkFractions(condition: Condition, part: string): Iterable<Problem<'SL040'>> {
  const { test } = condition;
  if (!isBound(test)) return;
  for (const { literal, value } of constantsOf(condition)) {
    if (typeof value !== 'number' || Number.isInteger(value)) continue;
    const whole = test === '<' || test === '>=' ? Math.ceil(value) : Math.floor(value);
    const values = { part, bound: `${test} ${String(value)}`, same: `${test} ${String(whole)}` };
    yield { at: literal, message: 'fraction', values };
  }
}
