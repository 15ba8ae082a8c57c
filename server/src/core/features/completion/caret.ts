/** Where the caret is: in a string, behind a dot, or where a name or keyword can be written. */
import type { PolicyModel, Span } from '../../syntax/model.ts';
import { isClosed, readTokens, type Token } from './tokens.ts';

/** In the content of a string. */
export interface StringCaret {
  readonly kind: 'string';
  /** Quotes included, as far as they are there. */
  readonly whole: Span;
  readonly content: Span;
  readonly quote: '"' | '`';
  /** Whether the closing quote is there. */
  readonly isClosed: boolean;
  readonly before: readonly Token[];
}

/** On a name, or where one can be written. */
export interface WordCaret {
  readonly kind: 'word';
  /** The word under the caret; empty where there is none. */
  readonly word: Span;
  /** The names before it, up to their dots: `net` of `net.cid`; undefined where no dot is before it. */
  readonly chain: Chain | undefined;
  /** What stands before the word and its chain, comments left out. */
  readonly before: readonly Token[];
  /** Nothing but blanks between the start of the line and the word. */
  readonly startsLine: boolean;
  /** What stands behind the word on its line: arguments, a path below it, something else. */
  readonly follows: 'nothing' | 'call' | 'path' | 'other';
}

export interface Chain {
  readonly from: number;
  /** Undefined where something else than names is there: `input.spaces[_].`, `f(x).`. */
  readonly names: readonly string[] | undefined;
}

export type Caret = StringCaret | WordCaret;

/** Undefined where nothing can be offered: in comments, numbers and templates, and right behind an operand. */
export function findCaret(model: PolicyModel, offset: number): Caret | undefined {
  const { text } = model;
  const tokens = readTokens(text, statementAt(model, offset), lineEnd(text, offset));
  const at = tokens.findIndex((token) => token.to > offset || (token.to === offset && token.kind !== 'sign'));
  const token = tokens[at];
  const before = at < 0 ? tokens : tokens.slice(0, at);
  if (token && token.from < offset) {
    const inside = findInside(token, offset, before, tokens.slice(at + 1));
    if (inside !== 'word') return inside;
  }
  return findWord(text, offset, before);
}

/** Of a statement, or of a few that can't be told apart. */
function statementAt({ parsed: { tree } }: PolicyModel, offset: number): number {
  return tree.positions.findLast((start) => start < offset) ?? 0;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function findInside(
  token: Token,
  offset: number,
  before: readonly Token[],
  after: readonly Token[],
): StringCaret | 'word' | undefined {
  const { kind, to, text } = token;
  if (kind === 'word') return 'word';
  // No name has a line break, and an editor replaces within a line only.
  if ((kind !== 'string' && kind !== 'raw') || text.includes('\n')) return undefined;
  const closed = isClosed(token);
  if (closed && to === offset) return undefined;
  const ends = closed && !isMismatched(token, after) ? to - 1 : endOfContent(token, offset);
  const isWhole = ends === to - 1 && closed;
  return {
    kind: 'string',
    whole: { from: token.from, to: isWhole ? to : ends },
    content: { from: token.from + 1, to: ends },
    quote: text.startsWith('`') ? '`' : '"',
    isClosed: isWhole,
    before: withoutComments(before),
  };
}

/** The string has taken the next one's opening quote for its closing one: `roles["] contains "space-reader"`. */
function isMismatched({ to }: Token, after: readonly Token[]): boolean {
  const [next] = after;
  const isOdd = after.some((other) => (other.kind === 'string' || other.kind === 'raw') && !isClosed(other));
  return isOdd && next?.from === to && (next.kind === 'word' || next.kind === 'string' || next.kind === 'number');
}

/** Where a string that nothing ends was meant to end: behind what a name can be made of. */
function endOfContent({ from, to, text }: Token, offset: number): number {
  const rest = /^[\w:./@-]*/.exec(text.slice(offset - from))?.[0].length ?? 0;
  return Math.min(to, offset + rest);
}

function findWord(text: string, offset: number, before: readonly Token[]): WordCaret | undefined {
  const word = wordAround(text, offset);
  if (/\d/.test(text.charAt(word.from))) return undefined;
  const significant = withoutComments(before).filter(({ to }) => to <= word.from);
  const chain = findChain(word.from, significant);
  const rest = chain ? significant.filter(({ to }) => to <= chain.from) : significant;
  const start = chain?.from ?? word.from;
  const isBehindOperand =
    !chain &&
    significant.some(({ to, kind, text: written }) => {
      return to === start && (kind !== 'sign' || /[\])}]/.test(written));
    });
  if (isBehindOperand) return undefined;
  return {
    kind: 'word',
    word,
    chain,
    before: rest,
    startsLine: /(?:^|\n)[ \t\uFEFF]*$/.test(text.slice(Math.max(0, start - 200), start)),
    follows: tellBehind(text.slice(word.to, lineEnd(text, word.to))),
  };
}

function tellBehind(rest: string): WordCaret['follows'] {
  if (/^\s*(?:#|$)/.test(rest)) return 'nothing';
  if (rest.startsWith('(')) return 'call';
  return /^(?:\.|\[)/.test(rest) ? 'path' : 'other';
}

function wordAround(text: string, offset: number): Span {
  let [from, to] = [offset, offset];
  while (from > 0 && /\w/.test(text.charAt(from - 1))) from--;
  while (to < text.length && /\w/.test(text.charAt(to))) to++;
  return { from, to };
}

/** Back over `.name`, `[…]` and `(…)`. */
function findChain(wordFrom: number, before: readonly Token[]): Chain | undefined {
  const dot = before.at(-1);
  if (dot?.text !== '.' || dot.to !== wordFrom) return undefined;
  const names: string[] = [];
  let from = dot.from;
  let isPlain = true;
  for (let at = before.length - 2; at >= 0;) {
    const token = before[at];
    if (token?.to !== from) break;
    if (token.kind === 'word') {
      names.unshift(token.text);
      from = token.from;
      if (before[at - 1]?.text !== '.' || before[at - 1]?.to !== from) break;
      from -= 1;
      at -= 2;
    } else if (token.text === ']' || token.text === ')') {
      isPlain = false;
      at = openerOf(at, before) - 1;
      from = before[at + 1]?.from ?? 0;
    } else break;
  }
  return { from, names: isPlain ? names : undefined };
}

/** Index of the bracket that the one at `at` closes; 0 where it is missing. */
function openerOf(at: number, tokens: readonly Token[]): number {
  let depth = 0;
  for (let index = at; index > 0; index--) {
    const { text = '', kind } = tokens[index] ?? {};
    if (kind !== 'sign') continue;
    if (/[\])}]/.test(text)) depth++;
    else if (/[[({]/.test(text)) depth--;
    if (depth === 0) return index;
  }
  return 0;
}

function withoutComments(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(({ kind }) => kind !== 'comment');
}
