/** What of an account could not be had, for people. */
import type { AccountSnapshot, PieceName } from '../../protocol/account.ts';
import { groupBy } from '../syntax/multimap.ts';
import { PIECE_NAMES, PIECES } from './pieces.ts';

interface Gap {
  readonly piece: PieceName;
  readonly reason: string;
  /** Something of it is known all the same, if only as it was before. */
  readonly isKnown: boolean;
}

/** What findings and decisions can't go by, or only as it was before: a line for each reason. */
export function describeGaps(snapshot: AccountSnapshot): string[] {
  const gaps = findGaps(snapshot);
  const unknown = describe(gaps.filter(({ isKnown }) => !isKnown));
  const known = describe(gaps.filter(({ isKnown }) => isKnown));
  return [
    ...unknown.map((words) => `${words}; what depends on that is not checked`),
    ...known.map((words) => `${words}; going by what is known of that`),
  ];
}

/** `roles, API keys could not be had: acme.app.spacelift.io failed (500)`; undefined: the last refresh brought all. */
export function describeMissed({ missed = {} }: AccountSnapshot): string | undefined {
  const gaps = PIECES.flatMap((piece) => {
    const reason = missed[piece];
    return reason === undefined ? [] : [{ piece, reason, isKnown: false }];
  });
  return gaps.length === 0 ? undefined : describe(gaps).join('; ');
}

/**
 * Whether nothing is known of something for a reason that may be gone soon. What finds nothing wrong with such an account
 * has found out little.
 */
export function hasUnknown(snapshot: AccountSnapshot): boolean {
  return findGaps(snapshot).some(({ piece, isKnown }) => !isKnown && snapshot.missed?.[piece] !== undefined);
}

/** Without the team bindings: they matter to `can` alone, which tells it with its answer. */
function findGaps(snapshot: AccountSnapshot): Gap[] {
  return PIECES.filter((piece) => piece !== 'teamBindings').flatMap((piece): Gap[] => {
    const value = snapshot[piece];
    const missed = snapshot.missed?.[piece];
    const isPart = typeof value === 'object';
    if (isPart && (value.state === 'forbidden' || value.state === 'failed')) {
      return [{ piece, reason: value.reason ?? value.state, isKnown: false }];
    }
    return missed === undefined ? [] : [{ piece, reason: missed, isKnown: value !== undefined }];
  });
}

function describe(gaps: readonly Gap[]): string[] {
  const byReason = groupBy(gaps, ({ reason }) => reason.replace(/\.$/, ''));
  return [...byReason].map(([reason, some]) => {
    const names = some.map(({ piece }) => PIECE_NAMES[piece]);
    return `${names.join(', ')} could not be had: ${reason}`;
  });
}
