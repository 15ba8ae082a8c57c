/** Constants that a time is compared with: what the rules about them have in common. */
import type { Condition } from '../../syntax/values/conditions.ts';
import { constantsOf, relatedCondition, shareAmong, type ComparedConstant } from '../effects/comparedConstants.ts';
import { relatedNots } from '../effects/consequences.ts';
import { tellOutcome, type Fixed } from '../effects/outcome.ts';
import { siteOf } from '../effects/site.ts';
import { sayChange } from '../effects/widening.ts';
import { errorsAt } from '../places.ts';
import type { FixEffect, ProblemBase, RuleContext } from '../rule.ts';

/** A comparison that comes out alike for every time, because of one constant. */
export interface FixedComparison extends ComparedConstant {
  readonly condition: Condition;
  readonly is: Fixed;
}

/** @param judge what every time makes of the condition with this constant; undefined where it depends */
export function fixedComparisons(
  condition: Condition,
  judge: (value: string | number) => Fixed | undefined,
): readonly FixedComparison[] {
  return constantsOf(condition).flatMap((constant) => {
    const is = judge(constant.value);
    return is ? [{ ...constant, condition, is }] : [];
  });
}

export interface ToldComparison extends Pick<ProblemBase, 'at' | 'related' | 'instead'> {
  readonly outcome: string;
  /** Of another constant. */
  readonly effect: FixEffect;
}

/** @param isFixed whether other constants of the condition come out alike */
export function tellComparison(
  { condition, literal, is }: FixedComparison,
  isFixed: (value: string | number) => boolean,
  { model, errors }: RuleContext,
): ToldComparison {
  const { at } = condition;
  const site = siteOf(literal, { at, is, share: shareAmong(condition, isFixed) });
  return {
    at: literal,
    outcome: tellOutcome(site),
    related: [...relatedCondition(condition, literal), ...relatedNots(site, model)],
    instead: ['match error', 'undefined ref'].flatMap((start) => errorsAt(errors, at, start)),
    effect: sayChange(at, is === 'true' ? 'less' : 'more', model),
  };
}
