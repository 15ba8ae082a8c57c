import type { PolicyModel, Span } from '../../syntax/model.ts';

/** A part of the policy on one line, without comments, cut off where it is longer than `most` characters. */
export function sourceText({ from, to }: Span, { text, comments }: PolicyModel, most: number): string {
  let source = '';
  let at = from;
  for (const comment of comments) {
    if (comment.from < at || comment.to > to) continue;
    source += text.slice(at, comment.from);
    at = comment.to;
  }
  const line = (source + text.slice(at, to)).replaceAll(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
