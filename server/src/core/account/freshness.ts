/** How long what is known of an account is gone by without asking again. */
import type { AccountSnapshot } from '../../protocol/account.ts';
import { parseTimestamp } from '../simulation/instant.ts';
import { PARTS } from './pieces.ts';

/** So long, what is known is taken to be so still. */
const RECENT_NS = 10n * 60n * 1_000_000_000n;

/** When the account answered last, in nanoseconds since 1970; undefined: it never has. */
export function answeredAt(snapshot: AccountSnapshot): bigint | undefined {
  const parts = PARTS.flatMap((part) => snapshot[part] ?? []).filter(({ state }) => state !== 'failed');
  const [first, ...others] = parts.map(({ at }) => parseTimestamp(at));
  return others.reduce((one, other) => (one !== undefined && one > other ? one : other), first);
}

/**
 * Whether it was just now that the account answered, and to everything. What it did not answer for a reason that may be
 * gone is no knowledge: it is asked again. An instant that is yet to come says nothing: a clock was ahead.
 */
export function isRecent(snapshot: AccountSnapshot, now: bigint): boolean {
  const at = answeredAt(snapshot);
  if (at === undefined || snapshot.missed !== undefined) return false;
  return now >= at && now - at < RECENT_NS;
}
