/** What the server makes of the document in the active editor, in the status bar; for Rego only. */
import {
  commands,
  Disposable,
  StatusBarAlignment,
  ThemeColor,
  window,
  workspace,
  type StatusBarItem,
  type TextDocument,
} from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import {
  ENGINE_STATE,
  STATUS,
  type EngineStateParams,
  type PolicyStatus,
  type StatusParams,
} from '../../server/src/protocol/lsp.ts';

/** @returns what ends it */
export function showStatus(client: LanguageClient): Disposable {
  const statuses = new Map<string, PolicyStatus>();
  let trouble: string | undefined;
  const item = window.createStatusBarItem('loginPolicy.status', StatusBarAlignment.Right, 100);
  item.name = 'Login Policy';
  item.command = 'loginPolicy.showOutput';
  const uriOf = (document: TextDocument): string => client.code2ProtocolConverter.asUri(document.uri);
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    const status = document && statuses.get(uriOf(document));
    // For what is offered on login policies only.
    void commands.executeCommand('setContext', 'loginPolicy.isLoginPolicy', status?.kind === 'loginPolicy');
    if (document?.languageId !== 'rego' || status === undefined) item.hide();
    else fill(item, status, trouble);
  };
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidCloseTextDocument((document) => {
      statuses.delete(uriOf(document));
    }),
    // What was told by a server that is gone holds no more.
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Stopped) return;
      statuses.clear();
      trouble = undefined;
      update();
    }),
    client.onNotification(STATUS, ({ uri, status }: StatusParams) => {
      statuses.set(uri, status);
      update();
    }),
    client.onNotification(ENGINE_STATE, ({ state, message }: EngineStateParams) => {
      trouble = state === 'broken' ? (message ?? 'the policy engine gives no answers') : undefined;
      update();
    }),
  );
}

function fill(item: StatusBarItem, status: PolicyStatus, trouble: string | undefined): void {
  const isTroubled = trouble !== undefined && status.kind === 'loginPolicy';
  item.text = isTroubled ? `$(warning) ${describe(status)}` : describe(status);
  item.tooltip = isTroubled ? `Not checked at the moment: ${trouble}` : status.reason;
  item.backgroundColor = isTroubled ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  item.show();
}

function describe(status: PolicyStatus): string {
  if (status.kind === 'other') return 'No login policy';
  const { engine, account } = status;
  return ['Login policy', `Rego ${engine}`, ...(account === undefined ? [] : [account])].join(' · ');
}
