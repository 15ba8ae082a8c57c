/** The accounts that somebody has signed in to: a list without anything secret, and what is done with it. */
import type { Credential } from '../../../server/src/protocol/credential.ts';
import type { SignIn } from '../../../server/src/protocol/lsp.ts';

export type AccountKind = Credential['kind'] | 'profile' | 'environment' | 'demo';

/** One account as it is remembered. */
export interface KnownAccount {
  readonly kind: AccountKind;
  /** `https://acme.app.spacelift.io`; missing for the demo account, and where a profile does not say it. */
  readonly endpoint?: string;
  /** Of an API key. */
  readonly keyId?: string;
  /** spacectl's alias of a profile. */
  readonly profile?: string;
}

export interface AccountList {
  /** The one used last first. */
  readonly accounts: readonly KnownAccount[];
  /** `idOf` one of them: what the user is signed in to. Missing: nothing. */
  readonly current?: string;
}

export const NO_ACCOUNTS: AccountList = { accounts: [] };

/** The same for the same account and way to sign in; also the name of its secret. */
export function idOf({ kind, endpoint, keyId, profile }: KnownAccount): string {
  // What this computer has may be of another account tomorrow.
  const where = kind === 'profile' ? profile : kind === 'environment' ? '' : endpoint;
  return JSON.stringify([kind, where ?? '', keyId ?? '']);
}

/** `acme.app.spacelift.io`, or what takes its place. */
export function labelOf({ kind, endpoint, profile }: KnownAccount): string {
  if (kind === 'demo') return 'Demo account';
  if (endpoint !== undefined) return hostOf(endpoint);
  return profile === undefined ? 'Environment' : `Profile "${profile}"`;
}

/** How somebody signs in to it, in words; the server shows it too. */
export function wayOf({ kind, keyId, profile }: KnownAccount): string {
  switch (kind) {
    case 'apiKey':
      return `API key ${keyId ?? ''}`;
    case 'github':
      return 'GitHub token';
    case 'token':
      return 'API token';
    case 'profile':
      return `spacectl profile "${profile ?? ''}"`;
    case 'environment':
      return 'environment variables';
    case 'demo':
      return 'made up, on this computer';
  }
}

/** `acme.app.spacelift.io`, with the port where there is one. What is no address is shown as it is. */
export function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}

/** With the account as the current one, remembered once. */
export function withAccount({ accounts }: AccountList, account: KnownAccount): AccountList {
  const id = idOf(account);
  return { accounts: [account, ...accounts.filter((other) => idOf(other) !== id)], current: id };
}

/** Without it. Nobody is signed in to another account by that. */
export function withoutAccount({ accounts, current }: AccountList, id: string): AccountList {
  const others = accounts.filter((account) => idOf(account) !== id);
  return { accounts: others, ...(current !== undefined && current !== id && { current }) };
}

export function currentOf({ accounts, current }: AccountList): KnownAccount | undefined {
  return accounts.find((account) => idOf(account) === current);
}

/** What the server is to sign in with; undefined where a secret is needed, and there is none of this account. */
export function signInOf(account: KnownAccount, credential: Credential | undefined): SignIn | undefined {
  switch (account.kind) {
    case 'demo':
      return { kind: 'demo' };
    case 'environment':
      return { kind: 'profile' };
    case 'profile':
      return { kind: 'profile', ...(account.profile !== undefined && { profile: account.profile }) };
    default:
      if (credential?.kind !== account.kind || credential.endpoint !== account.endpoint) return undefined;
      if (credential.kind === 'apiKey' && credential.id !== account.keyId) return undefined;
      return { kind: 'credential', credential, from: wayOf(account) };
  }
}

const KINDS: readonly unknown[] = [
  'apiKey',
  'github',
  'token',
  'profile',
  'environment',
  'demo',
] satisfies AccountKind[];

/** What was saved, by this version or another: an entry that is none is left out. */
export function readAccountList(saved: unknown): AccountList {
  if (typeof saved !== 'object' || saved === null || !('accounts' in saved) || !Array.isArray(saved.accounts))
    return NO_ACCOUNTS;
  const accounts = saved.accounts.flatMap((entry: unknown) => readAccount(entry) ?? []);
  const current = 'current' in saved ? saved.current : undefined;
  const isKnown = accounts.some((account) => idOf(account) === current);
  return { accounts, ...(isKnown && typeof current === 'string' && { current }) };
}

function readAccount(entry: unknown): KnownAccount | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { kind, endpoint, keyId, profile } = entry as Record<string, unknown>;
  if (!KINDS.includes(kind)) return undefined;
  return {
    kind: kind as AccountKind,
    ...(typeof endpoint === 'string' && { endpoint }),
    ...(typeof keyId === 'string' && { keyId }),
    ...(typeof profile === 'string' && { profile }),
  };
}

/** Undefined for what is no JSON. */
export function readJson(kept: string | undefined): unknown {
  if (kept === undefined) return undefined;
  try {
    return JSON.parse(kept);
  } catch {
    return undefined;
  }
}

/** A secret as it was kept; undefined for what is none. */
export function readCredential(kept: string | undefined): Credential | undefined {
  const read = readJson(kept);
  if (typeof read !== 'object' || read === null) return undefined;
  const { kind, endpoint, id, secret, token } = read as Record<string, unknown>;
  if (typeof endpoint !== 'string') return undefined;
  if (kind === 'apiKey') {
    return typeof id === 'string' && typeof secret === 'string' ? { kind, endpoint, id, secret } : undefined;
  }
  return (kind === 'github' || kind === 'token') && typeof token === 'string' ? { kind, endpoint, token } : undefined;
}
