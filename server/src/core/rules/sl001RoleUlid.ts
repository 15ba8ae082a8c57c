import type { Inventory } from '../account/inventory.ts';
import { isUlid } from '../account/ulid.ts';
import type { Role } from '../../protocol/account.ts';
import { remembered } from '../remembered.ts';
import { groupBy } from '../syntax/multimap.ts';
import { listGrantedFields } from './names/grantedFields.ts';
import { knowledgeOf } from './names/knownPart.ts';
import { relatedUses, textsNaming } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import type { Rule } from './rule.ts';

/** A role's ULID, which the API and Terraform call its id, where a login policy wants the slug. */
export const rule: Rule<'SL001'> = {
  id: 'SL001',
  *check(context) {
    const { account, model } = context;
    for (const { at, field, fixes } of listGrantedFields(model)) {
      if (field === 'ulid') yield { at, message: 'field', fixes };
    }
    for (const named of textsNaming('role', context)) {
      const role = account && roleOfUlid(named.text, account);
      if (!isRoleUlid(named.text, account)) continue;
      const found = { at: named.literal, related: relatedUses(named) };
      if (role) {
        const { name, slug } = role;
        yield { ...found, message: 'known', values: { name, slug }, fixes: replaceText(named, [slug], model, name) };
      } else {
        const isNowhere = account && knowledgeOf(account.account.roles) === 'all';
        const hint = isNowhere ? ' This account has no role with this ULID.' : '';
        yield { ...found, message: 'ulid', values: { hint } };
      }
    }
  },
};

/** Whether a text that should be a slug is a ULID; never one that the account has as a slug. */
export function isRoleUlid(text: string, account: Inventory | undefined): boolean {
  if (account?.role(text)) return false;
  return isUlid(text) || (account !== undefined && roleOfUlid(text, account) !== undefined);
}

function roleOfUlid(text: string, account: Inventory): Role | undefined {
  return rolesByUlid(account).get(text.toUpperCase())?.[0];
}

const rolesByUlid = remembered(({ account }: Inventory) => groupBy(account.roles.items, ({ id }) => id.toUpperCase()));
