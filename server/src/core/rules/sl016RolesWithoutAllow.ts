import { grantingClauses, hasNoEntry } from './logic/entry.ts';
import { isReadable } from './logic/readable.ts';
import type { Rule } from './rule.ts';

/** Roles are granted, but nothing lets in. */
export const rule: Rule<'SL016'> = {
  id: 'SL016',
  *check(context) {
    const [first] = grantingClauses(context.model);
    if (first && isReadable(context) && hasNoEntry(context.model)) {
      yield { at: first.head.nameSpan, message: 'grants', values: { rule: first.head.name } };
    }
  },
};
