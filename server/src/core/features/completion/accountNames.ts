/** Names that the account knows: roles, spaces, API keys, teams. Made once for an account. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ApiKey, Role, Space } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { loginOf } from '../../account/keyLogin.ts';
import { LAST_INSTANT, parseTimestamp } from '../../simulation/instant.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import type { Suggestion } from './suggestion.ts';
import { ascending } from '../../ascending.ts';

/** By slug, name or ULID; the shown one is inserted. System roles last: whoever has made roles means to use them. */
export function roleNames(account: Inventory | undefined, by: 'slug' | 'name' | 'id'): readonly Suggestion[] {
  if (!account || account.account.roles.items.length === 0) return by === 'slug' ? SYSTEM_ROLES : [];
  return remember(account, `role ${by}`, () => {
    const roles = [...account.account.roles.items].sort((a, b) => ascending(a.slug, b.slug));
    return [...roles.filter(({ isSystem }) => !isSystem), ...roles.filter(({ isSystem }) => isSystem)].map((role) =>
      suggestRole(role, by),
    );
  });
}

function suggestRole(role: Role, by: 'slug' | 'name' | 'id'): Suggestion {
  const { slug, name, id, isSystem } = role;
  return {
    label: show(by === 'slug' ? slug : name),
    kind: CompletionItemKind.EnumMember,
    insert: role[by],
    description: show(by === 'slug' ? name : slug),
    detail: isSystem ? 'system role' : 'custom role',
    filter: `${slug} ${name} ${id}`,
    documented: { of: 'role', name: slug },
  };
}

/** Every account has them. */
const SYSTEM_ROLES: readonly Suggestion[] = [
  ['space-reader', 'Space reader'],
  ['space-writer', 'Space writer'],
  ['space-admin', 'Space admin'],
].map(([slug = '', name = '']) => ({
  label: slug,
  kind: CompletionItemKind.EnumMember,
  insert: slug,
  description: name,
  detail: 'system role',
  filter: `${slug} ${name}`,
}));

const ROOT: Suggestion = {
  label: 'root',
  kind: CompletionItemKind.Folder,
  insert: 'root',
  description: 'the whole account',
  detail: 'space',
};

/** In the order of the tree. Without an account, what every account has. */
export function spaceNames(account: Inventory | undefined, by: 'id' | 'name'): readonly Suggestion[] {
  if (!account || account.account.spaces.items.length === 0) return [ROOT];
  return remember(account, `space ${by}`, () =>
    account.account.spaces.items
      .map((space) => ({ space, path: (account.pathOf(space.id) ?? [space.name]).join(' / ') }))
      .sort((a, b) => compareRoot(a.space, b.space) || ascending(a.path, b.path))
      .map(({ space, path }) => suggestSpace(space, path, by)),
  );
}

function compareRoot(a: Space, b: Space): number {
  return Number(b.id === 'root') - Number(a.id === 'root');
}

function suggestSpace({ id, name }: Space, path: string, by: 'id' | 'name'): Suggestion {
  return {
    label: show(name),
    kind: CompletionItemKind.Folder,
    insert: by === 'id' ? id : name,
    description: show(path),
    detail: id === name ? 'space' : `space ${show(id)}`,
    filter: `${name} ${id}`,
    documented: { of: 'space', name: id },
  };
}

export function spaceLabels(account: Inventory | undefined): readonly Suggestion[] {
  if (!account) return [];
  return remember(account, 'label', () => {
    const labels = new Set(account.account.spaces.items.flatMap((space) => space.labels));
    return [...labels].sort(ascending).map((label) => suggestText(label, 'label of spaces'));
  });
}

/** What the identity provider has reported, and the groups of keys. */
export function teamNames(account: Inventory | undefined): readonly Suggestion[] {
  if (!account) return [];
  return remember(account, 'team', () => {
    const { teams, apiKeys } = account.account;
    const ofKeys = apiKeys.items.flatMap((key) => (key.deleted ? [] : key.teams));
    return [...new Set([...teams.items, ...ofKeys])].sort(ascending).map((name): Suggestion => ({
      ...suggestText(name, 'team'),
      documented: { of: 'team', name },
    }));
  });
}

/** What an account is called. */
export function accountName(account: Inventory | undefined): readonly Suggestion[] {
  return account ? [suggestText(account.account.name, 'this account')] : [];
}

/** What of a key is compared: all of its login, or the id in it. */
export type KeyPart = 'login' | 'id';

/** By name; those that can't log in any more last, and marked. */
export function keyNames({ account, keyLogin, now }: OpenPolicy, part: KeyPart): readonly Suggestion[] {
  if (!account) return [];
  const by = part === 'id' ? 'id' : keyLogin;
  const what = `keys ${part} ${by}`;
  const known = remember(account, what, () => listKeys(account, part, by, now));
  if (now >= known.from && now < known.until) return known.suggestions;
  const listed = listKeys(account, part, by, now);
  remembered.get(account)?.set(what, listed);
  return listed.suggestions;
}

/** Keys as they are until the next one expires; nanoseconds since 1970. */
interface KeyList {
  readonly from: bigint;
  readonly until: bigint;
  readonly suggestions: readonly Suggestion[];
}

function listKeys(account: Inventory, part: KeyPart, by: 'id' | 'name', now: bigint): KeyList {
  const [usable, lost]: [Suggestion[], Suggestion[]] = [[], []];
  let until = LAST_INSTANT;
  const keys = [...account.account.apiKeys.items].sort((a, b) => ascending(a.name, b.name) || ascending(a.id, b.id));
  for (const key of keys) {
    const end = key.expiresAt === undefined ? LAST_INSTANT : parseTimestamp(key.expiresAt);
    const suggestion = suggestKey(key, part, by);
    if (end > now && end < until) until = end;
    if (!key.deleted && end > now) usable.push(suggestion);
    else lost.push({ ...suggestion, detail: `${key.deleted ? 'deleted' : 'expired'} API key`, isDeprecated: true });
  }
  return { from: now, until, suggestions: oncePerText([...usable, ...lost]) };
}

function suggestKey(key: ApiKey, part: KeyPart, by: 'id' | 'name'): Suggestion {
  const login = loginOf(key);
  return {
    label: show(key.name),
    kind: CompletionItemKind.Constant,
    insert: part === 'id' ? key.id : by === 'id' ? login : key.name,
    description: part === 'id' ? key.id : login,
    detail: key.admin ? 'administrative API key: login policies are not asked' : 'API key',
    filter: `${key.name} ${login}`,
    documented: { of: 'key', name: key.id },
  };
}

/** Keys may share a name. */
function oncePerText(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const seen = new Set<string>();
  return suggestions.filter(({ insert }) => !seen.has(insert) && seen.add(insert));
}

export function suggestText(text: string, detail: string): Suggestion {
  return { label: show(text), kind: CompletionItemKind.Value, insert: text, detail };
}

/** Names may hold anything; a label is one line. */
function show(name: string): string {
  return name.replaceAll(/\p{Cc}+/gu, ' ');
}

const remembered = new WeakMap<Inventory, Map<string, unknown>>();

function remember<T>(account: Inventory, what: string, make: () => T): T {
  const known = remembered.get(account) ?? new Map<string, unknown>();
  remembered.set(account, known);
  if (!known.has(what)) known.set(what, make());
  return known.get(what) as T;
}
