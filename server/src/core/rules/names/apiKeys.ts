/** API keys, as a login policy sees them. */
import type { ApiKey } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { remembered } from '../../remembered.ts';
import { parseTimestamp } from '../../simulation/instant.ts';
import { idIn } from '../../account/keyLogin.ts';
import type { RuleContext } from '../rule.ts';
import { groupBy } from '../../syntax/multimap.ts';
import { ComparedTexts } from './comparedTexts.ts';
import { spell } from './spelling.ts';

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

/** The keys whose name differs from the text in nothing but case, blanks around it and what is between the words. */
export function keysSpelt(text: string, account: Inventory): readonly ApiKey[] {
  return bySpelling(account).get(spell(text)) ?? [];
}

const bySpelling = remembered((account: Inventory) => groupBy(usableKeys(account), ({ name }) => spell(name)));

/** How Spacelift's pages show a key: `api::`, its id or a part of it, `::`, and its name. */
export interface ShownKey {
  readonly id: string;
  readonly name: string;
}

/** Undefined for a text of another form. */
export function readShownKey(text: string): ShownKey | undefined {
  const [, id, name] = /^([^:]+)::(.+)$/.exec(idIn(text) ?? '') ?? [];
  return id === undefined || name === undefined ? undefined : { id, name };
}

/** Of a shown key that can't be told from another none. */
export function keyShownAs({ id, name }: ShownKey, account: Inventory): ApiKey | undefined {
  const whole = account.key(id);
  if (whole) return whole;
  const [key, ...others] = account.account.apiKeys.items.filter((one) => one.name === name && one.id.includes(id));
  return others.length === 0 ? key : undefined;
}
