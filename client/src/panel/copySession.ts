/** Puts a session on the clipboard. */
import { parse, stringify } from 'lossless-json';
import { env, window, type TextDocument } from 'vscode';
import type { CopyKind } from '../../../server/src/protocol/panel.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import { commandLine } from './commandLine.ts';

export interface Copied {
  document: TextDocument | undefined;
  /** Asks for the input document of the last report, as JSON text. */
  input: () => Promise<string | undefined>;
  session: SessionRequest | undefined;
  /** As the command line takes it. */
  account: string | undefined;
}

const SHOWN_MS = 3_000;

/** The person is told what was copied, or why nothing was. */
export async function copySession(what: CopyKind, { document, input, session, account }: Copied): Promise<void> {
  if (what === 'input') {
    const text = await input();
    if (text === undefined) return;
    await env.clipboard.writeText(stringify(parse(text), undefined, 2) ?? text);
    window.setStatusBarMessage('Input JSON copied', SHOWN_MS);
    return;
  }
  if (!document || !session) return;
  if (document.uri.scheme !== 'file') {
    void window.showWarningMessage('The command line reads a file: save the policy first.');
    return;
  }
  await env.clipboard.writeText(commandLine({ file: document.uri.fsPath, session, account }, what));
  const unsaved = document.isDirty ? '. It reads the file as it was saved last' : '';
  window.setStatusBarMessage(`Command copied${unsaved}`, SHOWN_MS);
}
