/** Puts the parts of an account together. Imported when somebody signs in, and not before. */
import type { Accounts, Clock, CredentialChoice, SignedInAccount } from '../core/ports.ts';
import type { Credential, FoundCredential } from '../protocol/credential.ts';
import { openAccount } from './account.ts';
import { createApi, type ApiOptions } from './api/api.ts';
import type { OnTrouble } from './saved/cache.ts';
import { defaultCacheFolder } from './saved/cacheFolder.ts';
import { findCredential } from './credentials/findCredential.ts';
import { simulateRemotely } from './simulate.ts';
import { viewerOf } from './saved/viewer.ts';
import type { Environment } from './variables.ts';

export interface AccountsOptions {
  environment: Environment;
  /** Of the person: where spacectl keeps its profiles. */
  home: string;
  /** Default: this platform's folder for caches. */
  cacheFolder?: string | undefined;
  clock: Clock;
  /** Told what a person should know beside the answers, such as that nothing can be saved. */
  onTrouble: OnTrouble;
  /** Of who asks, where a test must not wait. */
  pace?: Pick<ApiOptions, 'wait' | 'random'>;
}

/** The accounts of whoever runs this process. */
export function openAccounts(options: AccountsOptions): Accounts {
  const find = (choice: CredentialChoice): Promise<FoundCredential> => findCredential(choice, options);
  return {
    signIn: async (choice) => signIn(await find(choice), options, () => find(choice)),
    signInWith: (found, fresh) =>
      new Promise((resolve) => {
        resolve(signIn(found, options, fresh));
      }),
  };
}

/**
 * @param fresh where a newer credential comes from when a token of this one ends
 * @throws {AccountError} `endpoint`: refused
 */
function signIn(
  { credential, from }: FoundCredential,
  { environment, cacheFolder = defaultCacheFolder(), clock, onTrouble, pace }: AccountsOptions,
  fresh: () => Promise<FoundCredential>,
): SignedInAccount {
  const freshCredential = async (): Promise<Credential> => (await fresh()).credential;
  const api = createApi({ credential, freshCredential, clock, env: environment, ...pace });
  const account = openAccount({
    api,
    viewer: viewerOf({ ...credential, endpoint: api.endpoint }),
    cacheFolder,
    clock,
    onTrouble,
    wait: pace?.wait,
  });
  return {
    endpoint: account.endpoint,
    from,
    cached: () => account.cached(),
    refresh: (refreshOptions) => account.refresh(refreshOptions),
    simulate: (policy, input, signal) => simulateRemotely(api, policy, input, signal),
    close: () => account.close(),
  };
}
