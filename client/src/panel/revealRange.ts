/** Shows a place of the policy in its editor. */
import { Selection, TextEditorRevealType, ViewColumn, window, type TextDocument } from 'vscode';
import type { Range as WireRange } from '../../../server/src/protocol/findings.ts';
import { toRange } from '../wireRange.ts';

/** In the editor that shows the document already, if one does; the cursor goes there, and the focus unless it is to stay. */
export async function revealRange(document: TextDocument, range: WireRange, preserveFocus = false): Promise<void> {
  const open = window.visibleTextEditors.find((editor) => editor.document === document);
  const where = { viewColumn: open?.viewColumn ?? ViewColumn.One, preserveFocus };
  const editor = await window.showTextDocument(document, where);
  const place = document.validateRange(toRange(range));
  editor.selection = new Selection(place.start, place.start);
  editor.revealRange(place, TextEditorRevealType.InCenterIfOutsideViewport);
}
