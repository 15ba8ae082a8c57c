/** Recorded logins: what the account's login policies were asked. */
import type { Inventory } from '../../server/src/core/account/inventory.ts';
import { formatInstant } from '../../server/src/core/simulation/instant.ts';
import { readLogin } from '../../server/src/core/simulation/login.ts';
import { makeUlid } from './identity.ts';

/** A login that was recorded: a key's, by its id, or a person's. */
export interface Recording {
  /** Id. */
  policy: string;
  key?: string;
  login?: string;
  name?: string;
  teams?: string[];
  ip: string;
  /** RFC 3339, to the nanosecond. */
  at: string;
  outcome: 'allow' | 'deny' | 'undecided';
}

export interface SampleRecord {
  policy: string;
  /** What it is asked for by. */
  key: string;
  outcome: Recording['outcome'];
  /** RFC 3339. */
  at: string;
  /** The input document, JSON text. */
  input: string;
}

/**
 * The newest first; without those of keys that the account does not have. How a key's session looks is what the rest of
 * the product assumes: Spacelift documents none of it.
 */
export function recordSamples(recordings: readonly Recording[], inventory: Inventory): SampleRecord[] {
  return recordings
    .filter(({ key }) => key === undefined || inventory.key(key) !== undefined)
    .map((recording) => recordSample(recording, inventory))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function recordSample({ policy, outcome, ...session }: Recording, inventory: Inventory): SampleRecord {
  const asked = session.key === undefined ? session : { ...session, loginAs: 'id' as const };
  const { input, instant } = readLogin(asked, inventory, 0n);
  const at = formatInstant(instant);
  return { policy, key: makeUlid(`${policy} ${at}`, Date.parse(at)), outcome, at, input };
}
