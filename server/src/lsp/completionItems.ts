/** Completion items as a client can read them. */
import type { CompletionItem, InitializeParams, InsertReplaceEdit, TextEdit } from 'vscode-languageserver';
import { InsertTextFormat } from 'vscode-languageserver';
import { withoutStops } from '../core/features/completion/suggestion.ts';

/** Leaves out what the client has not said that it can read; `data` gets the document's URI. */
export function itemWriter(client: InitializeParams): (item: CompletionItem, uri: string) => CompletionItem {
  const able = client.capabilities.textDocument?.completion?.completionItem ?? {};
  return ({ labelDetails, tags, insertTextFormat, textEdit, data, ...item }, uri) => {
    const isSnippet = insertTextFormat === InsertTextFormat.Snippet;
    const edit = textEdit && (isSnippet && !able.snippetSupport ? plain(textEdit) : textEdit);
    return {
      ...item,
      ...(labelDetails &&
        (able.labelDetailsSupport ? { labelDetails } : { detail: join(labelDetails.description, item.detail) })),
      ...(able.tagSupport && tags && { tags }),
      ...(able.snippetSupport && isSnippet && { insertTextFormat }),
      ...(edit && { textEdit: able.insertReplaceSupport ? edit : single(edit) }),
      ...(data !== undefined && { data: { ...(data as object), uri } }),
    };
  };
}

function join(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
}

function plain(edit: TextEdit | InsertReplaceEdit): TextEdit | InsertReplaceEdit {
  return { ...edit, newText: withoutStops(edit.newText) };
}

function single(edit: TextEdit | InsertReplaceEdit): TextEdit {
  return 'range' in edit ? edit : { range: edit.insert, newText: edit.newText };
}
