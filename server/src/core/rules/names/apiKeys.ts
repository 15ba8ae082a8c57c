/** API keys, as a login policy sees them. */
import type { ApiKey } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { parseTimestamp } from '../../simulation/instant.ts';
import type { RuleContext } from '../rule.ts';

/** What a key's login is: as the user has chosen, else as a login of the account has shown. */
export function keyLoginOf({ settings, account }: RuleContext): 'id' | 'name' | undefined {
  return settings.keyLogin ?? account?.account.keyLogin;
}

/** Whether a key had expired when the account was read: no clock says anything else another day. */
export function hadExpired({ expiresAt }: ApiKey, { account }: Inventory): boolean {
  return expiresAt !== undefined && parseTimestamp(expiresAt) <= parseTimestamp(account.apiKeys.at);
}

const usable = new WeakMap<Inventory, readonly ApiKey[]>();

/** Keys that can still log in. Remembered, as every login of a policy is looked for among them. */
export function usableKeys(account: Inventory): readonly ApiKey[] {
  const known = usable.get(account);
  if (known) return known;
  const keys = account.account.apiKeys.items.filter((key) => !key.deleted && !hadExpired(key, account));
  usable.set(account, keys);
  return keys;
}
