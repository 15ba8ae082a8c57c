/** The comments of a policy. */
import type { Comment, PolicyModel } from './model.ts';
import type { ParsedText } from './parse.ts';

/** In the order of the text. */
export function readComments({ tree, text }: ParsedText): Comment[] {
  const comments: Comment[] = [];
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'Comment') return;
      const end = text.charAt(to - 1) === '\r' ? to - 1 : to;
      comments.push({ from, to: end, text: text.slice(from + 1, end), ownLine: startsLine(text, from) });
    },
  });
  return comments;
}

function startsLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && ' \t\r\uFEFF'.includes(text.charAt(at))) at--;
  return at < 0 || text.charAt(at) === '\n';
}

/** The lines of the comments directly above what starts at an offset, without `#` and one blank; empty: none. */
export function commentLinesAbove(offset: number, { comments, lines }: PolicyModel): readonly string[] {
  const found: string[] = [];
  let line = lines.positionAt(offset).line;
  for (const comment of comments.toReversed()) {
    const at = lines.positionAt(comment.from).line;
    if (at >= line) continue;
    if (at < line - 1 || !comment.ownLine) break;
    found.unshift(comment.text.replace(/^ /, '').trimEnd());
    line = at;
  }
  return found;
}
