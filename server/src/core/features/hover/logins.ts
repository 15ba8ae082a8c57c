/** Logins that are written in a policy, and parts and patterns of them, in words. */
import type { ApiKey } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { idIn } from '../../account/keyLogin.ts';
import { isUlid } from '../../account/ulid.ts';
import { nearestNames } from '../../policy/nearestName.ts';
import { keyShownAs, readShownKey } from '../../rules/names/apiKeys.ts';
import { asCompared } from '../../rules/names/rewrites.ts';
import { readPattern } from '../../rules/names/patterns.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import { describeKey, lossOf, writtenLogin } from '../describe/apiKey.ts';
import { code, list, paragraphs, plain, row } from '../describe/markdown.ts';
import { tellShown } from '../describe/shownSession.ts';
import { tellSource, tellUnknown } from '../describe/unknown.ts';
import type { OpenPolicy } from '../openPolicy.ts';

/** Without an account: what the text alone tells. Markdown. */
export function tellLogin(text: string, meaning: Meaning, policy: OpenPolicy): string | undefined {
  const { account } = policy;
  const pattern = meaning.use === 'granted' || meaning.use === 'argument' ? undefined : readPattern(meaning.use, text);
  if (pattern) return account && tellPattern(pattern.passes, meaning, account, policy);
  if (meaning.use === 'regex' || meaning.use === 'glob') return undefined;
  if (!account) return meaning.domain === 'login' ? tellByItself(text) : undefined;
  const keys = findKeys(text, meaning, account, policy);
  if (keys.length > 0) return tellKeys(keys, text, meaning, account, policy);
  return meaning.domain === 'login' ? tellNoKey(text, account, policy) : undefined;
}

/** A session's name: taken to be the key's for an API key, unless logins have shown it. */
export function tellPersonName(text: string, policy: OpenPolicy): string | undefined {
  if (!policy.account) return undefined;
  const { apiKeys, keySession } = policy.account.account;
  const form = keySession?.name ?? 'keyName';
  const key = apiKeys.items.find((one) => !one.deleted && (one.name === text || (form === 'keyId' && one.id === text)));
  return key && paragraphs(describeKey(key, policy), tellNameForm(text, key, policy.account));
}

function tellNameForm(text: string, key: ApiKey, account: Inventory): string {
  const form = account.account.keySession?.name;
  if (form === undefined) return 'Assumed: that `input.session.name` is the name of the key.';
  const shown = tellShown(['session', 'name'], account) ?? '';
  const isRight = form !== 'empty' && (form === 'keyId' ? key.id : key.name) === text;
  return isRight ? `${shown}.` : `**Not the name in the key's session**. ${shown}.`;
}

/** By id, as Spacelift's pages show it, by name (deleted keys only where no other has it), or by the login as it is compared. */
function findKeys(text: string, { condition }: Meaning, account: Inventory, policy: OpenPolicy): readonly ApiKey[] {
  const byId = account.key(idIn(text) ?? text);
  if (byId) return [byId];
  const shown = readShownKey(text);
  const key = shown && keyShownAs(shown, account);
  if (key) return [key];
  const { items } = account.account.apiKeys;
  const named = items.filter(({ name }) => name === text);
  const live = named.filter(({ deleted }) => !deleted);
  if (named.length > 0) return live.length > 0 ? live : named;
  const subject = condition?.subject;
  if (subject?.kind !== 'result') return [];
  return items.filter((key) => asCompared(writtenLogin(key, policy.keyLogin), subject) === text);
}

function tellKeys(
  keys: readonly ApiKey[],
  text: string,
  { condition, domain }: Meaning,
  account: Inventory,
  policy: OpenPolicy,
): string {
  const source = tellSource(account, 'apiKeys', policy.now);
  const [key, ...others] = keys;
  const isLogin = (each: ApiKey): boolean =>
    domain !== 'login' || asCompared(writtenLogin(each, policy.keyLogin), condition?.subject) === text;
  if (key && others.length === 0) {
    return paragraphs(describeKey(key, policy), key.admin || isLogin(key) ? undefined : tellOtherForm(policy), source);
  }
  const each = keys.map((one) => `${code(one.id)}${lossWord(one, policy)}`);
  return paragraphs(
    `**${plain(text)}** · the name of ${String(keys.length)} API keys`,
    list(each),
    tellOtherForm(policy),
    source,
  );
}

