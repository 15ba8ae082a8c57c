/**
 * The tokens that depend on more than their own characters: words (most of Rego's keywords are keywords in some places
 * only), brackets and dots (a space before them changes what they are), line breaks and missing operands.
 */
import { ExternalTokenizer, type InputStream, type Stack } from '@lezer/lr';
import * as terms from './generated/regoParser.terms.ts';

const NEWLINE = 10;
const DOT = 46;
const BRACKET = 91;
const BRACE = 123;
const PAREN = 40;
const HASH = 35;
const QUOTE = 34;
const BACKQUOTE = 96;
const BACKSLASH = 92;
const COLON = 58;
const SEMICOLON = 59;
const EQUALS = 61;
const PIPE = 124;
const END = -1;

/** Keywords everywhere, unless they start a reference (`default.x`). */
const RESERVED: ReadonlyMap<string, number> = new Map([
  ['package', terms._package],
  ['import', terms._import],
  ['as', terms.as],
  ['default', terms._default],
  ['else', terms._else],
  ['not', terms.not],
  ['some', terms.some],
  ['with', terms._with],
  ['null', terms._null],
  ['true', terms._true],
  ['false', terms._false],
]);

/** Keywords where they fit; v0 without imports has them as names elsewhere. */
const CONTEXTUAL: ReadonlyMap<string, number> = new Map([
  ['if', terms._if],
  ['contains', terms.contains],
  ['in', terms._in],
  ['every', terms.every],
  ['and', terms.and],
  ['or', terms.or],
]);

/** Ends of lines that want an operand, and lines that can't be it. */
const OPERATES = /[-=<>+*/%&|]$|\Win$/;
const STARTS_EXPRESSION = /^(?:(?:not|some|every|default|import|package)[ \t]+[A-Za-z_]|[A-Za-z_]\w*[ \t]*:=)/;

