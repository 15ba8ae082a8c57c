import type { Clause, PolicyModel } from '../syntax/model.ts';
import { entryClauses, grantingClauses, hasNoEntry } from './logic/entry.ts';
import { isReadable } from './logic/readable.ts';
import { truthsOf } from './logic/truth.ts';
import type { Problem, Rule } from './rule.ts';

/** Nobody gets in: nothing lets them, or `deny` refuses everybody. */
export const rule: Rule<'SL015'> = {
  id: 'SL015',
  *check(context) {
    const { model } = context;
    const [first] = model.clauses;
    if (!first || !isReadable(context)) return;
    const denied = findAlwaysDenied(model);
    if (denied) yield denied;
    else if (!hasNoEntry(model)) yield* checkEntry(model);
    else if (grantingClauses(model).length === 0) yield { at: model.package ?? first.head.nameSpan, message: 'none' };
  },
};

function findAlwaysDenied(model: PolicyModel): Problem<'SL015'> | undefined {
  const clause = model
    .rulesNamed('deny')
    .find((each) => isBoolean(each) && truthsOf(model).ofClause(each) === 'always');
  return clause && { at: clause.head.nameSpan, message: 'denied' };
}

/** There are rules that would let in, but none of them ever does. */
function* checkEntry(model: PolicyModel): Iterable<Problem<'SL015'>> {
  const clauses = entryClauses(model);
  const [first, ...others] = clauses;
  const truths = truthsOf(model);
  const names = [...new Set(clauses.map(({ rule: { name } }) => name))];
  if (!first || names.some((name) => truths.ofRule(name) !== 'never')) return;
  yield {
    at: first.head.nameSpan,
    message: 'never',
    values: { rules: names.map((name) => `\`${name}\``).join(' and ') },
    related: others.map(({ head }) => ({ at: head.nameSpan, message: 'Never holds either.' })),
  };
}

/** Sets and the like are told by SL010. */
function isBoolean({ defines, head }: Clause): boolean {
  return defines === 'complete' && head.path.length === 0;
}
