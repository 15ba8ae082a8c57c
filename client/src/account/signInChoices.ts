/** What somebody who signs in can choose from. */
import type { SignInOffers } from '../../../server/src/protocol/signIn.ts';
import { hostOf, idOf, labelOf, wayOf, type AccountList, type KnownAccount } from './accountList.ts';

/** What is asked for next. */
export type SignInWay =
  /** Nothing: what this computer has, or what was kept. */
  | { readonly kind: 'account'; readonly account: KnownAccount }
  | { readonly kind: 'apiKey' }
  | { readonly kind: 'keyFile' }
  | { readonly kind: 'github' }
  | { readonly kind: 'token' };

/** A line of the list: `way` is missing for a heading, and for what can't be chosen. */
export interface SignInChoice {
  readonly label: string;
  /** A codicon's name. */
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  readonly isHeading?: boolean;
  readonly way?: SignInWay;
}

/** Spacelift's documentation, Integrations, API: each key that is used counts as a user. */
export const BILLING = 'Spacelift bills each API key that is used as a user.';

const TYPED: readonly SignInChoice[] = [
  heading('With a secret'),
  {
    label: 'API key…',
    icon: 'key',
    description: 'its id and its secret',
    detail: BILLING,
    way: { kind: 'apiKey' },
  },
  {
    label: 'API key from its file…',
    icon: 'file',
    description: 'as Spacelift offers it when the key is made',
    detail: BILLING,
    way: { kind: 'keyFile' },
  },
  { label: 'GitHub token…', icon: 'github', description: 'a personal access token', way: { kind: 'github' } },
  {
    label: 'API token…',
    icon: 'lock',
    description: 'a token of Spacelift itself (JWT); it can’t be renewed',
    way: { kind: 'token' },
  },
];

const DEMO: KnownAccount = { kind: 'demo' };

/** The accounts that are known come first; a profile among them is not repeated below. */
export function signInChoices(list: AccountList, offers: SignInOffers): SignInChoice[] {
  const known = list.accounts.filter(({ kind }) => kind !== 'demo');
  const knownIds = new Set(known.map(idOf));
  const own = ownAccounts(offers);
  const isNew = ({ account }: OwnAccount): boolean => !knownIds.has(idOf(account));
  /** As it is on this computer now. */
  const asOfNow = (account: KnownAccount): KnownAccount =>
    own.find((one) => idOf(one.account) === idOf(account))?.account ?? account;
  return [
    ...under(
      'Signed in before',
      known.map((account) => knownChoice(asOfNow(account), list.current)),
    ),
    ...under('On this computer', [
      ...own.filter(isNew).map(({ choice }) => choice),
      ...offers.troubles.map((trouble) => ({ label: 'Can’t be used', icon: 'warning', detail: trouble })),
    ]),
    ...TYPED,
    heading('To try things out'),
    {
      label: labelOf(DEMO),
      icon: 'beaker',
      description: 'made up: nothing is asked of Spacelift',
      ...(list.current === idOf(DEMO) && { detail: 'Current' }),
      way: { kind: 'account', account: DEMO },
    },
  ];
}

/** The accounts that one can switch to, without the current one. */
export function switchChoices(list: AccountList): SignInChoice[] {
  return list.accounts.filter((account) => idOf(account) !== list.current).map((account) => knownChoice(account));
}

function knownChoice(account: KnownAccount, current?: string): SignInChoice {
  return {
    label: labelOf(account),
    icon: account.kind === 'demo' ? 'beaker' : 'account',
    description: wayOf(account),
    ...(idOf(account) === current && { detail: 'Current' }),
    way: { kind: 'account', account },
  };
}

interface OwnAccount {
  readonly account: KnownAccount;
  readonly choice: SignInChoice;
}

function ownAccounts({ profiles, environment }: SignInOffers): OwnAccount[] {
  const ofProfiles = profiles.map(({ alias, endpoint, isCurrent }) => {
    const account: KnownAccount = { kind: 'profile', profile: alias, ...(endpoint !== undefined && { endpoint }) };
    const host = endpoint === undefined ? [] : [hostOf(endpoint)];
    const told = [...host, ...(isCurrent ? ["spacectl's current one"] : [])];
    return ownAccount(account, wayOf(account), 'terminal', told);
  });
  if (!environment) return ofProfiles;
  const { variable, endpoint } = environment;
  const account: KnownAccount = { kind: 'environment', endpoint };
  return [...ofProfiles, ownAccount(account, 'Environment variables', 'symbol-variable', [variable, hostOf(endpoint)])];
}

function ownAccount(account: KnownAccount, label: string, icon: string, told: readonly string[]): OwnAccount {
  const description = told.length > 0 && { description: told.join(' · ') };
  return { account, choice: { label, icon, ...description, way: { kind: 'account', account } } };
}

function under(title: string, choices: readonly SignInChoice[]): SignInChoice[] {
  return choices.length === 0 ? [] : [heading(title), ...choices];
}

function heading(label: string): SignInChoice {
  return { label, isHeading: true };
}
