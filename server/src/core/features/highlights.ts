/** What the name at the caret is elsewhere: written, read, or the same constant. */
import { DocumentHighlightKind, type DocumentHighlight } from 'vscode-languageserver-types';
import { namedAt } from './names/named.ts';
import { occurrencesOf } from './names/occurrences.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** In the order of the text. */
export function findHighlights({ model }: OpenPolicy, offset: number): readonly DocumentHighlight[] {
  const found = namedAt(model, offset);
  if (!found) return [];
  const { named } = found;
  return occurrencesOf(named, model).map((place) => ({
    range: model.lines.rangeOf(place),
    kind:
      named.kind === 'constant'
        ? DocumentHighlightKind.Text
        : place.isWrite
          ? DocumentHighlightKind.Write
          : DocumentHighlightKind.Read,
  }));
}
