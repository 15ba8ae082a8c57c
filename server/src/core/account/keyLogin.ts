/** What an API key logs in as, by most evidence: `api::` and its id. */
import type { ApiKey } from '../../protocol/account.ts';

export const KEY_PREFIX = 'api::';

export function loginOf({ id }: Pick<ApiKey, 'id'>): string {
  return KEY_PREFIX + id;
}

/** The key's id in a login; undefined for a login that is no key's. */
export function idIn(login: string): string | undefined {
  return login.startsWith(KEY_PREFIX) ? login.slice(KEY_PREFIX.length) : undefined;
}
