/** Changes of a text that mend findings, several at once. */
import type { Fix } from '../../protocol/findings.ts';
import type { LineIndex } from '../syntax/positions.ts';
import type { Span } from '../syntax/model.ts';
import { overlaps } from '../rules/places.ts';

/** What comes in a place; offsets. */
export interface Edit extends Span {
  readonly newText: string;
}

export interface AppliedFixes {
  readonly text: string;
  /** What makes that text, in the order of the fixes; none overlap. */
  readonly edits: readonly Edit[];
  /** The others overlap one that came before them. */
  readonly applied: ReadonlySet<Fix>;
}

/**
 * Carries out whole fixes, the first first; one that overlaps what is changed already is left for another time. An
 * edit that several have in common (an import) is made once. New lines end as those of the text do.
 */
export function applyFixes(lines: LineIndex, fixes: readonly Fix[]): AppliedFixes {
  const made: Edit[] = [];
  const lineEnd = lines.text.includes('\r\n') ? '\r\n' : '\n';
  const applied = new Set<Fix>();
  for (const fix of fixes) {
    const edits = fix.edits.map(({ range, newText }): Edit => ({
      ...lines.spanOf(range),
      newText: newText.replaceAll(/\r?\n/g, lineEnd),
    }));
    const others = edits.filter((edit) => !made.some((one) => isSame(one, edit)));
    if (others.some((edit) => made.some((one) => overlaps(one, edit)))) continue;
    made.push(...others);
    applied.add(fix);
  }
  return { text: carryOut(lines.text, made), edits: made, applied };
}

function isSame(a: Edit, b: Edit): boolean {
  return a.from === b.from && a.to === b.to && a.newText === b.newText;
}

function carryOut(text: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.from - a.from || b.to - a.to);
  return backwards.reduce((result, { from, to, newText }) => result.slice(0, from) + newText + result.slice(to), text);
}
