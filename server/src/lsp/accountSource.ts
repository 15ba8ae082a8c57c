/** Which account is gone by: what the settings name, else what the user is signed in to. */
import type { SignedInAccount } from '../core/ports.ts';
import type { FoundCredential } from '../protocol/credential.ts';
import type { SignIn } from '../protocol/lsp.ts';
import type { ServerHost } from './host.ts';
import type { SettingsReader } from './settings.ts';

/** Asks the client what the user is signed in to; undefined: nothing, or the client knows no sign-in. */
export type AskSignIn = () => Promise<SignIn | undefined>;

/** `name`: as it was chosen, for people. */
export type AccountSource =
  | { kind: 'none' }
  | { kind: 'file'; name: string; uri: string }
  /** `identity`: the same for the same choice; may hold secrets. `open` throws BadInput and AccountError. */
  | { kind: 'live'; name: string; identity: string; open: () => Promise<SignedInAccount> };

export type LiveSource = Extract<AccountSource, { kind: 'live' }>;

export async function chooseSource(host: ServerHost, settings: SettingsReader, ask: AskSignIn): Promise<AccountSource> {
  const { account, mainFolder } = settings;
  if (account !== '') return account === 'auto' ? ownAccount(host) : file(host, account, mainFolder);
  const chosen = await ask();
  switch (chosen?.kind) {
    case undefined:
      return { kind: 'none' };
    case 'demo':
      return file(host, 'demo', mainFolder);
    case 'profile':
      return ownAccount(host, chosen.profile);
    case 'credential':
      return {
        kind: 'live',
        name: chosen.from,
        identity: JSON.stringify(chosen),
        open: () => host.accounts.signInWith(chosen, () => freshCredential(chosen, ask)),
      };
  }
}

function file(host: ServerHost, name: string, folder: string | undefined): AccountSource {
  return { kind: 'file', name, uri: name === 'demo' ? host.demoAccount : host.files.resolve(name, folder) };
}

/** With a credential of this computer's. */
function ownAccount(host: ServerHost, profile?: string): AccountSource {
  const name = profile === undefined ? 'auto' : `spacectl profile "${profile}"`;
  const open = (): Promise<SignedInAccount> => host.accounts.signIn(profile === undefined ? {} : { profile });
  return { kind: 'live', name, identity: name, open };
}

/** The user may have signed in to another account meanwhile: its credential is not for the one that asks. */
async function freshCredential(before: FoundCredential, ask: AskSignIn): Promise<FoundCredential> {
  const now = await ask();
  return now?.kind === 'credential' && now.credential.endpoint === before.credential.endpoint ? now : before;
}
