import { domainOf } from '../syntax/values/domains.ts';
import { givenTexts } from './effects/givenTexts.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';
import { checkClocks } from './times/clocks.ts';
import { checkInstant, checkZone } from './times/given.ts';
import { checkLayouts } from './times/layouts.ts';
import { checkScales } from './times/scales.ts';
import { checkTexts } from './times/texts.ts';
import { checkWeekdays } from './times/weekdays.ts';

/** A weekday, time of the day, zone or instant that cannot be. */
export const rule: Rule<'SL040'> = {
  id: 'SL040',
  *check(context) {
    const told = new Set<number>();
    for (const problem of findAll(context)) {
      // A constant that is used in several places is told once.
      if (told.has(problem.at.from)) continue;
      told.add(problem.at.from);
      yield problem;
    }
  },
};

function* findAll(context: RuleContext): Iterable<Problem<'SL040'>> {
  const { model } = context;
  for (const given of givenTexts('zone', model)) yield* asList(checkZone(given, model));
  for (const given of givenTexts('instantText', model)) yield* asList(checkInstant(given, model));
  yield* checkLayouts(model);
  for (const condition of model.conditions().filter(({ isCertain }) => isCertain)) {
    const domain = domainOf(condition.subject, model.values);
    if (condition.subject.kind === 'result') yield* checkWeekdays(condition, context);
    if (domain === 'instant') {
      yield* checkScales(condition, context);
      yield* checkTexts(condition, context);
    } else if (domain) yield* checkClocks(condition, domain, context);
  }
}

function asList<Item>(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item];
}
