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
import { listen } from './serverEvents.ts';
import { shownLabel } from './views/shownText.ts';

/** @returns what ends it */
export function showStatus(client: LanguageClient): Disposable {
  const statuses = new Map<string, PolicyStatus>();
  let engine: EngineStateParams | undefined;
  const item = window.createStatusBarItem('loginPolicy.status', StatusBarAlignment.Right, 100);
  item.name = 'Login Policy';
  const uriOf = (document: TextDocument): string => client.code2ProtocolConverter.asUri(document.uri);
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    const status = document && statuses.get(uriOf(document));
    // For what is offered on login policies only.
    void commands.executeCommand('setContext', 'loginPolicy.isLoginPolicy', status?.kind === 'loginPolicy');
    if (document?.languageId !== 'rego') item.hide();
    else if (status !== undefined) fill(item, status, engine);
    else if (client.state === State.Starting) fillStarting(item);
    else if (client.state === State.Running) item.hide();
    else fillStopped(item);
  };
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidCloseTextDocument((document) => {
      statuses.delete(uriOf(document));
    }),
    client.onDidChangeState(({ newState }) => {
      // What was told by a server that is gone holds no more.
      if (newState === State.Stopped) {
        statuses.clear();
        engine = undefined;
      }
      update();
    }),
    listen(client, STATUS, ({ uri, status }: StatusParams) => {
      statuses.set(uri, status);
      update();
    }),
    listen(client, ENGINE_STATE, (told: EngineStateParams) => {
      engine = told;
      update();
    }),
  );
}

function fillStarting(item: StatusBarItem): void {
  item.text = '$(loading~spin) Login policy';
  item.tooltip = 'The language server is starting';
  item.backgroundColor = undefined;
  item.command = undefined;
  item.show();
}

/** It has given up, after it has ended several times, or was never there. */
function fillStopped(item: StatusBarItem): void {
  item.text = '$(error) Login policy: stopped';
  item.tooltip = 'The language server has stopped: nothing is checked. Click to start it again.';
  item.backgroundColor = new ThemeColor('statusBarItem.errorBackground');
  item.command = 'loginPolicy.restartServer';
  item.show();
}

function fill(item: StatusBarItem, status: PolicyStatus, engine: EngineStateParams | undefined): void {
  const { state, message } = (status.kind === 'loginPolicy' ? engine : undefined) ?? { state: 'working' };
  item.text = `${ICONS[state]}${describe(status)}`;
  item.command = 'loginPolicy.changeVerdict';
  item.backgroundColor = state === 'broken' ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  item.tooltip = {
    working: `${sentence(status.reason)}. Click to change it.`,
    starting: 'The policy engine is starting: findings come in a moment',
    broken: `Not checked at the moment: ${message ?? 'the policy engine gives no answers'}`,
  }[state];
  item.show();
}

const ICONS = { working: '', starting: '$(loading~spin) ', broken: '$(warning) ' } as const;

function describe(status: PolicyStatus): string {
  if (status.kind === 'other') return 'No login policy';
  const { engine, account } = status;
  return ['Login policy', `Rego ${engine}`, ...(account === undefined ? [] : [shownLabel(account)])].join(' · ');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
