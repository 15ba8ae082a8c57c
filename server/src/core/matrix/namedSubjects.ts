/** People and keys that the policies name. */
import type { Inventory } from '../account/inventory.ts';
import { KEY_PREFIX } from '../account/keyLogin.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Candidate } from './candidate.ts';
import { listCasings } from './casings.ts';
import { exactTexts } from './exactTexts.ts';
import { isKeyOf } from './keySubjects.ts';

/** By login; what belongs to one of the account's keys is left out, as that has a row of its own. */
export function listNamed(models: readonly PolicyModel[], account: Inventory | undefined): Candidate[] {
  const all = models.flatMap((model) => [...exactTexts(model, 'login'), ...listCasings(model, 'login').whole]);
  const logins = [...new Set(all)].sort();
  return logins.filter((login) => !isKeyOf(login, account)).map((login) => describeLogin(login, account));
}

function describeLogin(login: string, account: Inventory | undefined): Candidate {
  const about = { name: login, origin: 'policy' } as const;
  if (!login.startsWith(KEY_PREFIX)) return { ...about, kind: 'person', sessions: [{ login }] };
  const isSure = account?.account.apiKeys.state === 'complete';
  // An account that shows all its keys has no such key: nothing else is known of its login.
  if (isSure) return { ...about, kind: 'key', state: 'unknown', sessions: [{ login }] };
  return { ...about, kind: 'key', sessions: [{ key: login }] };
}
