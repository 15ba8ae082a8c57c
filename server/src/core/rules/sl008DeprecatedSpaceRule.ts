import { LOGIN_RULES } from '../policy/loginContract.ts';
import type { Clause, PolicyModel } from '../syntax/model.ts';
import { wayToGrant, type WayToGrant } from './names/wayToGrant.ts';
import { headSpan, headsOf, textOf } from './places.ts';
import type { ProblemFix, Rule, RuleContext } from './rule.ts';

/** `space_admin`, `space_write` and `space_read` are the old way to grant what `roles` grants now. */
export const rule: Rule<'SL008'> = {
  id: 'SL008',
  *check(context) {
    const way = wayToGrant(context);
    for (const { name, deprecated } of LOGIN_RULES) {
      if (deprecated === undefined) continue;
      for (const clause of headsOf(context.model.rulesNamed(name))) {
        yield {
          at: clause.head.nameSpan,
          message: 'deprecated',
          values: { rule: name, role: deprecated.role },
          tags: ['deprecated'],
          fixes: way ? grantByRoles(clause, deprecated.role, way, context) : [],
        };
      }
    }
  },
};

function grantByRoles(clause: Clause, role: string, way: WayToGrant, { model }: RuleContext): readonly ProblemFix[] {
  const space = spaceOf(clause, model);
  if (space === undefined || asksRoles(clause, model)) return [];
  const title = `Grant \`${role}\` by \`roles\``;
  const edits = [{ span: headSpan(clause, model), newText: headOf(space, role, way, clause) }];
  const asked = whatIsAsked(clause, model);
  // Somebody who asks one of them gets another answer.
  return [
    asked === undefined
      ? { title, edits }
      : { title: `${title}: \`${asked}\` is asked elsewhere`, edits, unsafe: true },
  ];
}

function headOf(space: string, role: string, way: WayToGrant, { body }: Clause): string {
  if (way === 'contains') return `roles[${space}] contains "${role}"`;
  // A head of this kind has to have a value or a body.
  return `roles[${space}]["${role}"]${body ? '' : ' := true'}`;
}

/** The member of the set, as written: `"root"` of `space_admin["root"]` and of `space_admin contains "root"`. */
function spaceOf(clause: Clause, model: PolicyModel): string | undefined {
  const { defines, elses, head } = clause;
  if (defines !== 'set' || head.path.length > 0 || head.value || elses.length > 0) return undefined;
  if (head.key === undefined || !FIT_FOR_HEADS.has(head.key.kind)) return undefined;
  const text = textOf(model, headSpan(clause, model)).slice(head.name.length).trim();
  const member = head.containsSpan ? text.slice('contains'.length) : /^\[(.*)\]$/s.exec(text)?.[1];
  return member === undefined || /[#\n]/.test(member) ? undefined : member.trim();
}

/** What means the same as a key and as a member. */
const FIT_FOR_HEADS: ReadonlySet<string> = new Set(['string', 'reference', 'call']);

/** A clause of `roles` that asks `roles` would never come to an end. */
function asksRoles({ rule: { name }, rule: asking }: Clause, model: PolicyModel): boolean {
  const asked = [...model.rulesAskedBy(asking)].map((one) => one.name);
  return asked.includes('roles') || asked.includes(name);
}

function whatIsAsked({ rule: old }: Clause, model: PolicyModel): string | undefined {
  const roles = model.rules.get('roles');
  return [old, roles].find((one) => one && model.referencesTo(one).length > 0)?.name;
}
