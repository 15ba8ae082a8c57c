import os from 'node:os';
import type { Accounts } from '../core/ports.ts';
import type { AccountsOptions } from './accounts.ts';

/** The accounts of whoever runs this process. Most never sign in: what it takes is loaded when somebody does. */
export function ownAccounts(options: Omit<AccountsOptions, 'environment' | 'home'>): Accounts {
  const open = async (): Promise<Accounts> => {
    const { openAccounts } = await import('./accounts.ts');
    return openAccounts({ ...options, environment: process.env, home: os.homedir() });
  };
  return {
    signIn: async (choice) => (await open()).signIn(choice),
    signInWith: async (found, fresh) => (await open()).signInWith(found, fresh),
  };
}
