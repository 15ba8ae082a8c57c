import { hasKeyword } from '../policy/keywords.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';
import type { Value } from '../syntax/values/value.ts';
import { lineBreakOf } from './logic/edits.ts';
import { isReadable } from './logic/readable.ts';
import type { ProblemFix, Rule, RuleContext } from './rule.ts';

/** `team` takes the place of the session's teams, and none of them is copied. */
export const rule: Rule<'SL022'> = {
  id: 'SL022',
  *check(context) {
    const { model } = context;
    const clauses = model.rulesNamed('team');
    const [first] = clauses;
    if (!first || !isReadable(context) || clauses.some((clause) => mayCopy(clause, model))) return;
    yield { at: first.head.nameSpan, message: 'drops', fixes: [copyTeams(clauses, context)] };
  },
};

/** Whether something of the session's teams may be among what the clause gives; a clause that is no set may be anything. */
function mayCopy({ defines, head }: Clause, { values }: PolicyModel): boolean {
  if (defines !== 'set' || !head.key) return true;
  return values.valuesOf(head.key).some((value) => isFromTeams(value, values, 0));
}

function isFromTeams(value: Value, values: PolicyModel['values'], depth: number): boolean {
  if (value.kind === 'unknown') return true;
  if (value.kind === 'input') return value.path[0] === 'session' && (value.path[1] ?? 'teams') === 'teams';
  if (value.kind !== 'result') return false;
  return (
    depth > 3 ||
    value.call.args.some((arg) => values.valuesOf(arg).some((part) => isFromTeams(part, values, depth + 1)))
  );
}

function copyTeams(clauses: readonly Clause[], { model, written }: RuleContext): ProblemFix {
  const end = Math.max(...clauses.map(({ whole }) => whole.to));
  const lineBreak = lineBreakOf(model);
  const hasKeywords = (['if', 'in', 'contains'] as const).every((word) => hasKeyword(model, word, written));
  const copy = hasKeywords
    ? 'team contains name if some name in input.session.teams'
    : 'team[name] { name := input.session.teams[_] }';
  const edits = [{ span: { from: end, to: end }, newText: `${lineBreak}${lineBreak}${copy}` }];
  // Other policies that ask for a team come to see more.
  return { title: "Copy the session's teams too", edits, unsafe: true };
}
