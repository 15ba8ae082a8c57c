/**
 * The part of a policy that tells what stands at one place: its statement, the statements that ask it, and those that
 * all of these ask. To look at a long policy with something else put in at the caret costs no more than a short one.
 */
import { Tree } from '@lezer/common';
import { buildModelOf } from './buildModel.ts';
import type { PolicyModel } from './model.ts';
import { parseText, type ParsedText } from './parse.ts';

/**
 * The model of what a place in a text depends on; offsets are those of its own text. Never throws.
 * @param previous a model of nearly the same text, to parse only what differs
 */
export function buildExcerpt(text: string, offset: number, previous: PolicyModel): PolicyModel {
  const parsed = parseText(text, previous.parsed);
  const pieces = readPieces(parsed);
  const own = pieces.findLastIndex(({ from }) => from <= offset);
  return buildModelOf(cutOut(parsed, pieces, relatedTo(own, pieces)));
}

/** One statement, or a few that can't be told apart. */
interface Piece {
  readonly from: number;
  readonly tree: Tree;
  /** The name of the rule. */
  readonly defines: string;
  /** Every name in it, but those after a dot. */
  readonly mentions: ReadonlySet<string>;
}

type Names = Pick<Piece, 'defines' | 'mentions'>;

/** A tree belongs to one text alone, and is used again while that text stays. */
const namesOfTree = new WeakMap<Tree, Names>();

function readPieces({ text, tree }: ParsedText): Piece[] {
  return tree.children.flatMap((child, index) => {
    const from = tree.positions[index] ?? 0;
    if (!(child instanceof Tree)) return [];
    const known = namesOfTree.get(child);
    const names = known ?? readNames(text.slice(from, from + child.length));
    if (!known) namesOfTree.set(child, names);
    return [{ from, tree: child, ...names }];
  });
}

const QUOTED = /"(?:[^"\\\n]|\\.)*"?|`[^`]*`?|#[^\n]*/g;
const OWN_DATA = /\bdata\.\w+\./g;
const NAME = /(?<![.\w])[A-Za-z_]\w*/g;

function readNames(text: string): Names {
  const names = text.replaceAll(QUOTED, ' ').replaceAll(OWN_DATA, ' ').match(NAME) ?? [];
  const [first, second, ...others] = names;
  if (first === 'default') return { defines: second ?? '', mentions: new Set(others) };
  return { defines: first ?? '', mentions: new Set(names.slice(1)) };
}

/** Indices of the piece itself, of those above it, and of all that these ask. */
function relatedTo(own: number, pieces: readonly Piece[]): ReadonlySet<number> {
  const [asking, defining] = indexPieces(pieces);
  const above = follow([own], (index) => asking.get(pieces[index]?.defines ?? '') ?? []);
  return follow(above, (index) => {
    return [...(pieces[index]?.mentions ?? [])].flatMap((name) => defining.get(name) ?? []);
  });
}

function indexPieces(pieces: readonly Piece[]): [Map<string, number[]>, Map<string, number[]>] {
  const [asking, defining] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const add = (map: Map<string, number[]>, name: string, index: number): void => {
    const list = map.get(name);
    if (list) list.push(index);
    else map.set(name, [index]);
  };
  pieces.forEach(({ defines, mentions }, index) => {
    add(defining, defines, index);
    for (const name of mentions) add(asking, name, index);
  });
  return [asking, defining];
}

function follow(starts: Iterable<number>, next: (index: number) => readonly number[]): Set<number> {
  const reached = new Set(starts);
  // Grows while it is walked.
  for (const index of reached) for (const other of next(index)) reached.add(other);
  return reached;
}

function cutOut(
  { tree, text, pieces: known }: ParsedText,
  pieces: readonly Piece[],
  kept: ReadonlySet<number>,
): ParsedText {
  const chosen = pieces.filter((piece, index) => {
    return kept.has(index) || piece.defines === 'package' || piece.defines === 'import';
  });
  const positions: number[] = [];
  let cut = '';
  for (const { from, tree: piece } of chosen) {
    positions.push(cut.length);
    cut += text.slice(from, from + piece.length);
  }
  const trees = chosen.map((piece) => piece.tree);
  return { text: cut, tree: new Tree(tree.type, trees, positions, cut.length), pieces: known };
}
