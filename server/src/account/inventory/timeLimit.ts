import { AccountError } from '../../core/account/accountError.ts';
import { describeDuration } from '../http/duration.ts';
import type { Wait } from '../http/wait.ts';

/** So long and no longer is waited for all answers together. */
export interface TimeLimit {
  /** Aborts when the time is up. */
  readonly signal: AbortSignal;
  /** What becomes of a question that has no answer by then. */
  readonly error: AccountError;
  /** It is not needed any more. */
  end(): void;
}

/** @param ms from now on */
export function startTimeLimit(ms: number, host: string, wait: Wait): TimeLimit {
  const [up, over] = [new AbortController(), new AbortController()];
  const abort = (): void => {
    up.abort();
  };
  wait(ms, over.signal).then(abort, () => undefined);
  const error = new AccountError('timeout', `${host} did not answer everything within ${describeDuration(ms)}.`);
  return {
    signal: up.signal,
    error,
    end: () => {
      over.abort();
    },
  };
}
