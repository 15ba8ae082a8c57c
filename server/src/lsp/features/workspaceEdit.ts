/** Changes of one document in the shape that the client takes. */
import type { ClientCapabilities, SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { OfferedEdits } from '../../core/features/codeActions/offeredAction.ts';

/** What the changes are of. */
export interface DocumentVersion {
  readonly uri: string;
  readonly version: number;
}

/** For that version only, where the client can tell. */
export function toWorkspaceEdit(
  { uri, version }: DocumentVersion,
  { edits, placeholder }: OfferedEdits,
  { workspace }: ClientCapabilities,
): WorkspaceEdit {
  if (workspace?.workspaceEdit?.documentChanges !== true) return { changes: { [uri]: [...edits] } };
  const isSnippet = placeholder !== undefined && workspace.workspaceEdit.snippetEditSupport === true;
  return {
    documentChanges: [
      {
        textDocument: { uri, version },
        edits: isSnippet ? edits.map((edit) => toSnippet(edit, placeholder)) : [...edits],
      },
    ],
  };
}

function toSnippet({ range, newText }: TextEdit, placeholder: string): SnippetTextEdit {
  const at = newText.lastIndexOf(placeholder);
  const [before, after] = [newText.slice(0, at), newText.slice(at + placeholder.length)].map(escape);
  return { range, snippet: { kind: 'snippet', value: `${before ?? ''}\${1:${placeholder}}${after ?? ''}` } };
}

function escape(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
