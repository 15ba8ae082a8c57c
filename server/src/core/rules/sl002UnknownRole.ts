import { byName } from '../byName.ts';
import type { Inventory } from '../account/inventory.ts';
import { listGrantedFields } from './names/grantedFields.ts';
import { knowledgeOf } from './names/knownPart.ts';
import { askMeant } from './names/meant.ts';
import { relatedUses, textsNaming, type NamedText } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';
import { isRoleUlid } from './sl001RoleUlid.ts';

/** A slug that no role of the account has, or a field of a role that is not its slug. */
export const rule: Rule<'SL002'> = {
  id: 'SL002',
  *check(context) {
    const { account, model } = context;
    for (const { at, field, fixes } of listGrantedFields(model)) {
      if (field !== 'ulid') yield { at, message: 'field', values: { field }, fixes };
    }
    const known = account && knowledgeOf(account.account.roles);
    if (!account || !known) return;
    for (const named of textsNaming('role', context)) {
      if (isRoleUlid(named.text, account)) continue;
      const problem = judge(named, account, known, context);
      if (problem) yield problem;
    }
  },
};

/** The roles that took the place of the levels of old, by the names that those had (Spacelift's page on RBAC). */
const LEGACY: Readonly<Record<string, string>> = byName({
  admin: 'space-admin',
  read: 'space-reader',
  reader: 'space-reader',
  write: 'space-writer',
  writer: 'space-writer',
});

function judge(
  named: NamedText,
  account: Inventory,
  known: 'all' | 'some',
  { model }: RuleContext,
): Problem<'SL002'> | undefined {
  const { text, literal } = named;
  const role = account.identifyRole(text);
  if (role.kind === 'found') return undefined;
  const found = { at: literal, related: relatedUses(named) };
  if (role.kind === 'misnamed') {
    const { slug } = role.item;
    return { ...found, message: 'name', values: { text, slug }, fixes: replaceText(named, [slug], model) };
  }
  const legacy = account.role(LEGACY[text.toLowerCase()] ?? '');
  const nearest = [legacy ?? role.nearest].flatMap((meant) => meant?.slug ?? []);
  const hint = askMeant(nearest);
  const message = known === 'all' ? 'unknown' : 'unlisted';
  return { ...found, message, values: { text, hint }, fixes: replaceText(named, nearest, model) };
}
