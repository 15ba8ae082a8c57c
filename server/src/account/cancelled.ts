import { AccountError } from './accountError.ts';

/** Whoever asked waits no more. */
export function cancelled(): AccountError {
  return new AccountError('cancelled', 'Cancelled.');
}
