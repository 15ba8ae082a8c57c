import { mayMakeAdmin } from './logic/adminGrants.ts';
import { isReadable } from './logic/readable.ts';
import { truthsOf } from './logic/truth.ts';
import { isMisnamed } from './logic/unreadRules.ts';
import type { Rule } from './rule.ts';

/** There is nobody whose administrative rights `deny_admin` could take away. */
export const rule: Rule<'SL038'> = {
  id: 'SL038',
  *check(context) {
    const { model } = context;
    const truths = truthsOf(model);
    const first = model.rulesNamed('deny_admin').find(({ isDefault }) => !isDefault);
    if (!first || !isReadable(context) || truths.ofRule('deny_admin') === 'never') return;
    if (truths.ofRule('admin') !== 'never' || mayMakeAdmin(model) || isMisnamed(['admin'], model)) return;
    yield { at: first.head.nameSpan, message: 'dead', tags: ['unnecessary'] };
  },
};