/** The same after a comparison or `in`, which no comparison follows. */
const COMPARES = /(?:[=!<>]=|[<>]|\Win)$/;
const STARTS_COMPARISON = /^[A-Za-z_][\w.[\]"]*[ \t]*(?:[=!<>]=|[=<>]|in\b)/;

const OPENERS = codesOf('{[(');
const CLOSERS = codesOf('}])');
const OPERATOR_START = codesOf('=!<>:');
const OPERATORS = codesOf('=!<>&|+-*/%');

/** Names and keywords. */
export const words = new ExternalTokenizer(
  (input, stack) => {
    // In the middle of a word: recovery has skipped its start.
    if (!isLetter(input.next) || isWordCharacter(input.peek(-1))) return;
    if (stack.canShift(terms.Name)) {
      input.acceptToken(terms.Name, wordLength(input));
      return;
    }
    const length = wordLength(input);
    const word = textAhead(input, length);
    if (stack.canShift(terms.Missing) && lacksOperand(input)) {
      input.acceptToken(terms.Missing, 0);
      return;
    }
    const term = classify(input, stack, word, length);
    if (term !== undefined) input.acceptToken(term, length);
  },
  { contextual: true },
);

function classify(input: InputStream, stack: Stack, word: string, length: number): number | undefined {
  const next = input.peek(length);
  const isPath = next === DOT || next === BRACKET;
  const reserved = RESERVED.get(word);
  if (reserved !== undefined && !isPath) return stack.canShift(reserved) ? reserved : undefined;
  const contextual = CONTEXTUAL.get(word);
  if (
    contextual !== undefined &&
    !isPath &&
    stack.canShift(contextual) &&
    isKeywordHere(input, stack, contextual, length)
  ) {
    return contextual;
  }
  return stack.canShift(terms.Identifier) ? terms.Identifier : undefined;
}

/** Whether a contextual keyword that fits is one, and not the first name of the next expression. */
function isKeywordHere(input: InputStream, stack: Stack, keyword: number, length: number): boolean {
  if (keyword === terms.every) return isFollowedByWord(input, length);
  if (!startsLine(input) || !stack.canShift(terms.lineBreak)) return true;
  if (keyword === terms._if || keyword === terms.contains) return false;
  return !OPERATOR_START.has(input.peek(length + blanksFrom(input, length)));
}

/** Whether a word follows on the same line. */
function isFollowedByWord(input: InputStream, from: number): boolean {
  const blanks = blanksFrom(input, from);
  return blanks > 0 && isLetter(input.peek(from + blanks));
}

/** An operand is due, and the line ahead is an expression of its own: the operand is missing. */
function lacksOperand(input: InputStream): boolean {
  if (!startsLine(input)) return false;
  const before = operatorBefore(input);
  const line = lineAhead(input);
  return (
    (OPERATES.test(before) && STARTS_EXPRESSION.test(line)) || (COMPARES.test(before) && STARTS_COMPARISON.test(line))
  );
}

function lineAhead(input: InputStream): string {
  let length = 0;
  while (length < 200 && input.peek(length) !== NEWLINE && input.peek(length) !== END) length++;
  return textAhead(input, length);
}

/** The three characters before, blanks and line breaks skipped. */
function operatorBefore(input: InputStream): string {
  let at = -1;
  while (isBlank(input.peek(at)) || input.peek(at) === NEWLINE) at--;
  return textAhead(input, 3, at - 2);
}

/** `[`, `(`, `{` and `.`, by what is before them. */
export const brackets = new ExternalTokenizer(
  (input, stack) => {
    const term = bracketTerm(input, stack);
    if (term !== undefined) input.acceptToken(term, 1);
  },
  { contextual: true },
);

function bracketTerm(input: InputStream, stack: Stack): number | undefined {
  switch (input.next) {
    case BRACKET:
      return isAdjacent(input) && stack.canShift(terms.indexOpen) ? terms.indexOpen : undefined;
    case PAREN:
      return isAdjacent(input) && stack.canShift(terms.callOpen) ? terms.callOpen : undefined;
    case DOT:
      if (!isAdjacent(input)) return undefined;
      return isLetter(input.peek(1)) ? terms.dot : terms.danglingDot;
    case BRACE:
      return braceTerm(input, stack);
    default:
      return undefined;
  }
}

function braceTerm(input: InputStream, stack: Stack): number | undefined {
  const canBeBody = stack.canShift(terms.bodyOpen) && !(startsLine(input) && stack.canShift(terms.lineBreak));
  const canBeTerm = stack.canShift(terms.termOpen);
  if (canBeBody && (!canBeTerm || holdsBody(input))) return terms.bodyOpen;
  return canBeTerm ? terms.termOpen : undefined;
}

/**
 * Whether the brace ahead, where both can be, opens a body and no set, object or comprehension. After `if`, `not`, `and`,
 * `or` it does unless it is an object or a comprehension, or its end goes on (`{"a", "b"}[x]`, `{"a"} == xs`): OPA takes
 * an expression first, and no set alone (v1/ast/parser.go, parseRules). Elsewhere only if `and` or `or` follows its end.
 */
function holdsBody(input: InputStream): boolean {
  const afterKeyword = ['if', 'not', 'and', 'or'].includes(wordBefore(input));
  const { isTerm, end } = scanBraces(input);
  if (afterKeyword) return !isTerm && !isContinued(input, end);
  const blanks = blanksFrom(input, end);
  const length = wordLength(input, end + blanks);
  return ['and', 'or'].includes(textAhead(input, length, end + blanks));
}

/** Whether what ends at `end` is the beginning of a longer expression. */
function isContinued(input: InputStream, end: number): boolean {
  const next = input.peek(end);
  if (next === BRACKET || (next === DOT && isLetter(input.peek(end + 1)))) return true;
  let at = end;
  while (isBlank(input.peek(at)) || input.peek(at) === NEWLINE) at++;
  return OPERATORS.has(input.peek(at)) || textAhead(input, wordLength(input, at), at) === 'in';
}

/** How many characters the end of a brace is looked for. */
const FAR = 10_000;

/**
 * From the `{` ahead to behind its `}` (or the end). `isTerm`: directly inside, before a line or statement ends, there is
 * the `:` of an object, or the `|` of a comprehension, which comes after a single term.
 */
function scanBraces(input: InputStream): { isTerm: boolean; end: number } {
  let depth = 0;
  let at = 0;
  let isTerm = false;
  let isFirst = true;
  let isSingle = true;
  for (let next = input.peek(at); next !== END && at < FAR; next = input.peek(at)) {
    if (next === QUOTE || next === BACKQUOTE || next === HASH) {
      at = skipQuoted(input, at);
      continue;
    }
    if (OPENERS.has(next)) depth++;
    else if (CLOSERS.has(next)) depth--;
    else if (next === SEMICOLON || (next === NEWLINE && depth === 1 && endsExpression(input, at))) isFirst = false;
    else if (next === COLON && depth === 1 && isFirst && input.peek(at + 1) !== EQUALS) isTerm = true;
    else if (next === PIPE && depth === 1 && isFirst && isSingle) isTerm = true;
    else if (depth === 1 && (OPERATORS.has(next) || next === COLON || isSecondWord(input, at))) isSingle = false;
    at++;
    if (depth === 0) break;
  }
  return { isTerm, end: at };
}

/** Whether something stands between the opening brace and the line break, which no comprehension's `|` follows. */
function endsExpression(input: InputStream, lineBreak: number): boolean {
  let before = lineBreak - 1;
  while (isBlank(input.peek(before)) || input.peek(before) === NEWLINE) before--;
  let after = lineBreak + 1;
  while (isBlank(input.peek(after)) || input.peek(after) === NEWLINE) after++;
  return before > 0 && input.peek(after) !== PIPE;
}

/** A word that blanks divide from another. */
function isSecondWord(input: InputStream, at: number): boolean {
  if (!isLetter(input.peek(at)) || !isBlank(input.peek(at - 1))) return false;
  let before = at - 1;
  while (isBlank(input.peek(before))) before--;
  return isWordCharacter(input.peek(before)) || CLOSERS.has(input.peek(before));
}

function skipQuoted(input: InputStream, from: number): number {
  const opener = input.peek(from);
  const closer = opener === HASH ? NEWLINE : opener;
  let at = from + 1;
  for (let next = input.peek(at); next !== END && next !== closer; next = input.peek(at)) {
    if (next === NEWLINE && opener === QUOTE) break;
    at += next === BACKSLASH && opener === QUOTE ? 2 : 1;
  }
  return at + (opener === HASH ? 0 : 1);
}

/** What stands where no other token fits: the end of an expression at the end of its line, or a missing operand. */
export const breaks = new ExternalTokenizer(
  (input, stack) => {
    if (input.next !== END && startsLine(input) && stack.canShift(terms.lineBreak)) {
      input.acceptToken(terms.lineBreak, 0);
    } else if (stack.canShift(terms.Missing)) {
      input.acceptToken(terms.Missing, 0);
    }
  },
  { contextual: true, fallback: true },
);

/** Nothing but blanks between the start of the line and here. */
function startsLine(input: InputStream): boolean {
  let at = -1;
  while (isBlank(input.peek(at))) at--;
  return input.peek(at) === NEWLINE;
}

/** Directly after what is before, without a blank between. */
function isAdjacent(input: InputStream): boolean {
  const before = input.peek(-1);
  return before !== END && before !== NEWLINE && !isBlank(before);
}

/** The word before, blanks skipped; empty where there is none. */
function wordBefore(input: InputStream): string {
  let end = -1;
  while (isBlank(input.peek(end)) || input.peek(end) === NEWLINE) end--;
  let start = end;
  while (isWordCharacter(input.peek(start))) start--;
  return textAhead(input, end - start, start + 1);
}

function blanksFrom(input: InputStream, from: number): number {
  let length = 0;
  while (isBlank(input.peek(from + length))) length++;
  return length;
}

function wordLength(input: InputStream, from = 0): number {
  let length = 0;
  while (isWordCharacter(input.peek(from + length))) length++;
  return length;
}

function textAhead(input: InputStream, length: number, from = 0): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(input.peek(from + i));
  return text;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 0xa0 || code === 0xfeff;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isWordCharacter(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57);
}

function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
