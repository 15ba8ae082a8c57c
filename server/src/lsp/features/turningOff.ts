/** A rule turned off in the settings file that holds for a policy: what changes there. */
import type { ClientCapabilities, WorkspaceEdit } from 'vscode-languageserver';
import { BadInput } from '../../core/badInput.ts';
import { editsBetween } from '../../core/features/codeActions/editsBetween.ts';
import { turnOff } from '../../core/settings/turnOff.ts';
import { LineIndex } from '../../core/syntax/positions.ts';
import type { Server } from '../server.ts';

/** Whether the client can change another file than the one it shows, and make one. */
export function canTurnOff({ workspace }: ClientCapabilities): boolean {
  const { documentChanges, resourceOperations = [] } = workspace?.workspaceEdit ?? {};
  return documentChanges === true && resourceOperations.includes('create');
}

/** @param uri of the policy */
export async function turnOffFor(
  uri: string,
  rule: string,
  { settings, documents, host }: Pick<Server, 'settings' | 'documents' | 'host'>,
): Promise<{ readonly edit: WorkspaceEdit } | { readonly reason: string }> {
  const place = await settings.fileFor(uri);
  if (place === undefined) return { reason: 'the document has no folder for a settings file' };
  const { file, exists } = place;
  const open = documents.get(file);
  let text: string;
  try {
    text = open?.getText() ?? (await host.files.readText(file)) ?? '';
  } catch (error) {
    if (error instanceof BadInput) return { reason: `${file} ${error.message}` };
    throw error;
  }
  const changed = turnOff(rule, text);
  if (changed === undefined) return { reason: `${file} has mistakes: mend them first` };
  const edits = [...editsBetween(new LineIndex(text), changed)];
  const change = { textDocument: { uri: file, version: open?.version ?? null }, edits };
  const create = { kind: 'create' as const, uri: file, options: { ignoreIfExists: true } };
  return { edit: { documentChanges: exists || open ? [change] : [create, change] } };
}
