import { idIn, loginOf } from '../account/keyLogin.ts';
import type { ApiKey } from '../../protocol/account.ts';
import type { Inventory } from '../account/inventory.ts';
import { isUlid } from '../account/ulid.ts';
import {
  keyLoginOf,
  keyShownAs,
  keysByName,
  keysSpelt,
  readShownKey,
  usableKeys,
  type ShownKey,
} from './names/apiKeys.ts';
import { askForKeys, keysFittedBy } from './names/keyPatterns.ts';
import { isWhole, relatedUses, textsNaming, type NamedText } from './names/namedTexts.ts';
import { replaceText } from './names/replaceText.ts';
import { asCompared } from './names/rewrites.ts';
import type { Problem, ProblemFix, Rule, RuleContext } from './rule.ts';

/** The login tested by something else than what an API key logs in as: `api::` and its id, by most evidence. */
export const rule: Rule<'SL005'> = {
  id: 'SL005',
  *check(context) {
    if (keyLoginOf(context) === 'name') return;
    for (const named of textsNaming('login', context, () => true)) {
      const problem = checkShape(named, context) ?? checkNames(named, context);
      if (problem) yield problem;
    }
  },
};

const MISSPELT = /^api[:/_-]+([^:]+)$/i;

function checkShape(named: NamedText, context: RuleContext): Problem<'SL005'> | undefined {
  const { text, literal, uses } = named;
  const isAsked = uses.some((use) => isWhole(use) || use.use === 'prefix');
  if (!isAsked) return undefined;
  const found = { at: literal, related: relatedUses(named), values: { evidence: evidenceIn(context) } };
  if (isUlid(text)) return { ...found, message: 'bare', fixes: replaceText(named, [`api::${text}`], context.model) };
  const login = misspeltLogin(named);
  if (login !== undefined) {
    const values = { ...found.values, login };
    const over = { rules: ['SL006'], within: [literal] } as const;
    return { ...found, message: 'misspelt', values, over, fixes: replaceText(named, [login], context.model) };
  }
  const shown = readShownKey(text);
  return shown && { ...found, message: 'shown', fixes: replaceText(named, loginsShown(shown, context), context.model) };
}

/** The login that is meant by a ULID after another sign than `::`, or in small letters. */
function misspeltLogin({ text, uses }: NamedText): string | undefined {
  const [, ulid = ''] = MISSPELT.exec(text) ?? [];
  const login = loginOf({ id: ulid.toUpperCase() });
  if (!isUlid(ulid) || uses.some(({ condition }) => asCompared(login, condition?.subject) === text)) return undefined;
  return login;
}

/** The login of the one key that is shown so. */
function loginsShown(shown: ShownKey, { account }: RuleContext): readonly string[] {
  if (isUlid(shown.id)) return [loginOf(shown)];
  const key = account && keyShownAs(shown, account);
  return key ? [loginOf(key)] : [];
}

function checkNames(named: NamedText, context: RuleContext): Problem<'SL005'> | undefined {
  const { account } = context;
  if (!account) return undefined;
  const found = { at: named.literal, related: relatedUses(named) };
  const evidence = evidenceIn(context);
  const [key, ...others] = keysNamedBy(named, account);
  if (key) {
    const fixes = replaceByIds(named, [key, ...others], context);
    return { ...found, message: 'name', values: { name: key.name, evidence }, fixes };
  }
  for (const use of named.uses) {
    const keys = keysFittedBy(named.text, use, account);
    if (keys.length === 0) continue;
    const fixes = askForKeys(keys, named, use, context);
    const over = { rules: ['SL043'], within: [named.literal] } as const;
    return { ...found, message: 'pattern', values: { names: listNames(keys), evidence }, fixes, over };
  }
  return undefined;
}

function evidenceIn(context: RuleContext): string {
  return keyLoginOf(context) === 'id' ? '' : ', by most evidence';
}

/** The keys whose name the text is, after `api::` or not: those that can still log in, where there are any; else misspelt. */
function keysNamedBy({ text, uses }: NamedText, account: Inventory): readonly ApiKey[] {
  const id = idIn(text);
  const texts = id === undefined ? [text] : [text, id];
  const subjects = uses.filter(isWhole).map(({ condition }) => condition?.subject);
  const { usable, all } = keysByName(account);
  const live = usable.find(texts, subjects);
  const named = live.length > 0 ? live : all.find(texts, subjects);
  const isPlain = subjects.some((subject) => subject?.kind === 'input');
  return named.length === 0 && isPlain ? keysSpelt(id ?? text, account) : named;
}

/** All of them where several fit in, and each on its own. */
function replaceByIds(
  named: NamedText,
  keys: readonly ApiKey[],
  { model, account }: RuleContext,
): readonly ProblemFix[] {
  const usable = account ? usableKeys(account).filter((key) => keys.includes(key)) : [];
  const isPlain = named.uses.every(({ condition }) => condition?.subject.kind === 'input');
  if (!isPlain) return [];
  const each = usable.flatMap((key) => replaceText(named, [loginOf(key)], model));
  return usable.length < 2 ? each : [...replaceText(named, usable.map(loginOf), model), ...each];
}

/** How many names are worth showing. */
const LISTED = 3;

function listNames(keys: readonly ApiKey[]): string {
  const names = [...new Set(keys.map(({ name }) => `\`${name}\``))];
  const more = names.length - LISTED;
  return `${names.slice(0, LISTED).join(', ')}${more > 0 ? `, and ${String(more)} more` : ''}`;
}
