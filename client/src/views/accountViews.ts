/** The views of the account: one for each part. */
import { commands, Disposable, window, workspace, type TreeView } from 'vscode';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import { SECTION, type AccountPart, type ActionWordsResult } from '../../../server/src/protocol/lsp.ts';
import type { AccountModel } from '../account/accountModel.ts';
import { readAccountSetting } from '../account/accountSetting.ts';
import { accountNodes } from './accountNodes.ts';
import type { AccountNode } from './accountNode.ts';
import { keyNodes } from './keyNodes.ts';
import { policyNodes, teamNodes } from './otherNodes.ts';
import { roleNodes } from './roleNodes.ts';
import { spaceNodes } from './spaceNodes.ts';
import { TreeProvider } from './treeProvider.ts';

type Show = (snapshot: AccountSnapshot, actions: ActionWordsResult) => readonly AccountNode[];

/** By the view's name, as `package.json` has it. */
const PARTS: Readonly<Record<AccountPart, Show>> = {
  roles: ({ roles }, actions) => roleNodes(roles, actions),
  spaces: ({ spaces }) => spaceNodes(spaces),
  apiKeys: ({ apiKeys }) => keyNodes(apiKeys, Date.now()),
  teams: ({ teams }) => teamNodes(teams),
  loginPolicies: ({ loginPolicies }) => policyNodes(loginPolicies),
};

export interface AccountViews {
  dispose(): void;
  /** Goes there, unless they are in sight: then whoever works elsewhere stays there. */
  show(): Promise<void>;
}

export function showAccountViews(model: AccountModel): AccountViews {
  const account = new TreeProvider(() => accountRows(model));
  const parts = Object.entries(PARTS).map(([name, show]) => {
    const provider = new TreeProvider(() => {
      const { snapshot, actions } = model.knowledge ?? {};
      return snapshot && actions ? show(snapshot, actions) : [];
    });
    return { provider, view: viewOf(`loginPolicy.${name}`, provider) };
  });
  const accountView = viewOf('loginPolicy.account', account);
  const disposable = Disposable.from(
    account,
    accountView,
    ...parts.flatMap(({ provider, view }) => [provider, view]),
    model.onDidChange(() => {
      for (const provider of [account, ...parts.map((part) => part.provider)]) provider.refresh();
    }),
    // How long ago it was is told anew.
    accountView.onDidChangeVisibility(() => {
      account.refresh();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.account`)) account.refresh();
    }),
    workspace.onDidGrantWorkspaceTrust(() => {
      account.refresh();
    }),
  );
  return {
    dispose: () => {
      disposable.dispose();
    },
    show: async () => {
      if (!accountView.visible) await commands.executeCommand('loginPolicy.account.focus');
    },
  };
}

function accountRows({ knowledge }: AccountModel): readonly AccountNode[] {
  if (!knowledge) return [];
  const setting = readAccountSetting();
  const surroundings = { isTrusted: workspace.isTrusted, now: Date.now(), ...(setting !== undefined && { setting }) };
  return accountNodes(knowledge.state, knowledge.snapshot, surroundings);
}

function viewOf(id: string, treeDataProvider: TreeProvider): TreeView<AccountNode> {
  return window.createTreeView(id, { treeDataProvider, showCollapseAll: id !== 'loginPolicy.account' });
}
