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
/** Where there is more to read. */
const READ_MS = 8_000;

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
  const isWindows = process.platform === 'win32';
  const copied = commandLine({ file: document.uri.fsPath, session, account, isWindows }, what);
  if (copied.kind === 'refused') {
    void window.showWarningMessage(copied.reason);
    return;
  }
  await env.clipboard.writeText(copied.text);
  const unsaved = document.isDirty ? ['It reads the file as it was saved last'] : [];
  // The secrets of VS Code are not handed on.
  const own = account === 'auto' ? ['It signs in with what this computer has: environment variables, or spacectl'] : [];
  const notes = [...unsaved, ...own];
  window.setStatusBarMessage(['Command copied', ...notes].join('. '), notes.length > 0 ? READ_MS : SHOWN_MS);
}
