/** The names behind the ids of an account, and what can be chosen from. */
import type { ApiKey } from '../../../protocol/account.ts';
import type { AccountNames, KeyName } from '../../../protocol/suggestions.ts';
import type { Inventory } from '../../account/inventory.ts';
import { parseTimestamp } from '../../simulation/instant.ts';
import { ascending } from '../../ascending.ts';

/**
 * Sorted by name, as a person looks for them.
 * @param source as in `AccountNames`
 * @param now nanoseconds since 1970, to tell what has expired
 */
export function nameAccount({ account }: Inventory, source: string, now: bigint): AccountNames {
  const { name, keyLogin, apiKeys, roles, spaces, teams, loginPolicies } = account;
  return {
    name,
    source,
    keyState: apiKeys.state,
    keys: sortByName(apiKeys.items.map((key) => nameKey(key, now))),
    roles: roles.items.map(({ slug, name: shown }) => ({ slug, name: shown })),
    spaces: sortByName(
      spaces.items.map(({ id, name: shown, parentSpace }) => ({
        id,
        name: shown,
        ...(parentSpace !== undefined && { parent: parentSpace }),
      })),
    ),
    teams: [...teams.items].sort(ascending),
    loginPolicies: loginPolicies.items.map(({ id, name: policy }) => ({ id, name: policy })),
    ...(keyLogin !== undefined && { keyLogin }),
  };
}

function nameKey(key: ApiKey, now: bigint): KeyName {
  const { id, name, teams } = key;
  const state = stateOf(key, now);
  return { id, name, teams, ...(state && { state }) };
}

function stateOf({ deleted, expiresAt, admin }: ApiKey, now: bigint): KeyName['state'] {
  if (deleted) return 'deleted';
  if (expiresAt !== undefined && parseTimestamp(expiresAt) <= now) return 'expired';
  return admin ? 'admin' : undefined;
}

function sortByName<T extends { name: string }>(items: T[]): T[] {
  return items.sort((a, b) => ascending(a.name, b.name));
}
