/** Words of other languages behind the head of a rule, in the place of `if` and `contains`. */
import { fixBy } from './edits.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

export const headWords: readonly Teller[] = [
  {
    pattern: /^unexpected |cannot be used for rule name|^rule name conflicts|^`(?:if|contains)` keyword is required/,
    tell: tellHeadWord,
  },
];

/** A head at the start of a line, and the word behind it. */
const HEAD = /^([a-z_]\w*(?:\.\w+|\[[^\]\n]*\])*[ \t]+)([a-z]+)[ \t]+\S/;

const IF = new Set(['when', 'where', 'provided']);
const CONTAINS = new Set(['includes', 'include', 'contain', 'has', 'have', 'holds', 'add', 'adds']);

/** OPA stops at it, before it, or further on in the line. */
function tellHeadWord({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const lineStart = model.text.lastIndexOf('\n', at.from - 1) + 1;
  const [, head = '', word = ''] = HEAD.exec(model.text.slice(lineStart)) ?? [];
  const place = { from: lineStart + head.length, to: lineStart + head.length + word.length };
  const name = head.trim();
  if (IF.has(word)) {
    return { at: place, message: `Rego has no \`${word}\`: write \`${name} if …\`.`, fixes: [fixBy('if', place)] };
  }
  if (word === 'unless') return { at: place, message: `Rego has no \`unless\`: write \`${name} if not …\`.` };
  if (!CONTAINS.has(word)) return undefined;
  const message = `Rego has no \`${word}\`: a member is added by \`${name} contains …\`.`;
  return { at: place, message, fixes: [fixBy('contains', place)] };
}
