/** API keys, as a login policy sees them. */
import type { ApiKey } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { remembered } from '../../remembered.ts';
import { parseTimestamp } from '../../simulation/instant.ts';
import type { RuleContext } from '../rule.ts';
import { ComparedTexts } from './comparedTexts.ts';

/** What a key's login is: as the user has chosen, else as a login of the account has shown. */
export function keyLoginOf({ settings, account }: RuleContext): 'id' | 'name' | undefined {
  return settings.keyLogin ?? account?.account.keyLogin;
}

/** Whether a key had expired when the account was read: no clock says anything else another day. */
export function hadExpired({ expiresAt }: ApiKey, { account }: Inventory): boolean {
  return expiresAt !== undefined && parseTimestamp(expiresAt) <= parseTimestamp(account.apiKeys.at);
}

/** Keys that can still log in. Remembered, as every login of a policy is looked for among them. */
export const usableKeys = remembered((account: Inventory): readonly ApiKey[] =>
  account.account.apiKeys.items.filter((key) => !key.deleted && !hadExpired(key, account)),
);

/** Keys by their names: those that can still log in, and all. */
export const keysByName = remembered((account: Inventory) => ({
  usable: new ComparedTexts(usableKeys(account), ({ name }) => name),
  all: new ComparedTexts(account.account.apiKeys.items, ({ name }) => name),
}));
