import { loginRulesOf } from '../policy/loginContract.ts';
import type { Clause, PolicyModel, Span } from '../syntax/model.ts';
import type { ProblemFix, Rule } from './rule.ts';

/** What the policy defines is defined by Spacelift already, in what it puts in front of every policy. */
export const rule: Rule<'SL011'> = {
  id: 'SL011',
  *check({ model }) {
    const [result, ...others] = model.rulesNamed('result');
    if (result) {
      const related = others.map(({ head }) => ({ at: head.nameSpan, message: 'Also defined here.' }));
      yield { at: result.head.nameSpan, message: 'result', related };
    }
    for (const name of loginRulesOf('boolean')) {
      const clause = model.rulesNamed(name).find(({ isDefault }) => isDefault);
      if (!clause) continue;
      yield { at: clause.whole, message: 'default', values: { rule: name }, fixes: [removeDefault(clause, model)] };
    }
  },
};

function removeDefault({ whole, head }: Clause, model: PolicyModel): ProblemFix {
  const fix = { title: 'Remove the default', edits: [{ span: wholeLines(whole, model), newText: '' }] };
  const isFalse = head.value?.kind === 'boolean' && !head.value.value;
  return isFalse ? fix : { ...fix, unsafe: true };
}

/** With the line break, where nothing else is on the lines. */
function wholeLines(span: Span, { text }: PolicyModel): Span {
  const before = /(^|\n)[ \t]*$/.test(text.slice(0, span.from));
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(span.to));
  return before && after ? { from: span.from, to: span.to + after[0].length } : span;
}
