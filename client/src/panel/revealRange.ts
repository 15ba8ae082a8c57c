/** Shows a place of the policy in its editor. */
import { Range, Selection, TextEditorRevealType, ViewColumn, window, type TextDocument } from 'vscode';
import type { Range as WireRange } from '../../../server/src/protocol/findings.ts';

/** In the editor that shows the document already, if one does; the cursor goes there, and the focus unless it is to stay. */
export async function revealRange(
  document: TextDocument,
  { start, end }: WireRange,
  preserveFocus = false,
): Promise<void> {
  const open = window.visibleTextEditors.find((editor) => editor.document === document);
  const where = { viewColumn: open?.viewColumn ?? ViewColumn.One, preserveFocus };
  const editor = await window.showTextDocument(document, where);
  const place = document.validateRange(new Range(start.line, start.character, end.line, end.character));
  editor.selection = new Selection(place.start, place.start);
  editor.revealRange(place, TextEditorRevealType.InCenterIfOutsideViewport);
}
