/**
 * Where the top-level statements of a policy start. The parser runs over each piece on its own: a mistake in one rule
 * can't disturb the next, and an edit costs one piece.
 *
 * Brackets decide, as long as they balance. Where they don't (text that is being typed), lines that look like a
 * statement's first line do.
 */

const NEWLINE = 10;
const QUOTE = 34;
const HASH = 35;
const DOLLAR = 36;
const BACKSLASH = 92;
const BACKQUOTE = 96;
const BRACE = 123;
const OPENERS = new Set([40, 91, 123]);
const CLOSERS = new Set([41, 93, 125]);

/** Templates inside of templates: more would overflow the stack. */
const TOO_DEEP = 50;

/** Words that carry on a statement, or stand in a body. */
const CONTINUES = /(?:else|if|contains|as|in|with|and|or|not|some|every|null|true|false)\b(?![.[(])/y;

/** First lines that can't be part of anything else: `default x`, `name if`, `name[…] contains`, `f(x) := y if`, `name {`. */
const NAME = String.raw`[A-Za-z_]\w*(?:\.\w+|\[[^\]\n]*\])*(?:\([^\n]*\))?`;
const CERTAIN = new RegExp(
  String.raw`(?:package|import|default)[ \t]+[A-Za-z_]|${NAME}(?:[ \t]*:?=[^=\n][^\n]*?)?[ \t]+(?:if|contains)\b|${NAME}[ \t]*\{`,
  'y',
);

/** What can't be the end of a statement: an operator, an opening bracket, a word (not a path's) that wants more. */
const UNFINISHED =
  /(?:[-=:,|&+*/%<>!.([{]|(?<!\.)\b(?:if|contains|default|import|package|as|in|not|some|every|with|else|and|or))$/;

/** Offsets where pieces start, ascending, the first 0. Each piece holds whole statements, usually one. */
export function splitStatements(text: string): number[] {
  const strict = new Splitter(text, false);
  return strict.isBalanced ? strict.starts : new Splitter(text, true).starts;
}

/** Whether every bracket and quote has its other half: then brackets alone decide. */
export function isBalanced(text: string): boolean {
  return new Splitter(text, false).isBalanced;
}

class Splitter {
  readonly starts = [0];
  isBalanced = true;
  readonly #text: string;
  readonly #recovers: boolean;
  /** The blanks before each statement: those before the first. */
  readonly #indent: string;
  #depth = 0;
  /** Inside of brackets, a line was indented more than statements are. */
  #sawIndented = false;
  /** End of the last text that is no blank and no comment. */
  #lastEnd = 0;

  constructor(text: string, recovers: boolean) {
    this.#text = text;
    this.#recovers = recovers;
    this.#indent = /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ \t]*)/.exec(text)?.[1] ?? '';
    this.#scan();
    if (this.#depth > 0) this.isBalanced = false;
  }

  #scan(): void {
    let at = 0;
    while (at < this.#text.length) {
      const code = this.#text.charCodeAt(at);
      if (code === NEWLINE) {
        at++;
        this.#startLine(at);
      } else if (code === HASH) {
        at = lineEnd(this.#text, at);
      } else {
        at = code > 32 ? this.#skipSignificant(at, code) : at + 1;
      }
    }
  }

  #skipSignificant(at: number, code: number): number {
    let end = at + 1;
    if (code === QUOTE || code === BACKQUOTE || code === DOLLAR) end = this.#skipQuoted(at);
    else if (OPENERS.has(code)) this.#depth++;
    else if (CLOSERS.has(code)) this.#close();
    this.#lastEnd = end;
    return end;
  }

  #close(): void {
    if (this.#depth === 0) this.isBalanced = false;
    else this.#depth--;
  }

  #skipQuoted(at: number): number {
    const { end, isClosed } = skipQuoted(this.#text, at);
    if (isClosed) return end;
    this.isBalanced = false;
    return Math.min(end, lineEnd(this.#text, at));
  }

  #startLine(at: number): void {
    const start = at + this.#indent.length;
    const code = this.#text.charCodeAt(start);
    if (this.#depth === 0) this.#sawIndented = false;
    if (!this.#text.startsWith(this.#indent, at)) return;
    if (code === 32 || code === 9) {
      this.#sawIndented ||= this.#depth > 0 && !isBlankLine(this.#text, start);
    } else if (isLetter(code) && this.#startsStatement(start)) {
      this.starts.push(at);
      this.#depth = 0;
      this.#sawIndented = false;
    }
  }

  #startsStatement(start: number): boolean {
    if (this.#depth > 0 && !this.#recovers) return false;
    if (matchesAt(CONTINUES, this.#text, start)) return false;
    if (matchesAt(CERTAIN, this.#text, start)) return true;
    if (this.#depth > 0) return this.#sawIndented;
    return !UNFINISHED.test(this.#text.slice(Math.max(0, this.#lastEnd - 12), this.#lastEnd));
  }
}

/** Behind a string, raw string or template string; a `$` that opens none is passed over. */
function skipQuoted(text: string, at: number, depth = 0): { end: number; isClosed: boolean } {
  const isTemplate = text.charCodeAt(at) === DOLLAR;
  const opener = text.charCodeAt(isTemplate ? at + 1 : at);
  if (opener !== QUOTE && opener !== BACKQUOTE) return { end: at + 1, isClosed: true };
  let end = isTemplate ? at + 2 : at + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === opener) return { end: end + 1, isClosed: true };
    if (code === NEWLINE && opener === QUOTE) return { end, isClosed: true };
    if (code === BACKSLASH && (opener === QUOTE || isTemplate)) end += 2;
    else if (code === BRACE && isTemplate && depth < TOO_DEEP) end = skipInterpolation(text, end, depth + 1);
    else end++;
  }
  return { end: text.length, isClosed: opener === QUOTE };
}

/** From a template's `{` to behind its `}`. */
function skipInterpolation(text: string, at: number, depth: number): number {
  let brackets = 0;
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === QUOTE || code === BACKQUOTE || code === DOLLAR) {
      end = skipQuoted(text, end, depth).end;
      continue;
    }
    if (code === HASH) {
      end = lineEnd(text, end);
      continue;
    }
    if (OPENERS.has(code)) brackets++;
    else if (CLOSERS.has(code)) brackets--;
    end++;
    if (brackets === 0) break;
  }
  return end;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function isBlankLine(text: string, at: number): boolean {
  return /^[ \t\r]*(?:#|\n|$)/.test(text.slice(at, Math.min(at + 200, lineEnd(text, at))));
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}
