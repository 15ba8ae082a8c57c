import { AccountError } from '../core/account/accountError.ts';

/** Whoever asked waits no more. */
export function cancelled(): AccountError {
  return new AccountError('cancelled', 'Cancelled.');
}
