/** The error-tolerant syntax tree of a policy, v0 and v1 alike. */
import { NodeType, Tree } from '@lezer/common';
import { parser } from './generated/regoParser.ts';
import { splitStatements } from './statements.ts';

/** A parsed text, and what the next parse can use again. */
export interface ParsedText {
  readonly text: string;
  /** The top node is `Policy`; offsets are UTF-16. Node names: `rego.grammar`. */
  readonly tree: Tree;
  /** The pieces by their text: a tree is a function of its piece alone, so an unchanged piece needs no parsing. */
  readonly pieces: ReadonlyMap<string, Tree>;
}

/**
 * Parses a text in any state; never throws.
 * @param previous an earlier state of the text; the result is the same without it, only later
 */
export function parseText(text: string, previous?: ParsedText): ParsedText {
  const starts = splitStatements(text);
  const pieces = new Map<string, Tree>();
  const children = starts.map((from, index) => {
    const piece = text.slice(from, starts[index + 1]);
    const tree = pieces.get(piece) ?? previous?.pieces.get(piece) ?? parsePiece(piece);
    pieces.set(piece, tree);
    return tree;
  });
  return { text, tree: new Tree(parser.topNode, children, starts, text.length), pieces };
}

/** Whether the grammar can read all of a text: nothing is missing, and nothing had to be skipped. */
export function isReadWhole({ pieces }: ParsedText): boolean {
  return [...pieces.values()].every((piece) => {
    const cursor = piece.cursor();
    do {
      if (cursor.type.isError || cursor.type.name === 'Missing') return false;
    } while (cursor.next());
    return true;
  });
}

/** Brackets inside of brackets: no policy has so many, and the parser's stack has an end. */
const TOO_DEEP = 300;

const UNREAD = NodeType.define({ id: 0, name: 'Unread', error: true });

/** The tree of one piece, without a node of its own. */
function parsePiece(piece: string): Tree {
  if (nestsTooDeep(piece)) return new Tree(UNREAD, [], [], piece.length);
  const { children, positions, length } = parser.parse(piece);
  return new Tree(NodeType.none, children, positions, length);
}

/** Strings and comments count too: not to be fooled by them is not worth reading them. */
function nestsTooDeep(piece: string): boolean {
  let depth = 0;
  for (let at = 0; at < piece.length && depth <= TOO_DEEP; at++) {
    const character = piece.charAt(at);
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
  }
  return depth > TOO_DEEP;
}
