/** Everywhere something is named. */
import type { Range } from '../../protocol/findings.ts';
import { namedAt } from './names/named.ts';
import { occurrencesOf } from './names/occurrences.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** In the order of the text. @param withDeclarations also where it is introduced */
export function findReferences({ model }: OpenPolicy, offset: number, withDeclarations: boolean): readonly Range[] {
  const found = namedAt(model, offset);
  if (!found) return [];
  return occurrencesOf(found.named, model)
    .filter(({ isWrite }) => withDeclarations || !isWrite)
    .map((place) => model.lines.rangeOf(place));
}
