import type { TrySignInResult } from '../../../server/src/protocol/signIn.ts';

/**
 * Why an attempt to sign in has come to nothing, in the server's words; undefined where it has not.
 * @param isKept what was saved of the account will do where it does not answer
 */
export function troubleOf(result: TrySignInResult, isKept: boolean): string | undefined {
  switch (result.state) {
    case 'loaded':
      return isKept || result.signedIn?.isPartly ? undefined : result.signedIn?.trouble;
    case 'failed':
      return result.message;
    case 'loading':
      return 'the account has not answered';
    case 'none':
      return 'the language server has not taken it: see the output "Login Policy"';
  }
}