function tellOtherForm({ keyLogin, account }: OpenPolicy): string {
  const certain = account?.account.keyLogin === keyLogin ? '' : ' (assumed)';
  return `**Not what the key logs in as**: the login of a key is ${keyLogin === 'id' ? '`api::` and its id' : 'its name'}${certain}.`;
}

function lossWord(key: ApiKey, { now }: OpenPolicy): string {
  const loss = lossOf(key, now);
  return loss === undefined ? '' : `, ${loss}`;
}

function tellNoKey(text: string, account: Inventory, { now, keyLogin }: OpenPolicy): string {
  const id = idIn(text) ?? text;
  const live = account.account.apiKeys.items.filter(({ deleted }) => !deleted);
  const isId = isUlid(id);
  const near = nearestNames(
    id,
    isId ? live.map((key) => key.id).filter((other) => sharesHalf(other, id)) : live.map(({ name }) => name),
  );
  const nearest = live
    .filter((key) => near.includes(isId ? key.id : key.name))
    .map((key) => `${code(writtenLogin(key, keyLogin))} (${plain(key.name)})`);
  const isKey = isId || idIn(text) !== undefined;
  if (readShownKey(text)) return tellByItself(text);
  if (isKey) return tellUnknown(text, 'apiKeys', account, now, nearest);
  const noKey = nearest.length > 0 ? tellUnknown(text, 'apiKeys', account, now, nearest) : undefined;
  return paragraphs(tellByItself(text), noKey);
}

/** One slip of the fingers leaves the one half of an id or the other as it is. */
function sharesHalf(a: string, b: string): boolean {
  const half = b.length >> 1;
  return a.startsWith(b.slice(0, half)) || a.endsWith(b.slice(half));
}

function tellByItself(text: string): string {
  const id = idIn(text);
  if (id?.includes('::')) {
    const [own = ''] = id.split('::');
    return `Written as Spacelift's pages show a key; as a login it is ${code(`api::${own}`)} (assumed: most sources say so).`;
  }
  if (id !== undefined) return `**Login of an API key** with the id ${code(id)}. Which key that is, an account tells.`;
  if (isUlid(text))
    return `A ULID. The key of this id logs in as ${code(`api::${text}`)} (assumed: most sources say so).`;
  if (text.includes('@')) return `**Login** of a person, by e-mail address.`;
  return '**Login** of a person: a GitHub user name, or what the identity provider gives.';
}

/** Which keys a prefix, suffix or pattern lets through: by what they log in as, and by their names. */
function tellPattern(
  passes: (login: string) => boolean,
  { condition }: Meaning,
  account: Inventory,
  policy: OpenPolicy,
): string | undefined {
  const usable = account.account.apiKeys.items.filter((key) => lossOf(key, policy.now) === undefined && !key.admin);
  const fits = (text: string): boolean => passes(asCompared(text, condition?.subject));
  const byLogin = usable.filter((key) => fits(writtenLogin(key, policy.keyLogin)));
  const byName = usable.filter((key) => !byLogin.includes(key) && fits(key.name));
  if (byLogin.length === 0 && byName.length === 0) return undefined;
  const names = (keys: readonly ApiKey[]): string => row(keys.map(({ name }) => plain(name)));
  return paragraphs(
    byLogin.length > 0
      ? `Fits the logins of ${countOf(byLogin)}: ${names(byLogin)}`
      : '**Fits the login of no API key** that can log in.',
    byName.length > 0
      ? `Fits the ${byName.length === 1 ? 'name' : 'names'} of ${countOf(byName)}, and not what they log in as: ${names(byName)}`
      : undefined,
    tellSource(account, 'apiKeys', policy.now),
  );
}

function countOf({ length }: readonly unknown[]): string {
  return length === 1 ? 'one API key' : `${String(length)} API keys`;
}
