/** What helps somebody to sign in: what is there to sign in with, and whether what they type can be. */
import { AccountError } from '../core/account/accountError.ts';
import { BadInput } from '../core/badInput.ts';
import type { SignInHelp } from '../core/ports.ts';
import type { SignInOffers, SpacectlProfile } from '../protocol/signIn.ts';
import { readEnvironment } from './credentials/environment.ts';
import type { CredentialPlaces } from './credentials/findCredential.ts';
import { readKeyFile } from './credentials/keyFile.ts';
import { readSpacectlProfiles, spacectlFile } from './credentials/spacectl.ts';
import { tokenCredential } from './credentials/tokenCredential.ts';
import { checkEndpoint } from './endpoint.ts';

export function createSignInHelp(places: CredentialPlaces): SignInHelp {
  return {
    offers: () => offersOf(places),
    readEndpoint: checkEndpoint,
    readToken: (token) => checkEndpoint(tokenCredential(token.trim(), undefined, 'The text').endpoint),
    readKeyFile: (text) => readKeyFile(text, 'The file'),
  };
}

async function offersOf({ environment, home }: CredentialPlaces): Promise<SignInOffers> {
  const troubles: string[] = [];
  const attempt = async <T>(read: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof BadInput) && !(error instanceof AccountError)) throw error;
      troubles.push(error.message);
      return undefined;
    }
  };
  const found = await attempt(() => {
    const inEnvironment = readEnvironment(environment);
    return (
      inEnvironment && { variable: inEnvironment.from, endpoint: checkEndpoint(inEnvironment.credential.endpoint) }
    );
  });
  const file = spacectlFile(environment, home);
  const profiles: readonly SpacectlProfile[] = (await attempt(() => readSpacectlProfiles(file)))?.profiles ?? [];
  return { profiles: [...profiles], ...(found && { environment: found }), troubles };
}
