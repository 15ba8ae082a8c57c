import { loginRulesOf } from '../policy/loginContract.ts';
import type { Clause, PolicyModel, Span } from '../syntax/model.ts';
import type { Problem, ProblemFix, Rule, RuleContext } from './rule.ts';

/** What the policy defines is defined by Spacelift already, in what it puts in front of every policy. */
export const rule: Rule<'SL011'> = {
  id: 'SL011',
  *check(context) {
    const { model } = context;
    const [result, ...others] = model.rulesNamed('result');
    if (result) yield tellResult(result, others, context);
    for (const name of loginRulesOf('boolean')) {
      const clause = model.rulesNamed(name).find(({ isDefault }) => isDefault);
      if (clause) yield tellDefault(clause, model);
    }
  },
};

function tellResult({ head }: Clause, others: readonly Clause[], { errors, model }: RuleContext): Problem<'SL011'> {
  return {
    at: head.nameSpan,
    message: 'result',
    related: others.map((other) => ({ at: other.head.nameSpan, message: 'Also defined here.' })),
    instead: errors.filter(({ error }) => error.rule === 'result'),
    // What it was meant to let in.
    over: { rules: ['SL015', 'SL016'], within: [{ from: 0, to: model.text.length }] },
  };
}

function tellDefault(clause: Clause, model: PolicyModel): Problem<'SL011'> {
  const { whole, head } = clause;
  const isTrue = !head.value || (head.value.kind === 'boolean' && head.value.value);
  return {
    at: whole,
    message: isTrue ? 'defaultTrue' : 'default',
    values: { rule: head.name },
    fixes: [removeDefault(clause, model)],
    over: { rules: ['SL015', 'SL024', 'SL025', 'SL035'], within: [whole] },
  };
}

function removeDefault({ whole, head }: Clause, model: PolicyModel): ProblemFix {
  const fix = { title: 'Remove the default', edits: [{ span: wholeLines(whole, model), newText: '' }] };
  const isFalse = head.value?.kind === 'boolean' && !head.value.value;
  return isFalse ? fix : { ...fix, unsafe: true };
}

/** With the comment behind it and the line break, where nothing else is on the lines; what is said to us stays. */
function wholeLines(span: Span, { text }: PolicyModel): Span {
  const before = /(^|\n)[ \t]*$/.test(text.slice(0, span.from));
  const after = /^[ \t]*(?:#(?!\s*spacelift:)[^\r\n]*)?(\r?\n|$)/.exec(text.slice(span.to));
  return before && after ? { from: span.from, to: span.to + after[0].length } : span;
}
