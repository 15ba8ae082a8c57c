/** Offsets and positions. An offset is a zero-based UTF-16 code unit; OPA counts UTF-8 bytes. */
import type { Position, Range } from '../../protocol/findings.ts';
import type { Span } from './model.ts';

const BOM = '\uFEFF';

/** As OPA wants a text. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BOM) ? text.slice(BOM.length) : text;
}

/** Where the lines of a text are. Lines end with LF, CRLF or CR, as in LSP. */
export class LineIndex {
  readonly text: string;
  readonly #starts: readonly number[];
  #byteStarts: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
    this.#starts = findLineStarts(text);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Zero-based line, UTF-16 character. An offset outside of the text is moved to its nearest end. */
  positionAt(offset: number): Position {
    const inside = clamp(offset, 0, this.text.length);
    const line = lastAtMost(this.#starts, inside);
    return { line, character: inside - this.#startOf(line) };
  }

  /** A line or character outside of the text is moved to the nearest end of the text or line. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.text.length;
    const start = this.#startOf(position.line);
    return clamp(start + position.character, start, this.#endOf(position.line));
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.from), end: this.positionAt(span.to) };
  }

  spanOf(range: Range): Span {
    return { from: this.offsetAt(range.start), to: this.offsetAt(range.end) };
  }

  /**
   * The offset of a UTF-8 byte in the text as OPA got it, which is without a leading BOM. A byte inside of a character
   * gives the character's start.
   */
  offsetOfByte(byte: number): number {
    const byteStarts = (this.#byteStarts ??= this.#countBytes());
    const line = lastAtMost(byteStarts, byte);
    return advance(this.text, this.#startOf(line), byte - (byteStarts[line] ?? 0));
  }

  /** The span of bytes `from` to `from + length`. */
  spanOfBytes(from: number, length: number): Span {
    return { from: this.offsetOfByte(from), to: this.offsetOfByte(from + length) };
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? 0;
  }

  /** Before the line's end characters. */
  #endOf(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.text.length;
    const isCrLf = this.text[next - 1] === '\n' && this.text[next - 2] === '\r' && next - 2 >= this.#startOf(line);
    return next - (isCrLf ? 2 : 1);
  }

  #countBytes(): number[] {
    const starts: number[] = [];
    let bytes = 0;
    let from = this.text.startsWith(BOM) ? BOM.length : 0;
    for (const start of this.#starts) {
      bytes += countBytes(this.text, from, Math.max(from, start));
      from = Math.max(from, start);
      starts.push(bytes);
    }
    return starts;
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}

/** Index of the last entry that is not above `value`, 0 where there is none. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function countBytes(text: string, from: number, to: number): number {
  let bytes = 0;
  for (let i = from; i < to; i += widthAt(text, i)) bytes += bytesAt(text, i);
  return bytes;
}

/** The offset `bytes` bytes after `start`, a leading BOM not counted. */
function advance(text: string, start: number, bytes: number): number {
  let offset = start === 0 && text.startsWith(BOM) ? BOM.length : start;
  let left = bytes;
  while (offset < text.length) {
    left -= bytesAt(text, offset);
    if (left < 0) break;
    offset += widthAt(text, offset);
  }
  return offset;
}

function widthAt(text: string, offset: number): 1 | 2 {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}

/** UTF-8 bytes of the character at `offset`; a lone surrogate is encoded as U+FFFD, three bytes. */
function bytesAt(text: string, offset: number): number {
  const code = text.codePointAt(offset) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code > 0xffff ? 4 : 3;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
