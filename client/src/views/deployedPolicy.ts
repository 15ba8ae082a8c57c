/** Login policies as they are deployed, as documents that can't be edited. */
import { Disposable, EventEmitter, languages, Uri, window, workspace, type TextDocument } from 'vscode';
import type { AccountModel } from '../account/accountModel.ts';
import type { AccountItem } from './accountNode.ts';
import { shownText } from './shownText.ts';

const SCHEME = 'loginpolicy';

/** `loginpolicy:/main-login/Main login.rego`: the id tells which, the rest is for people. */
export function uriOfPolicy({ id = '', name }: AccountItem): Uri {
  const file = `${shownText(name).replaceAll('/', '-')}.rego`;
  return Uri.from({ scheme: SCHEME, path: `/${encodeURIComponent(id)}/${file}` });
}

/** Of a document that shows a policy as it is deployed: its id. */
export function idOfPolicy({ scheme, path }: Uri): string | undefined {
  return scheme === SCHEME ? decodeURIComponent(path.split('/')[1] ?? '') : undefined;
}

/** @returns what ends it */
export function provideDeployedPolicies(model: AccountModel): Disposable {
  const changes = new EventEmitter<Uri>();
  const textOf = (uri: Uri): string | undefined => {
    const id = idOfPolicy(uri);
    return model.knowledge?.snapshot?.loginPolicies.items.find((policy) => policy.id === id)?.body;
  };
  return Disposable.from(
    changes,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) => textOf(uri) ?? '# The account has no such login policy any more.\n',
    }),
    model.onDidChange(() => {
      for (const { uri } of workspace.textDocuments) {
        if (uri.scheme === SCHEME && textOf(uri) !== undefined) changes.fire(uri);
      }
    }),
  );
}

/** Of the active editor, else of one beside it; undefined where no policy is shown. */
export function shownPolicy(): TextDocument | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor?.document.languageId === 'rego')?.document;
}

export async function openPolicy(item: AccountItem): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uriOfPolicy(item));
  return document.languageId === 'rego' ? document : languages.setTextDocumentLanguage(document, 'rego');
}
