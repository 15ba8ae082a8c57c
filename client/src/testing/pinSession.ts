/** Keeps a session, and what it comes to, as a scenario. */
import { Range, Uri, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { PIN_SCENARIO, type PinScenarioParams, type PinScenarioResult } from '../../../server/src/protocol/lsp.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import { revealRange } from '../panel/revealRange.ts';
import { shownLabel, shownMessage } from '../views/shownText.ts';
import { findChange } from './changedPart.ts';
import { SCENARIO_FILES } from './scenarioFiles.ts';

/** Into a scenario file that the person chooses, or a new one; shown there, to be undone or saved. */
export async function pinSession(client: LanguageClient, policy: TextDocument, session: SessionRequest): Promise<void> {
  if (policy.isUntitled) {
    void window.showWarningMessage('A scenario names the file of its policy: save the policy first.');
    return;
  }
  const file = await chooseFile(policy.uri);
  if (!file) return;
  const wire = client.code2ProtocolConverter;
  const textDocument = { uri: wire.asUri(policy.uri), version: policy.version };
  const params: PinScenarioParams = { textDocument, file: wire.asUri(file), pin: { session } };
  const result = await client.sendRequest<PinScenarioResult>(PIN_SCENARIO, params);
  if (result.kind === 'text') await write(file, result);
  else
    void window.showWarningMessage(shownMessage(`Not pinned: ${result.kind === 'refused' ? result.message : EDITED}`));
}

const EDITED = 'the policy has been edited in the meantime';

async function chooseFile(policy: Uri): Promise<Uri | undefined> {
  const found = await workspace.findFiles(SCENARIO_FILES, '**/node_modules/**');
  const fresh = policy.with({ path: policy.path.replace(/(\.rego)?$/, '.scenarios.yaml') });
  const uris = new Map([...found, fresh].map((uri) => [uri.toString(), uri]));
  // The file beside the policy first.
  const sorted = [fresh, ...[...uris.values()].filter((uri) => uri.toString() !== fresh.toString()).sort(byPath)];
  const isThere = found.some((uri) => uri.toString() === fresh.toString());
  const picks = sorted.map((uri, index) => ({
    label: shownLabel(workspace.asRelativePath(uri)),
    ...(index === 0 && !isThere && { description: 'new' }),
    uri,
  }));
  const picked = await window.showQuickPick(picks, {
    title: 'Pin as Scenario',
    placeHolder: 'The scenario file that keeps it',
  });
  return picked?.uri;
}

function byPath(a: Uri, b: Uri): number {
  return a.path < b.path ? -1 : 1;
}

async function write(file: Uri, { text, range }: Extract<PinScenarioResult, { kind: 'text' }>): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true });
  await workspace.applyEdit(edit);
  const document = await workspace.openTextDocument(file);
  const { from, to, newText } = findChange(document.getText(), text);
  const insertion = new WorkspaceEdit();
  insertion.replace(file, new Range(document.positionAt(from), document.positionAt(to)), newText);
  await workspace.applyEdit(insertion);
  await revealRange(document, range);
}
