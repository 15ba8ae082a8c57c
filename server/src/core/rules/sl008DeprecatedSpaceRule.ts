import { LOGIN_RULES } from '../policy/loginContract.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';
import { headSpan, headsOf, textOf } from './places.ts';
import type { ProblemFix, Rule, RuleContext } from './rule.ts';

/** `space_admin`, `space_write` and `space_read` are the old way to grant what `roles` grants now. */
export const rule: Rule<'SL008'> = {
  id: 'SL008',
  *check(context) {
    for (const { name, deprecated } of LOGIN_RULES) {
      if (deprecated === undefined) continue;
      for (const clause of headsOf(context.model.rulesNamed(name))) {
        yield {
          at: clause.head.nameSpan,
          message: 'deprecated',
          values: { rule: name, role: deprecated.role },
          tags: ['deprecated'],
          fixes: grantByRoles(clause, deprecated.role, context),
        };
      }
    }
  },
};

function grantByRoles(clause: Clause, role: string, { model, written }: RuleContext): readonly ProblemFix[] {
  const space = spaceOf(clause, model);
  if (space === undefined) return [];
  const grant = grantsByContains(model, written) ? `roles[${space}] contains "${role}"` : `roles[${space}]["${role}"]`;
  const fix = { title: `Grant \`${role}\` by \`roles\``, edits: [{ span: headSpan(clause, model), newText: grant }] };
  // Somebody who asks the old rule gets another answer.
  return [model.referencesTo(clause.rule).length > 0 ? { ...fix, unsafe: true } : fix];
}

/** The member of the set, as written: `"root"` of `space_admin["root"]` and of `space_admin contains "root"`. */
function spaceOf(clause: Clause, model: PolicyModel): string | undefined {
  const { defines, head } = clause;
  if (defines !== 'set' || head.path.length > 0 || head.key === undefined || head.key.kind === 'missing')
    return undefined;
  const text = textOf(model, headSpan(clause, model)).slice(head.name.length).trim();
  const member = head.containsSpan ? text.slice('contains'.length) : /^\[(.*)\]$/s.exec(text)?.[1];
  return member === undefined || /[#\n]/.test(member) ? undefined : member.trim();
}

/** Clauses of both kinds can't stand together: the ones there are decide, else what the version's users write. */
function grantsByContains(model: PolicyModel, written: RuleContext['written']): boolean {
  const [first] = model.rulesNamed('roles');
  return first ? first.head.containsSpan !== undefined : written === 'v1';
}
