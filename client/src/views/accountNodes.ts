/** The account itself: how it stands with it, and where it comes from. */
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import type { AccountResult, LoadedAccount } from '../../../server/src/protocol/lsp.ts';
import { ageOf } from './age.ts';
import { tell, type AccountNode } from './accountNode.ts';

/** What is known beside the account. */
export interface AccountSurroundings {
  /** The setting that names an account, over what the user is signed in to. */
  readonly setting?: string;
  /** Of a workspace that is not trusted, nobody can tell whether its settings name an account: VS Code hides them. */
  readonly isTrusted: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** None where there is no account: then the view says how to come by one. */
export function accountNodes(
  state: AccountResult,
  snapshot: AccountSnapshot | undefined,
  { setting, isTrusted, now }: AccountSurroundings,
): readonly AccountNode[] {
  const rows = stateRows(state, snapshot, now);
  if (rows.length === 0) return [];
  return [...rows, ...(setting === undefined ? [] : [settingRow(setting)]), ...(isTrusted ? [] : [RESTRICTED])];
}

function stateRows(state: AccountResult, snapshot: AccountSnapshot | undefined, now: number): readonly AccountNode[] {
  switch (state.state) {
    case 'none':
      return [];
    case 'loading':
      return [tell('account/state', 'Being asked', 'loading~spin', { description: state.source })];
    case 'failed':
      return [
        tell('account/state', 'Can’t be had', 'error', { description: state.source, tooltip: state.message }),
        tell('account/trouble', state.message, 'warning', { tooltip: state.message }),
        tell('account/again', 'Try again', 'refresh', { command: 'loginPolicy.refreshAccount' }),
      ];
    case 'loaded':
      return loadedRows(state, snapshot, now);
  }
}

function loadedRows(state: LoadedAccount, snapshot: AccountSnapshot | undefined, now: number): readonly AccountNode[] {
  const { name, source, parts, signedIn } = state;
  const endpoint = signedIn?.endpoint ?? snapshot?.endpoint;
  const from = signedIn?.from ?? (source === 'demo' ? 'the demo account, made up' : source);
  return [
    tell('account/name', name, 'account', {
      context: 'account',
      ...(endpoint !== undefined && { description: endpoint }),
    }),
    tell('account/from', signedIn ? 'Signed in with' : 'Taken from', signedIn ? 'key' : 'file', { description: from }),
    ...(signedIn?.trouble === undefined
      ? []
      : [tell('account/trouble', 'Could not be asked', 'warning', troubled(signedIn.trouble))]),
    ageRow(parts, signedIn?.isRefreshing ?? false, now),
    schemeRow(snapshot),
    tell('account/opa', 'OPA', 'versions', {
      description: snapshot?.opaVersion ?? 'the account does not say its version',
    }),
  ];
}

function troubled(trouble: string): Partial<AccountNode> {
  return { description: trouble, tooltip: trouble, command: 'loginPolicy.refreshAccount' };
}

/** By the part that was fetched first. */
function ageRow(parts: LoadedAccount['parts'], isRefreshing: boolean, now: number): AccountNode {
  if (isRefreshing) return tell('account/age', 'Being asked anew', 'loading~spin');
  const [oldest = ''] = Object.values(parts)
    .map(({ at }) => at)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  return tell('account/age', 'As of', 'history', { description: ageOf(oldest, now), tooltip: oldest });
}

function schemeRow(snapshot: AccountSnapshot | undefined): AccountNode {
  switch (snapshot?.authorizationScheme) {
    case 'LOGIN_POLICIES':
      return tell('account/scheme', 'Access is decided by', 'law', { description: 'login policies' });
    case 'MANAGED_USERS':
      return tell('account/scheme', 'Access is decided by', 'warning', {
        description: 'user management: login policies are inert',
      });
    case undefined:
      return tell('account/scheme', 'Access is decided by', 'question', {
        description: 'not known; assumed: login policies',
      });
  }
}

function settingRow(setting: string): AccountNode {
  return tell('account/setting', 'Chosen by a setting', 'settings-gear', {
    description: `loginPolicy.account: ${setting}`,
    tooltip: 'The setting loginPolicy.account wins over what you sign in to.',
    context: 'setting',
  });
}

const RESTRICTED = tell('account/restricted', 'Restricted Mode', 'workspace-untrusted', {
  description: 'an account that this workspace names is not heeded',
  tooltip: 'The workspace is not trusted: its setting loginPolicy.account is left aside. Yours is heeded.',
  command: 'workbench.trust.manage',
});
