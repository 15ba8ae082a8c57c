/** The tokens of texts that name something of the account. */
import type { Part } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { isWhole } from '../../rules/names/namedTexts.ts';
import type { Literal, PolicyModel, Span } from '../../syntax/model.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import { lossOf } from '../describe/apiKey.ts';
import { keyInText } from '../names/keyInText.ts';
import { insideQuotes } from '../names/named.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { kindOf, type TokenKind } from './legend.ts';
import type { Token } from './nameTokens.ts';

/**
 * None without an account.
 * @param isSeen of a text: what is not seen is left out
 */
export function listAccountTokens(policy: OpenPolicy, isSeen: (span: Span) => boolean): readonly Token[] {
  const { account, model } = policy;
  if (!account) return [];
  const found = new Map<Literal, TokenKind>();
  for (const meaning of model.meanings()) {
    const kind = isSeen(meaning.literal) ? kindOfMeaning(meaning, account, policy) : undefined;
    // Of several uses, one that the account knows of counts.
    if (kind && found.get(meaning.literal)?.type !== 'enumMember') found.set(meaning.literal, kind);
  }
  return [...found].flatMap(([literal, kind]) => ofLiteral(literal, kind, model));
}

function ofLiteral(literal: Literal, kind: TokenKind, model: PolicyModel): Token[] {
  const span = insideQuotes(literal, model);
  const isOneLine = !/[\r\n]/.test(model.text.slice(span.from, span.to));
  return span.from < span.to && isOneLine ? [{ ...span, kind }] : [];
}

const KNOWN = kindOf('enumMember', 'known');
const LOST = kindOf('enumMember', 'deprecated', 'known');
const UNKNOWN = kindOf('string', 'unknown');

function kindOfMeaning(meaning: Meaning, account: Inventory, policy: OpenPolicy): TokenKind | undefined {
  const { domain, value } = meaning;
  if (typeof value !== 'string' || !isWhole(meaning)) return undefined;
  const { roles, spaces, teams } = account.account;
  switch (domain) {
    case 'role':
      return judge(account.role(value) !== undefined, roles);
    case 'space':
      return judge(account.space(value) !== undefined, spaces);
    case 'team':
      return judge(teamsOf(account).has(value), teams);
    case 'login':
      return kindOfLogin(value, account, policy);
    default:
      return undefined;
  }
}

/** Of a key; people's logins nobody can list. */
function kindOfLogin(login: string, { account }: Inventory, policy: OpenPolicy): TokenKind | undefined {
  const named = keyInText(login, policy);
  if (!named) return undefined;
  if (!named.key) return judge(false, account.apiKeys);
  return lossOf(named.key, policy.now) === undefined ? KNOWN : LOST;
}

/** That it is not there is said only where all is known. */
function judge(isThere: boolean, { state, items }: Part<unknown>): TokenKind | undefined {
  if (isThere) return KNOWN;
  return state === 'complete' && items.length > 0 ? UNKNOWN : undefined;
}

const teamSets = new WeakMap<Inventory, ReadonlySet<string>>();

function teamsOf(account: Inventory): ReadonlySet<string> {
  let teams = teamSets.get(account);
  if (!teams) teamSets.set(account, (teams = new Set(account.account.teams.items)));
  return teams;
}
