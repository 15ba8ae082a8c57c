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
    const reading = granted.filter(({ slug }) => reads(account.role(slug)));
    for (const named of textsNaming('role', context, ({ use }) => use === 'granted')) {
      const role = account.role(named.text);
      if (!role || role.isSystem || role.actions.length === 0 || reads(role)) continue;
      const grants = granted.filter(({ roleLiteral }) => roleLiteral === named.literal);
      if (grants.every((grant) => isReadBeside(grant, reading, account, model))) continue;
      yield { at: named.literal, message: 'blind', values: { role: role.slug }, related: relatedUses(named) };
    }
  },
};

const READING = ['SPACE_READ', 'SPACE_WRITE', 'SPACE_ADMIN'];

function reads(role: Role | undefined): boolean {
  return READING.some((action) => role?.actions.includes(action));
}

/** Whether one of them comes with it: from the same collection, or granted in the space or above by no more conditions. */
function isReadBeside(
  blind: GrantedRole,
  reading: readonly GrantedRole[],
  account: Inventory,
  model: PolicyModel,
): boolean {
  return reading.some(
    (other) => isSameCollection(other, blind) || (comesWith(other, blind) && covers(other, blind, account, model)),
  );
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
