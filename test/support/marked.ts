/**
 * Fixtures with markers. `$0` is a caret, two of them a range; both are taken out of the text. A comment line of
 * carets says what is expected of the line of code above it, and is taken out too:
 *
 *     allow if input.sesion.login == "a"
 *     #        ^^^^^^^^^^^^^^^^^^ input.sesion.login
 *
 * A `#` directly before the first caret counts as one, so that the first column can be marked. Columns are characters:
 * indent the comment with the same blanks as the code.
 */
export interface Marked {
  /** Without markers. */
  readonly text: string;
  /** Offsets of `$0`, in order. */
  readonly carets: readonly number[];
  readonly expected: readonly Expectation[];
}

export interface Expectation {
  /** Offsets in `text`. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const ANNOTATION = /^(\s*)#( *)(\^+) ?(.*)$/;

export function readMarked(source: string): Marked {
  const lines: string[] = [];
  const expected: Expectation[] = [];
  const carets: number[] = [];
  let start = 0;
  let next = 0;
  for (const line of source.split('\n')) {
    const annotation = ANNOTATION.exec(line);
    if (annotation) {
      expected.push(readAnnotation(annotation, start));
      continue;
    }
    const { plain, columns } = takeCarets(line);
    carets.push(...columns.map((column) => next + column));
    lines.push(plain);
    start = next;
    next += plain.length + 1;
  }
  return { text: lines.join('\n'), carets, expected };
}

function readAnnotation(
  [, indent = '', gap = '', carets = '', message = '']: RegExpExecArray,
  start: number,
): Expectation {
  const hash = start + indent.length;
  const from = gap === '' ? hash : hash + 1 + gap.length;
  return { from, to: hash + 1 + gap.length + carets.length, message };
}

function takeCarets(line: string): { plain: string; columns: number[] } {
  const parts = line.split('$0');
  const columns: number[] = [];
  let column = 0;
  for (const part of parts.slice(0, -1)) columns.push((column += part.length));
  return { plain: parts.join(''), columns };
}

/** What was found, written as in a fixture: to compare with its `expected`, in the order of the text. */
export function sortExpectations(found: Iterable<Expectation>): Expectation[] {
  return [...found].sort((a, b) => a.from - b.from || a.to - b.to || a.message.localeCompare(b.message));
}
