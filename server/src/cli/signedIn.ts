/** What is known of the account that somebody is signed in to: asked anew, or as it was saved. */
import { AccountError } from '../core/account/accountError.ts';
import { BadInput } from '../core/badInput.ts';
import type { Clock, SignedInAccount } from '../core/ports.ts';
import { formatInstant, parseTimestamp } from '../core/simulation/instant.ts';
import type { AccountSnapshot } from '../protocol/account.ts';
import { complain } from './complain.ts';
import type { CliContext } from './context.ts';
import { startProgress } from './progress.ts';

/**
 * `fresh`: asked anew. `saved`: as it was saved, whenever that was; asked where nothing was. `recent`: as it was saved
 * in the last minutes, else asked; where that fails, as it was saved, and that is told. `offline`: never asked.
 */
export type Freshness = 'fresh' | 'saved' | 'recent' | 'offline';

/** Checks that follow on each other, as in a commit hook, ask once. */
const RECENT_NS = 10n * 60n * 1_000_000_000n;

/**
 * @throws {BadInput} where nothing is saved and nothing may be asked
 * @throws {AccountError} where asking fails
 */
export async function readSignedIn(
  account: SignedInAccount,
  freshness: Freshness,
  { clock, streams }: Pick<CliContext, 'clock' | 'streams'>,
): Promise<AccountSnapshot> {
  const { host } = new URL(account.endpoint);
  const saved = freshness === 'fresh' ? undefined : await account.cached();
  if (freshness === 'offline' && saved === undefined) {
    throw new BadInput(
      `nothing is known of ${host} without asking it: run "login-policy account refresh" while there is a network`,
    );
  }
  if (saved && (freshness !== 'recent' || isRecent(saved, clock))) return saved;
  const progress = startProgress(streams);
  progress.say(`asking ${host}`);
  try {
    return await account.refresh();
  } catch (error) {
    if (!(error instanceof AccountError) || saved === undefined) throw error;
    complain(streams, `${error.message}; going by what was saved at ${savedAt(saved)}`);
    return saved;
  } finally {
    progress.end();
  }
}

/** When it was asked last, RFC 3339: its newest part. */
export function savedAt(snapshot: AccountSnapshot): string {
  return formatInstant(newest(snapshot));
}

function newest({ roles, spaces, apiKeys, teams, loginPolicies }: AccountSnapshot): bigint {
  const instants = [roles, spaces, apiKeys, teams, loginPolicies].map(({ at }) => parseTimestamp(at));
  return instants.reduce((one, other) => (one > other ? one : other));
}

function isRecent(snapshot: AccountSnapshot, clock: Clock): boolean {
  const age = clock.now() - newest(snapshot);
  return age >= 0n && age < RECENT_NS;
}
