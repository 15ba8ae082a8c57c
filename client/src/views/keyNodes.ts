/** The API keys of the account. */
import type { ApiKey, Part } from '../../../server/src/protocol/account.ts';
import { ageOf } from './age.ts';
import { byName, tell, type AccountItem, type AccountNode } from './accountNode.ts';
import { withState } from './partNode.ts';

/** What a key logs in as, by most evidence. */
const KEY_PREFIX = 'api::';

/** Those that can't log in any more come last. @param now milliseconds since 1970 */
export function keyNodes(part: Part<ApiKey>, now: number): readonly AccountNode[] {
  return withState('keys', part, 'There are no API keys', () =>
    [...part.items]
      .sort((a, b) => Number(isOver(a, now)) - Number(isOver(b, now)) || byName(a, b))
      .map((key) => keyNode(key, now)),
  );
}

export function keyItem({ id, name }: ApiKey): AccountItem {
  const login = KEY_PREFIX + id;
  return { kind: 'apiKey', name, code: login, id, login };
}

/** What stands in its way or makes it special, in words, then its teams. */
export function describeKey(key: ApiKey, now: number): string {
  const { deleted, admin, teams } = key;
  const states = [
    ...(deleted ? ['deleted'] : []),
    ...(isExpired(key, now) ? ['expired'] : []),
    ...(admin ? ['admin'] : []),
  ];
  return [...states, ...teams].join(' · ');
}

function isExpired({ expiresAt }: ApiKey, now: number): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now;
}

function isOver(key: ApiKey, now: number): boolean {
  return key.deleted || isExpired(key, now);
}

function keyNode(key: ApiKey, now: number): AccountNode {
  const { id, name, description } = key;
  const told = describeKey(key, now);
  return {
    id: `key/${id}`,
    label: name,
    ...(told !== '' && { description: told }),
    tooltip: [`${name} (${KEY_PREFIX}${id})`, description].filter(Boolean).join('\n'),
    icon: key.deleted ? 'trash' : isExpired(key, now) ? 'history' : key.admin ? 'unlock' : 'key',
    spoken: ['API key', name, ...(told === '' ? [] : [told])].join(', '),
    item: keyItem(key),
    children: () => detailNodes(key, now),
  };
}

function detailNodes(key: ApiKey, now: number): readonly AccountNode[] {
  const { id, teams, type, admin, deleted, createdAt, expiresAt, lastUsedAt } = key;
  const row = (name: string, label: string, icon: string, description: string, tooltip?: string): AccountNode =>
    tell(`key/${id}/${name}`, label, icon, { description, ...(tooltip !== undefined && { tooltip }) });
  const when = (name: string, label: string, icon: string, at: string): AccountNode =>
    row(name, label, icon, ageOf(at, now), at);
  return [
    row('login', 'Login', 'account', `${KEY_PREFIX}${id}`),
    ...(admin ? [row('admin', 'Administrative', 'unlock', 'login policies are not asked')] : []),
    ...(deleted ? [row('deleted', 'Deleted', 'trash', 'can’t log in')] : []),
    row('teams', 'Teams', 'organization', teams.length === 0 ? 'none' : teams.join(', ')),
    row('type', 'Kind', 'lock', type === 'OIDC' ? 'OIDC: an ID token is its secret' : 'secret'),
    ...(expiresAt === undefined
      ? []
      : [when('expires', isExpired(key, now) ? 'Expired' : 'Expires', 'watch', expiresAt)]),
    lastUsedAt === undefined
      ? row('used', 'Last used', 'pulse', 'never')
      : when('used', 'Last used', 'pulse', lastUsedAt),
    when('created', 'Made', 'calendar', createdAt),
  ];
}
