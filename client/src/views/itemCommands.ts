/** What can be done with something of the account, as commands: from the views' menus, and after a search. */
import { commands, Disposable, env, Uri, window } from 'vscode';
import { SIMULATE_COMMAND, type SimulateStart } from '../../../server/src/protocol/lsp.ts';
import { TRY_SIGN_IN } from '../../../server/src/protocol/signIn.ts';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { AccountModel } from '../account/accountModel.ts';
import type { AccountItem, AccountNode } from './accountNode.ts';
import { openPolicy, shownPolicy, uriOfPolicy } from './deployedPolicy.ts';
import { insertionText } from './insertion.ts';
import { itemActions } from './itemActions.ts';
import { keyCheckPage, pageOf, pagesOf } from './pages.ts';
import { policyItem } from './otherNodes.ts';
import { searchItems } from './searchItems.ts';
import { shownLabel, shownText } from './shownText.ts';

/** @returns what ends them */
export function offerItemCommands(client: LanguageClient, model: AccountModel): Disposable {
  const endpointOf = (): string | undefined => pagesOf(model.knowledge?.state);
  return Disposable.from(
    commands.registerCommand('loginPolicy.copySlug', (node?: AccountNode) => copy(node?.item?.slug)),
    commands.registerCommand('loginPolicy.copyId', (node?: AccountNode) => copy(node?.item?.id)),
    commands.registerCommand('loginPolicy.copyLogin', (node?: AccountNode) => copy(node?.item?.login)),
    commands.registerCommand('loginPolicy.copyName', (node?: AccountNode) => copy(node?.item?.name)),
    commands.registerCommand('loginPolicy.insertItem', (node?: AccountNode) => insert(node?.item?.code)),
    commands.registerCommand('loginPolicy.simulateKey', (node?: AccountNode) => simulateKey(node?.item?.id)),
    commands.registerCommand('loginPolicy.openPage', (node?: AccountNode) => openPage(endpointOf(), node?.item)),
    commands.registerCommand('loginPolicy.openKeyCheck', () => {
      const endpoint = endpointOf();
      return open(endpoint === undefined ? undefined : keyCheckPage(endpoint));
    }),
    commands.registerCommand('loginPolicy.openDeployedPolicy', async (node?: AccountNode) => {
      const item = node?.item ?? (await pickPolicy(model));
      if (item) await window.showTextDocument(await openPolicy(item), { preview: true });
    }),
    commands.registerCommand('loginPolicy.compareDeployedPolicy', async (node?: AccountNode) => {
      const item = node?.item ?? (await pickPolicy(model));
      if (item) await compare(item);
    }),
    commands.registerCommand('loginPolicy.searchAccount', () => searchAccount(model, endpointOf())),
    // More than a refresh: what could not be signed in to, or read from its file, is tried anew.
    commands.registerCommand('loginPolicy.refreshAccount', () =>
      window.withProgress({ location: { viewId: 'loginPolicy.account' } }, () => client.sendRequest(TRY_SIGN_IN)),
    ),
  );
}

async function copy(text: string | undefined): Promise<void> {
  if (text === undefined) return;
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(`Copied: ${shownLabel(text)}`, 3_000);
}

async function insert(code: string | undefined): Promise<void> {
  const editor = [window.activeTextEditor, ...window.visibleTextEditors].find(
    (one) => one?.document.languageId === 'rego' && one.document.uri.scheme !== 'loginpolicy',
  );
  if (code === undefined) return;
  if (!editor) {
    void window.showInformationMessage('Open a login policy, and put the cursor where it is to be inserted.');
    return;
  }
  await editor.edit((edit) => {
    for (const selection of editor.selections) {
      const before = editor.document.lineAt(selection.start.line).text.slice(0, selection.start.character);
      edit.replace(selection, insertionText(code, before));
    }
  });
  await window.showTextDocument(editor.document, editor.viewColumn);
}

/** Through the policy in an editor, else through that of the panel. */
async function simulateKey(key: string | undefined): Promise<void> {
  if (key === undefined) return;
  const uri = shownPolicy()?.uri.toString();
  const start: Partial<SimulateStart> = { rule: 'allow', key, ...(uri !== undefined && { uri }) };
  await commands.executeCommand(SIMULATE_COMMAND, start);
}

async function openPage(endpoint: string | undefined, item: AccountItem | undefined): Promise<void> {
  await open(endpoint === undefined ? undefined : item ? pageOf(endpoint, item) : endpoint);
}

async function open(address: string | undefined): Promise<void> {
  if (address !== undefined) await env.openExternal(Uri.parse(address, true));
  else void window.showInformationMessage('Only pages of an account that you are signed in to are opened.');
}

async function compare(item: AccountItem): Promise<void> {
  const document = shownPolicy();
  if (!document || document.uri.scheme === 'loginpolicy') {
    void window.showInformationMessage('Open the file that the deployed policy is to be compared with.');
    return;
  }
  const file = document.uri.path.split('/').at(-1) ?? '';
  await openPolicy(item);
  await commands.executeCommand(
    'vscode.diff',
    uriOfPolicy(item),
    document.uri,
    `${shownText(item.name)} (deployed) ↔ ${file}`,
  );
}

async function pickPolicy({ knowledge }: AccountModel): Promise<AccountItem | undefined> {
  const policies = knowledge?.snapshot?.loginPolicies.items ?? [];
  if (policies.length === 0) void window.showInformationMessage('No login policy of an account is known.');
  if (policies.length < 2) return policies[0] && policyItem(policies[0]);
  const items = policies.map((policy) => ({
    label: shownLabel(policy.name),
    description: shownLabel(policy.id),
    item: policyItem(policy),
  }));
  return (await window.showQuickPick(items, { title: 'Login Policy of the Account' }))?.item;
}

async function searchAccount({ knowledge }: AccountModel, endpoint: string | undefined): Promise<void> {
  const snapshot = knowledge?.snapshot;
  if (!snapshot) {
    const signIn = 'Sign In';
    const chosen = await window.showInformationMessage('No account is known yet.', signIn);
    if (chosen === signIn) await commands.executeCommand('loginPolicy.signIn');
    return;
  }
  const title = `Search ${shownText(snapshot.name)}`;
  const placeHolder = 'Role, space, API key, team or login policy: name, slug or id';
  const found = await window.showQuickPick(searchItems(snapshot, Date.now()), {
    title,
    placeHolder,
    matchOnDescription: true,
  });
  if (!found) return;
  const { item } = found;
  const action = await window.showQuickPick(itemActions(item, endpoint), { title: shownText(item.name) });
  if (action) await commands.executeCommand(action.command, { item });
}
