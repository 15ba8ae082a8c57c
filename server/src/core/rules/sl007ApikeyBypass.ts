import { loginOf } from '../account/keyLogin.ts';
import { keyLoginOf } from './names/apiKeys.ts';
import { relatedUses, textsNaming } from './names/namedTexts.ts';
import type { Rule } from './rule.ts';

/** An administrative key of the root space: Spacelift does not ask the policy about it. */
export const rule: Rule<'SL007'> = {
  id: 'SL007',
  *check(context) {
    const { account } = context;
    const isByName = keyLoginOf(context) === 'name';
    const keys = account?.account.apiKeys.items.filter(({ admin, deleted }) => admin && !deleted) ?? [];
    for (const named of keys.length > 0 ? textsNaming('login', context) : []) {
      const key = keys.find((admin) => named.text === (isByName ? admin.name : loginOf(admin)));
      if (!key) continue;
      yield { at: named.literal, message: 'bypass', values: { name: key.name }, related: relatedUses(named) };
    }
  },
};
