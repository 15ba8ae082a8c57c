import { idIn, loginOf } from '../account/keyLogin.ts';
import type { ApiKey } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import { remembered } from '../remembered.ts';
import type { PolicyModel } from '../syntax/model.ts';
import { hadExpired, keyLoginOf } from './names/apiKeys.ts';
import { knowledgeOf } from './names/knownPart.ts';
import { ComparedTexts } from './names/comparedTexts.ts';
import { askMeant } from './names/meant.ts';
import { relatedUses, textsNaming, type NamedText } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import type { Problem, Rule } from './rule.ts';

/** `api::` and the id of a key that the account doesn't have, or that can't log in any more. */
export const rule: Rule<'SL006'> = {
  id: 'SL006',
  *check(context) {
    const { account } = context;
    const known = account && knowledgeOf(account.account.apiKeys);
    if (!account || !known || keyLoginOf(context) === 'name') return;
    for (const named of textsNaming('login', context)) {
      const id = idIn(named.text);
      // Half-typed; and what is no id at all, or more than one, is SL005's.
      if (id === undefined || id === '' || id.includes('::') || account.keysNamed(id).length > 0) continue;
      const key = findKey(named, account);
      const problem = key ? judge(key, named, account) : tellUnknown(id, named, known, account, context.model);
      if (problem) yield problem;
    }
  },
};

const keysByLogin = remembered((account: Inventory) => new ComparedTexts(account.account.apiKeys.items, loginOf));

function findKey({ text, uses }: NamedText, account: Inventory): ApiKey | undefined {
  return keysByLogin(account).find([text], [undefined, ...uses.map(({ condition }) => condition?.subject)])[0];
}

function judge(key: ApiKey, named: NamedText, account: Inventory): Problem<'SL006'> | undefined {
  const { name, expiresAt = '' } = key;
  const found = { at: named.literal, related: relatedUses(named) };
  if (key.deleted) return { ...found, message: 'deleted', values: { name } };
  if (!hadExpired(key, account)) return undefined;
  return { ...found, message: 'expired', values: { name, day: expiresAt.slice(0, 'yyyy-mm-dd'.length) } };
}

function tellUnknown(
  id: string,
  named: NamedText,
  known: 'all' | 'some',
  account: Inventory,
  model: PolicyModel,
): Problem<'SL006'> {
  const meant = account.keysNearId(id);
  const hint = askMeant(meant.map(({ name }) => name));
  return {
    at: named.literal,
    related: relatedUses(named),
    message: known === 'all' ? 'unknown' : 'unlisted',
    values: { id, hint },
    fixes: meant.flatMap((key) => replaceText(named, [loginOf(key)], model, key.name)),
  };
}
