/** Puts the parts of an account together. `dist/account.js`: loaded when somebody signs in, and not before. */
import type { Accounts, Clock, CredentialChoice, SignedInAccount } from '../core/ports.ts';
import { openAccount } from './account.ts';
import { createApi } from './api.ts';
import type { OnTrouble } from './cache.ts';
import { defaultCacheFolder } from './cacheFolder.ts';
import type { Environment } from './credentials/environment.ts';
import { findCredential } from './credentials/findCredential.ts';
import type { FoundCredential } from './credentials/foundCredential.ts';
import { simulateRemotely } from './simulate.ts';
import { viewerOf } from './viewer.ts';

export interface AccountsOptions {
  environment: Environment;
  /** Of the person: where spacectl keeps its profiles. */
  home: string;
  /** Default: this platform's folder for caches. */
  cacheFolder?: string | undefined;
  clock: Clock;
  /** Told what a person should know beside the answers, such as that nothing can be saved. */
  onTrouble: OnTrouble;
}

/** The accounts of whoever runs this process. */
export function openAccounts(options: AccountsOptions): Accounts {
  const find = (choice: CredentialChoice): Promise<FoundCredential> => findCredential(choice, options);
  return {
    signIn: async (choice) => {
      const found = await find(choice);
      return signInWith(found, options, async () => (await find(choice)).credential);
    },
  };
}

/**
 * @param freshCredential where a newer credential comes from when a token of this one ends
 * @throws {AccountError} `endpoint`: refused
 */
function signInWith(
  { credential, from }: FoundCredential,
  { environment, cacheFolder = defaultCacheFolder(), clock, onTrouble }: AccountsOptions,
  freshCredential: () => Promise<FoundCredential['credential']>,
): SignedInAccount {
  const api = createApi({ credential, freshCredential, clock, env: environment });
  const account = openAccount({ api, viewer: viewerOf(credential), cacheFolder, clock, onTrouble });
  return {
    endpoint: account.endpoint,
    from,
    cached: () => account.cached(),
    refresh: (signal) => account.refresh(signal),
    simulate: (policy, input, signal) => simulateRemotely(api, policy, input, signal),
    close: () => account.close(),
  };
}
