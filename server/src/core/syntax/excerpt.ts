/**
 * The part of a policy that tells what stands at one place: its statement, the statements that ask it, and those that
 * all of these ask. To look at a long policy with something else put in at the caret costs no more than a short one.
 */
import { Tree } from '@lezer/common';
import { buildModelOf } from './buildModel.ts';
import type { PolicyModel, Span } from './model.ts';
import { parseText, type ParsedText } from './parse.ts';
import { isBalanced } from './statements.ts';

/**
 * The model of what a place depends on, with something else in that place; offsets are those of its own text. Never
 * throws.
 * @param place what is replaced
 */
export function buildExcerpt({ parsed }: PolicyModel, place: Span, replacement: string): PolicyModel {
  const { pieces, own } = replace(parsed, place, replacement);
  return buildModelOf(join(chosenOf(pieces, own), parsed));
}

/** One statement, or a few that can't be told apart. */
interface Piece {
  readonly text: string;
  readonly tree: Tree;
  /** The name of the rule. */
  readonly defines: string;
  /** Every name in it, but those after a dot. */
  readonly mentions: ReadonlySet<string>;
}

interface Replaced {
  readonly pieces: readonly Piece[];
  /** Index of the piece with the replacement's start. */
  readonly own: number;
}

function replace(parsed: ParsedText, { from, to }: Span, replacement: string): Replaced {
  const { text, tree } = parsed;
  const index = tree.positions.findLastIndex((start) => start <= from);
  const start = tree.positions[index] ?? 0;
  const end = tree.positions[index + 1] ?? text.length;
  const isInside = to <= end && isBalanced(text.slice(start, end));
  // What isn't balanced may have been cut where it is whole with the replacement: then all is split anew.
  const [first, last] = isInside ? [start, end] : [0, text.length];
  const changed = parseText(text.slice(first, from) + replacement + text.slice(to, last), parsed);
  const pieces = readPieces(changed);
  const at = changed.tree.positions.findLastIndex((position) => position + first <= from);
  if (!isInside) return { pieces, own: at };
  const others = readPieces(parsed);
  return { pieces: [...others.slice(0, index), ...pieces, ...others.slice(index + 1)], own: index + at };
}

/** A tree belongs to one text alone, and is used again while that text stays. */
const pieceOfTree = new WeakMap<Tree, Piece>();

function readPieces({ text, tree }: ParsedText): Piece[] {
  return tree.children.flatMap((child, index) => {
    if (!(child instanceof Tree)) return [];
    const known = pieceOfTree.get(child);
    if (known) return [known];
    const from = tree.positions[index] ?? 0;
    const piece = readPiece(text.slice(from, from + child.length), child);
    pieceOfTree.set(child, piece);
    return [piece];
  });
}

const QUOTED = /"(?:[^"\\\n]|\\.)*"?|`[^`]*`?|#[^\n]*/g;
const OWN_DATA = /\bdata\.\w+\./g;
const NAME = /(?<![.\w])[A-Za-z_]\w*/g;

function readPiece(text: string, tree: Tree): Piece {
  const names = text.replaceAll(QUOTED, ' ').replaceAll(OWN_DATA, ' ').match(NAME) ?? [];
  const rest = names[0] === 'default' ? names.slice(1) : names;
  const [defines = '', ...mentions] = rest;
  return { text, tree, defines, mentions: new Set(mentions) };
}

/** The piece itself, those above it, all that these ask, and what every policy begins with. */
function chosenOf(pieces: readonly Piece[], own: number): readonly Piece[] {
  const { asking, defining } = indexNames(pieces);
  const above = follow([own], (index) => asking.get(pieces[index]?.defines ?? '') ?? []);
  const related = follow(above, (index) => {
    return [...(pieces[index]?.mentions ?? [])].flatMap((name) => defining.get(name) ?? []);
  });
  return pieces.filter(({ defines }, index) => {
    return related.has(index) || defines === 'package' || defines === 'import';
  });
}

/** Indices of pieces, by the names that they mention and define. */
function indexNames(pieces: readonly Piece[]): { asking: Map<string, number[]>; defining: Map<string, number[]> } {
  const [asking, defining] = [new Map<string, number[]>(), new Map<string, number[]>()];
  pieces.forEach(({ defines }, index) => {
    const list = defining.get(defines);
    if (list) list.push(index);
    else defining.set(defines, [index]);
  });
  pieces.forEach(({ mentions }, index) => {
    for (const name of mentions) {
      const list = asking.get(name);
      if (list) list.push(index);
      else if (defining.has(name)) asking.set(name, [index]);
    }
  });
  return { asking, defining };
}

function follow(starts: Iterable<number>, next: (index: number) => readonly number[]): Set<number> {
  const reached = new Set(starts);
  // Grows while it is walked.
  for (const index of reached) for (const other of next(index)) reached.add(other);
  return reached;
}

function join(pieces: readonly Piece[], { tree, pieces: known }: ParsedText): ParsedText {
  const positions: number[] = [];
  let text = '';
  for (const piece of pieces) {
    positions.push(text.length);
    text += piece.text;
  }
  const trees = pieces.map((piece) => piece.tree);
  return { text, tree: new Tree(tree.type, trees, positions, text.length), pieces: known };
}
