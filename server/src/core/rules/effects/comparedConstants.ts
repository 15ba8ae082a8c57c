/** Constants that something of the input is compared with, or looked for among. */
import type { NumberTerm, StringTerm } from '../../syntax/model.ts';
import type { Condition } from '../../syntax/values/conditions.ts';
import type { ProblemBase } from '../rule.ts';
import type { Share } from './outcome.ts';

export interface ComparedConstant {
  readonly literal: StringTerm | NumberTerm;
  /** As it is compared: of `lower("Monday")` it is `monday`. */
  readonly value: string | number;
}

/** Left out: what is half-typed (`""`), or filled in by Terraform later (`"${…}"`). */
export function constantsOf({ against }: Condition): readonly ComparedConstant[] {
  return against.flatMap((each): ComparedConstant[] => {
    if (each.kind !== 'constant') return [];
    const { literal, value } = each;
    if (literal?.kind === 'number' && typeof value === 'number') return [{ literal, value }];
    if (literal?.kind !== 'string' || typeof value !== 'string') return [];
    return value === '' || value.includes('${') ? [] : [{ literal, value }];
  });
}

/** How much of a condition a constant takes with it that is never, or always, what it is compared with. */
export function shareAmong(condition: Condition, isFixed: (value: string | number) => boolean): Share {
  const { against, test } = condition;
  if (against.length === 1) return 'all';
  if (test !== 'in') return 'one';
  const constants = constantsOf(condition);
  return constants.length === against.length && constants.every(({ value }) => isFixed(value)) ? 'all' : 'member';
}

/** The condition, where the constant is written elsewhere: in a set, a local or a rule of its own. */
export function relatedCondition(
  { at }: Condition,
  literal: ComparedConstant['literal'],
): NonNullable<ProblemBase['related']> {
  const isInside = at.from <= literal.from && literal.to <= at.to;
  return isInside ? [] : [{ at, message: 'It is compared here.' }];
}
