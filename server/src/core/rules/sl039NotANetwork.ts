import type { Literal } from '../syntax/model.ts';
import { givenTexts } from './effects/givenTexts.ts';
import { checkComparisons } from './networks/comparisons.ts';
import { checkOrder } from './networks/order.ts';
import { checkAddress, checkNetwork } from './networks/texts.ts';
import type { Rule } from './rule.ts';

/** What is no network, given as one. */
export const rule: Rule<'SL039'> = {
  id: 'SL039',
  *check({ model }) {
    const misplaced = [...checkOrder(model)];
    yield* misplaced.map(({ problem }) => problem);
    const calls = new Set(misplaced.map(({ call }) => call));
    const told = new Set<Literal>();
    for (const [domain, check] of [['network', checkNetwork] as const, ['address', checkAddress] as const]) {
      for (const given of givenTexts(domain, model)) {
        const isTold = told.has(given.literal) || calls.has(given.call);
        const problem = isTold ? undefined : check(given, model);
        if (!problem) continue;
        told.add(given.literal);
        yield problem;
      }
    }
    yield* checkComparisons(model, told);
  },
};
