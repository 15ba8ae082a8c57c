import { wholeClauses } from './logic/readable.ts';
import { truthsOf } from './logic/truth.ts';
import type { Rule } from './rule.ts';

/** Every login is recorded. */
export const rule: Rule<'SL035'> = {
  id: 'SL035',
  *check(context) {
    const { model } = context;
    const truths = truthsOf(model);
    const clause = model
      .rulesNamed('sample')
      .filter(wholeClauses(context))
      .find((each) => each.defines === 'complete' && truths.ofClause(each) === 'always');
    if (clause) yield { at: clause.head.nameSpan, message: 'always' };
  },
};
