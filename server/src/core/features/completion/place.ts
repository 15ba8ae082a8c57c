/** What can be written at a word's place, told by what is before it in its statement. */
import type { WordCaret } from './caret.ts';
import type { Token } from './tokens.ts';

/**
 * `statement`: a rule, an import, the package. `package`, `import`, `default`: behind that word. `head`: behind a rule's
 * head, where its value or body follows. `else`: behind a rule's body. `operator`: behind an operand of a body.
 * `expression`: where a condition starts; `operand`: any other place for a term. `index`: in the brackets of a head.
 * `name`: where a new name is chosen.
 */
export type Place =
  | 'statement'
  | 'package'
  | 'import'
  | 'importEnd'
  | 'default'
  | 'head'
  | 'else'
  | 'operator'
  | 'someNames'
  | 'withTarget'
  | 'withEnd'
  | 'expression'
  | 'operand'
  | 'index'
  | 'name';

export function findPlace(caret: WordCaret): Place {
  const { before, startsLine } = caret;
  const first = before[0]?.text;
  if (before.length === 0) return 'statement';
  if (first === 'package') return startsLine ? 'statement' : 'package';
  if (first === 'import') return startsLine ? 'statement' : findInImport(before);
  const { open, start } = readNesting(before);
  const last = before.at(-1);
  if (open.length === 0 && startsLine && endsStatement(last)) return 'statement';
  const isHead = isInHead(before, open);
  if (isHead) return findInHead(before, open, startsLine);
  if (open.length === 0 && last?.text === '}' && !startsLine) return 'else';
  return findInBody(before.slice(start), open.at(-1), startsLine);
}

function findInImport(before: readonly Token[]): Place {
  const last = before.at(-1);
  if (before.length === 1) return 'import';
  return last?.text === 'as' ? 'name' : 'importEnd';
}

interface Nesting {
  /** Brackets that are open at the caret, the outermost first. */
  readonly open: readonly Token[];
  /** Index of the first token of the innermost bracket's content. */
  readonly start: number;
}

function readNesting(tokens: readonly Token[]): Nesting {
  const open: number[] = [];
  tokens.forEach(({ kind, text }, index) => {
    if (kind !== 'sign') return;
    if (/[[({]/.test(text)) open.push(index);
    else if (/[\])}]/.test(text)) open.pop();
  });
  return { open: open.flatMap((index) => tokens[index] ?? []), start: (open.at(-1) ?? -1) + 1 };
}

/** What can't be the end of a statement. */
const UNFINISHED = /^(?:[-+*/%&|<>=!,.:;([{]|[:=!<>]=|if|contains|default|not|some|every|in|with|as|else)$/;

function endsStatement(last: Token | undefined): boolean {
  return !last || last.kind === 'string' || !UNFINISHED.test(last.text);
}

/** Before the body or the value of the rule: no `if`, brace or assignment has come outside of brackets. */
function isInHead(before: readonly Token[], open: readonly Token[]): boolean {
  let depth = 0;
  for (const token of before) {
    const { text, kind } = token;
    if (depth === 0 && (text === 'if' || text === ':=' || text === '=' || text === '{')) return false;
    if (depth === 0 && text === 'contains' && token !== before[0]) return isBetweenContainsAndBody(before, token);
    if (kind === 'sign' && /[[({]/.test(text)) depth++;
    else if (kind === 'sign' && /[\])}]/.test(text)) depth--;
  }
  return open.length < 2;
}

/** The member of a set may be any term: it is looked at as in a body, until it is there. */
function isBetweenContainsAndBody(before: readonly Token[], contains: Token): boolean {
  const at = before.indexOf(contains);
  const { open } = readNesting(before.slice(at + 1));
  const last = before.at(-1);
  const hasBody = before.slice(at).some(({ text }) => text === 'if');
  return !hasBody && open.length === 0 && last !== contains && endsOperand(last);
}

function findInHead(before: readonly Token[], open: readonly Token[], startsLine: boolean): Place {
  const [bracket] = open;
  const last = before.at(-1);
  if (bracket?.text === '[') return endsOperand(last) && last !== bracket ? 'name' : 'index';
  if (bracket) return 'name';
  if (last?.text === 'default') return 'default';
  return startsLine ? 'statement' : 'head';
}

function findInBody(inside: readonly Token[], bracket: Token | undefined, startsLine: boolean): Place {
  const last = inside.at(-1);
  const isBody = bracket === undefined || bracket.text === '{';
  if (!last) return bracket?.text === '{' ? 'expression' : 'operand';
  if (last.text === 'if' || last.text === ';' || last.text === 'not') return 'expression';
  if (endsOperand(last)) return startsLine && isBody ? 'expression' : behindOperand(inside);
  return findBehindWord(inside, last);
}

function findBehindWord(inside: readonly Token[], last: Token): Place {
  if (last.text === 'some' || last.text === 'every') return 'name';
  if (last.text === 'with') return 'withTarget';
  if (last.text === ',' && isDeclaring(inside)) return 'name';
  return 'operand';
}

/** After `some x` or `every x`, before `in`. */
function isDeclaring(inside: readonly Token[]): boolean {
  const words = inside.map(({ text }) => text);
  const at = Math.max(words.lastIndexOf('some'), words.lastIndexOf('every'));
  return at >= 0 && words.slice(at + 1).every((word) => /^(?:\w+|,)$/.test(word) && word !== 'in');
}

function behindOperand(inside: readonly Token[]): Place {
  if (isDeclaring(inside)) return 'someNames';
  const at = inside.findLastIndex(({ text }) => text === 'with');
  const isTarget = at >= 0 && inside.slice(at + 1).every(({ text, kind }) => kind === 'word' || text === '.');
  return isTarget && inside.slice(at + 1).every(({ text }) => text !== 'as') ? 'withEnd' : 'operator';
}

const KEYWORDS = new Set(['if', 'in', 'not', 'some', 'every', 'with', 'as', 'contains', 'else', 'default']);

/** A name, a constant or a closing bracket: an operator can follow. */
function endsOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === 'word') return !KEYWORDS.has(token.text);
  return token.kind !== 'sign' || /[\])}]/.test(token.text);
}
