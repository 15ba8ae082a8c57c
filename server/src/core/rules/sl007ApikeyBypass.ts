import type { Inventory } from '../account/inventory.ts';
import { loginOf } from '../account/keyLogin.ts';
import { remembered } from '../remembered.ts';
import { groupBy } from '../syntax/multimap.ts';
import { keyLoginOf } from './names/apiKeys.ts';
import { relatedUses, textsNaming } from './names/namedTexts.ts';
import type { Rule } from './rule.ts';

/** An administrative key of the root space: Spacelift does not ask the policy about it. */
export const rule: Rule<'SL007'> = {
  id: 'SL007',
  *check(context) {
    const { account } = context;
    const keys = account && adminKeys(account)[keyLoginOf(context) === 'name' ? 'byName' : 'byLogin'];
    for (const named of keys && keys.size > 0 ? textsNaming('login', context) : []) {
      const [key] = keys?.get(named.text) ?? [];
      if (!key) continue;
      yield { at: named.literal, message: 'bypass', values: { name: key.name }, related: relatedUses(named) };
    }
  },
};

const adminKeys = remembered(({ account }: Inventory) => {
  const keys = account.apiKeys.items.filter(({ admin, deleted }) => admin && !deleted);
  return { byName: groupBy(keys, ({ name }) => name), byLogin: groupBy(keys, loginOf) };
});
