import { loginRuleNamed } from '../policy/loginContract.ts';
import type { Rule as PolicyRule } from '../syntax/model.ts';
import { isReadable } from './logic/readable.ts';
import { findUnreadRules } from './logic/unreadRules.ts';
import type { ProblemFix, Rule } from './rule.ts';

/** Nothing asks the rule, and it is none of those that Spacelift reads. */
export const rule: Rule<'SL009'> = {
  id: 'SL009',
  *check(context) {
    if (!isReadable(context)) return;
    for (const { rule: unread, meant } of findUnreadRules(context.model)) {
      const [first] = unread.clauses;
      if (!first) continue;
      const at = first.head.nameSpan;
      const { name } = unread;
      if (meant !== undefined) {
        const values = { rule: name, hint: ` Is \`${meant}\` meant?${sayDeprecated(meant)}` };
        yield { at, message: 'near', values, fixes: [rename(unread, meant)] };
        // A name that OPA doesn't know may be this one, misspelt.
      } else if (context.errors.length === 0) {
        yield { at, message: 'unused', values: { rule: name }, tags: ['unnecessary'] };
      }
    }
  },
};

function sayDeprecated(name: string): string {
  const { deprecated } = loginRuleNamed(name) ?? {};
  return deprecated
    ? ` That is deprecated too: grant the role \`${deprecated.role}\` by \`${deprecated.instead}\`.`
    : '';
}

/** Unsafe: what was never asked comes to decide. */
function rename({ clauses }: PolicyRule, meant: string): ProblemFix {
  const heads = new Map(clauses.map(({ head }) => [head.nameSpan.from, head.nameSpan]));
  const edits = [...heads.values()].map((span) => ({ span, newText: meant }));
  return { title: `Rename it to \`${meant}\``, edits, unsafe: true };
}
