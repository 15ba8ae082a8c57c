/** The comments of a policy. */
import type { Comment } from './model.ts';
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
