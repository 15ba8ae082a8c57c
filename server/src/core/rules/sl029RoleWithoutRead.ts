import type { Role } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { comesWith, listGrantedRoles, type GrantedRole } from './names/grantedRoles.ts';
import { relatedUses, textsNaming } from './names/namedTexts.ts';
import { textOf } from './places.ts';
import type { Rule } from './rule.ts';

/** A role of one's own that doesn't let anybody see the space, and is granted alone. */
export const rule: Rule<'SL029'> = {
  id: 'SL029',
  *check(context) {
    const { account, model } = context;
    if (!account) return;
    const granted = listGrantedRoles(model);
    for (const named of textsNaming('role', context, ({ use }) => use === 'granted')) {
      const role = account.role(named.text);
      const grants = granted.filter(({ roleLiteral }) => roleLiteral === named.literal);
      if (!role || role.isSystem || role.actions.length === 0 || reads(role)) continue;
      if (grants.every((grant) => isReadBeside(grant, granted, account, model))) continue;
      yield { at: named.literal, message: 'blind', values: { role: role.slug }, related: relatedUses(named) };
    }
  },
};

const READING = ['SPACE_READ', 'SPACE_WRITE', 'SPACE_ADMIN'];

function reads({ actions }: Role): boolean {
  return READING.some((action) => actions.includes(action));
}

/** Whether a role that reads comes with it: from the same collection, or granted in the space or above by no more conditions. */
function isReadBeside(
  blind: GrantedRole,
  granted: readonly GrantedRole[],
  account: Inventory,
  model: PolicyModel,
): boolean {
  return granted.some((other) => {
    const role = account.role(other.slug);
    if (!role || !reads(role)) return false;
    return isSameCollection(other, blind) || (covers(other, blind, account, model) && comesWith(other, blind, model));
  });
}

function isSameCollection({ roleLiteral: a }: GrantedRole, { roleLiteral: b }: GrantedRole): boolean {
  return (
    a?.parent === b?.parent && (a?.parent.kind === 'set' || a?.parent.kind === 'array' || a?.parent.kind === 'object')
  );
}

/** Whether what is granted in the one space is felt in the other. */
function covers(other: GrantedRole, blind: GrantedRole, account: Inventory, model: PolicyModel): boolean {
  if (other.space && blind.space) {
    const { id } = other.space;
    return id === blind.space.id || account.ancestorsOf(blind.space.id).some((above) => above.id === id);
  }
  const [term, blindTerm] = [other.grant.spaceTerm, blind.grant.spaceTerm];
  return other.space?.id === 'root' || (!!term && !!blindTerm && textOf(model, term) === textOf(model, blindTerm));
}
