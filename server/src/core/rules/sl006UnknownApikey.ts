import { idIn, loginOf } from '../account/keyLogin.ts';
import type { ApiKey, Part } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import { nearestNames } from '../policy/nearestName.ts';
import { hadExpired, keyLoginOf } from './names/apiKeys.ts';
import { knowledgeOf } from './names/knownPart.ts';
import { askMeant } from './names/meant.ts';
import { relatedUses, textsNaming, type NamedText } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import { asCompared } from './names/rewrites.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** `api::` and the id of a key that the account doesn't have, or that can't log in any more. */
export const rule: Rule<'SL006'> = {
  id: 'SL006',
  *check(context) {
    const { account } = context;
    const known = account && knowledgeOf(account.account.apiKeys);
    if (!account || !known || keyLoginOf(context) === 'name') return;
    for (const named of textsNaming('login', context)) {
      const id = idIn(named.text);
      // What is no id at all, or more than one, is SL005's.
      if (id === undefined || id.includes('::') || isName(id, account)) continue;
      const key = findKey(named, account.account.apiKeys);
      const problem = key ? judge(key, named, account) : tellUnknown(id, named, known, context);
      if (problem) yield problem;
    }
  },
};

function isName(id: string, { account }: Inventory): boolean {
  return account.apiKeys.items.some(({ name }) => name === id);
}

function findKey({ text, uses }: NamedText, { items }: Part<ApiKey>): ApiKey | undefined {
  const isMeant = (login: string): boolean =>
    login === text || uses.some(({ condition }) => asCompared(login, condition?.subject) === text);
  return items.find((key) => isMeant(loginOf(key)));
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
  { account, model }: RuleContext,
): Problem<'SL006'> {
  const keys = account?.account.apiKeys.items.filter(({ deleted }) => !deleted) ?? [];
  const near = nearestNames(
    id,
    keys.map((key) => key.id),
  );
  const meant = keys.filter((key) => near.includes(key.id));
  const hint = askMeant(meant.map(({ name }) => name));
  return {
    at: named.literal,
    related: relatedUses(named),
    message: known === 'all' ? 'unknown' : 'unlisted',
    values: { id, hint },
    fixes: meant.flatMap((key) => replaceText(named, [loginOf(key)], model, key.name)),
  };
}
