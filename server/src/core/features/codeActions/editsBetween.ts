import { diffLines } from 'diff';
import type { TextEdit } from '../../../protocol/findings.ts';
import type { LineIndex } from '../../syntax/positions.ts';

/** What makes one text of another, by whole lines: an editor keeps its carets and marks in all the others. */
export function editsBetween(before: LineIndex, after: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let from = 0;
  let [removed, added] = ['', ''];
  const flush = (): void => {
    const to = from + removed.length;
    if (removed !== '' || added !== '') edits.push({ range: before.rangeOf({ from, to }), newText: added });
    from = to;
    [removed, added] = ['', ''];
  };
  for (const part of diffLines(before.text, after)) {
    if (part.removed) removed += part.value;
    else if (part.added) added += part.value;
    else {
      flush();
      from += part.value.length;
    }
  }
  flush();
  return edits;
}
