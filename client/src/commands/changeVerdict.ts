/** What the active file is taken for, changed by who knows better: in a comment of the file, or in the settings. */
import {
  commands,
  ConfigurationTarget,
  QuickPickItemKind,
  window,
  workspace,
  WorkspaceEdit,
  type Disposable,
  type QuickPickItem,
  type TextDocument,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  DECLARE,
  SECTION,
  VERDICT,
  type Declaration,
  type DeclareParams,
  type DeclareResult,
  type PolicyStatus,
  type VerdictResult,
} from '../../../server/src/protocol/lsp.ts';
import { withFile, type FileSetting } from './fileSetting.ts';

type Kind = DeclareParams['kind'];

/** @returns what ends it */
export function offerChangeVerdict(client: LanguageClient): Disposable {
  return commands.registerCommand('loginPolicy.changeVerdict', async () => {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== 'rego') {
      void window.showInformationMessage(
        'Open a Rego file first: what it is taken for is changed for the active editor.',
      );
      return;
    }
    await client.start();
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const status = await client.sendRequest<VerdictResult>(VERDICT, { uri });
    const picked = await pickKind(document, status);
    if (picked === undefined) return;
    if ('command' in picked) {
      await commands.executeCommand(picked.command);
      return;
    }
    const params: DeclareParams = { uri, kind: picked.kind };
    const declaration = await client.sendRequest<DeclareResult>(DECLARE, params);
    if (declaration) await declare(document, picked.kind, declaration, client);
  });
}

type Picked = { readonly kind: Kind } | { readonly command: string };
/** A line between others has nothing to pick. */
interface Choice extends QuickPickItem {
  readonly chosen?: Picked;
}

async function pickKind(document: TextDocument, status: PolicyStatus | null): Promise<Picked | undefined> {
  const now = status?.kind === 'loginPolicy' ? status.engine : 'off';
  const kinds: [Kind, string][] = [
    ['v0', 'Login policy, Rego v0'],
    ['v1', 'Login policy, Rego v1'],
    ['off', 'Not a login policy'],
  ];
  const choices: Choice[] = [
    ...kinds.map(([kind, label]) => ({
      label,
      chosen: { kind },
      ...(kind === now && { description: `as now: ${status?.reason ?? ''}` }),
    })),
    { label: '', kind: QuickPickItemKind.Separator },
    ...(await otherCommands()),
  ];
  const title = `Login Policy: ${workspace.asRelativePath(document.uri)}`;
  const choice = await window.showQuickPick(choices, { title, placeHolder: 'What is this file?' });
  return choice?.chosen;
}

/** What somebody may have meant who clicked on the status. */
async function otherCommands(): Promise<Choice[]> {
  const known = new Set(await commands.getCommands(true));
  const offered = [
    { label: '$(beaker) Run Simulation', command: 'loginPolicy.runSimulation' },
    { label: '$(account) Sign In or Switch Account…', command: 'loginPolicy.signIn' },
    { label: '$(output) Show Output', command: 'loginPolicy.showOutput' },
  ];
  return offered
    .filter(({ command }) => known.has(command))
    .map(({ label, command }) => ({ label, chosen: { command } }));
}

/** Changes what says it now; where nothing does, asks where to say it. */
async function declare(
  document: TextDocument,
  kind: Kind,
  { hasComment, setting, edit, version }: Declaration,
  client: LanguageClient,
): Promise<void> {
  const isSaid = hasComment || setting !== undefined;
  const place = isSaid ? undefined : await pickPlace(document, edit.newText.trim());
  if (!isSaid && place === undefined) return;
  if (setting !== undefined || place === 'settings') await writeSetting(document, kind);
  if (!hasComment && place !== 'comment') return;
  if (document.version !== version) {
    void window.showInformationMessage('The file was edited in the meantime, and is as it was: please choose again.');
    return;
  }
  const change = new WorkspaceEdit();
  change.replace(document.uri, client.protocol2CodeConverter.asRange(edit.range), edit.newText);
  await workspace.applyEdit(change);
}

async function pickPlace(document: TextDocument, comment: string): Promise<'comment' | 'settings' | undefined> {
  if (document.isUntitled) return 'comment';
  const path = pathOf(document);
  const where = workspace.getWorkspaceFolder(document.uri) ? 'in the settings of the workspace' : 'in your settings';
  const places = [
    {
      label: 'Say it in the file',
      detail: `${comment}   goes with the file; the command line reads it, too`,
      place: 'comment',
    },
    {
      label: `Say it ${where}`,
      detail: `${SECTION}.files: { "${path}": … }   leaves the file as it is`,
      place: 'settings',
    },
  ] as const;
  const picked = await window.showQuickPick(places, { title: 'Login Policy', placeHolder: 'Where shall it be said?' });
  return picked?.place;
}

/** As the setting's patterns are matched. */
function pathOf({ uri }: TextDocument): string {
  return workspace.getWorkspaceFolder(uri) ? workspace.asRelativePath(uri, false) : uri.path;
}

async function writeSetting(document: TextDocument, kind: Kind): Promise<void> {
  const folder = workspace.getWorkspaceFolder(document.uri);
  const settings = workspace.getConfiguration(SECTION, document.uri);
  const given = settings.inspect<FileSetting>('files');
  const hasFolders = (workspace.workspaceFolders?.length ?? 0) > 1;
  const [before, target] =
    folder === undefined
      ? [given?.globalValue, ConfigurationTarget.Global]
      : hasFolders
        ? [given?.workspaceFolderValue, ConfigurationTarget.WorkspaceFolder]
        : [given?.workspaceValue, ConfigurationTarget.Workspace];
  await settings.update('files', withFile(before ?? {}, pathOf(document), kind), target);
}
