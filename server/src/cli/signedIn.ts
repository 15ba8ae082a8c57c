/** What is known of the account that somebody is signed in to: asked anew, or as it was saved. */
import { AccountError } from '../core/account/accountError.ts';
import { answeredAt, isRecent } from '../core/account/freshness.ts';
import { PIECE_NAMES } from '../core/account/pieces.ts';
import { BadInput } from '../core/badInput.ts';
import type { SignedInAccount } from '../core/ports.ts';
import { formatInstant } from '../core/simulation/instant.ts';
import type { AccountSnapshot, PieceName } from '../protocol/account.ts';
import { complain } from './complain.ts';
import type { CliContext } from './context.ts';
import { startProgress } from './progress.ts';

/**
 * `fresh`: asked anew. `saved`: as it was saved, whenever that was; asked where nothing was. `recent`: as it was saved
 * in the last minutes (checks that follow on each other, as in a commit hook, ask once), else asked; where that fails, as it was saved, and that is told. `offline`: never asked.
 */
export type Freshness = 'fresh' | 'saved' | 'recent' | 'offline';

/** Whoever sits at a terminal is told by then. */
const LONGEST_MS = 45_000;

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
  if (saved && (freshness !== 'recent' || isRecent(saved, clock.now()))) return saved;
  const progress = startProgress(streams);
  progress.say(`asking ${host}`);
  try {
    return await account.refresh({
      withinMs: LONGEST_MS,
      onProgress: (awaited) => {
        progress.say(`asking ${host}: ${nameAwaited(awaited)}`);
      },
    });
  } catch (error) {
    if (!(error instanceof AccountError) || saved === undefined) throw error;
    complain(streams, `${error.message}; going by what was saved${savedWhen(saved)}`);
    return saved;
  } finally {
    progress.end();
  }
}

/** So many names have room on a line. */
const MOST_NAMES = 3;

function nameAwaited(awaited: readonly PieceName[]): string {
  if (awaited.length === 0) return 'recorded logins of API keys';
  const names = awaited.slice(0, MOST_NAMES).map((piece) => PIECE_NAMES[piece]);
  const more = awaited.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** When the account answered last, RFC 3339; undefined: never. */
export function savedAt(snapshot: AccountSnapshot): string | undefined {
  const at = answeredAt(snapshot);
  return at === undefined ? undefined : formatInstant(at);
}

function savedWhen(snapshot: AccountSnapshot): string {
  const at = savedAt(snapshot);
  return at === undefined ? '' : ` at ${at}`;
}
