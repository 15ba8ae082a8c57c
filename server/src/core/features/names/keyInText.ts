/** API keys, by what a policy compares logins with. */
import type { ApiKey } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { idIn } from '../../account/keyLogin.ts';
import { isUlid } from '../../account/ulid.ts';
import { groupBy } from '../../syntax/multimap.ts';
import type { OpenPolicy } from '../openPolicy.ts';

export interface NamedKey {
  readonly id: string;
  /** Undefined: the account does not show it, or none is known. */
  readonly key: ApiKey | undefined;
}

/** Undefined where the text is no key's login, as keys log in here, or several keys log in so. */
export function keyInText(text: string, { account, keyLogin }: OpenPolicy): NamedKey | undefined {
  if (keyLogin === 'name') {
    const [only, ...others] = (account && keysByName(account).get(text)) ?? [];
    return only && others.length === 0 ? { id: only.id, key: only } : undefined;
  }
  // In capitals: a login is sometimes compared in small letters.
  const id = idIn(text)?.toUpperCase();
  return id !== undefined && isUlid(id) ? { id, key: account?.key(id) } : undefined;
}

const byName = new WeakMap<Inventory, ReadonlyMap<string, readonly ApiKey[]>>();

/** Those that are not deleted. */
function keysByName(account: Inventory): ReadonlyMap<string, readonly ApiKey[]> {
  let keys = byName.get(account);
  if (!keys) {
    const usable = account.account.apiKeys.items.filter(({ deleted }) => !deleted);
    byName.set(account, (keys = groupBy(usable, ({ name }) => name)));
  }
  return keys;
}
