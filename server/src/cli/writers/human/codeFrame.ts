import { codeFrameColumns } from '@babel/code-frame';
import type { Range } from '../../../protocol/findings.ts';
import { printable } from './printable.ts';

/** The lines around a place of the text, the place underlined. */
export function framesOf(text: string): (range: Range) => string {
  const lines = text.split(/\r\n|\n|\r/);
  return ({ start, end }) => {
    const location = {
      start: { line: start.line + 1, column: start.character + 1 },
      // The library takes the end as the column after the last character.
      end: { line: end.line + 1, column: end.character + 1 },
    };
    const first = Math.max(0, start.line - 1);
    const nearby = lines.slice(first, end.line + 2).map(printableLine);
    // It looks at every line it is given, and counts them: those before are empty.
    const frame = codeFrameColumns('\n'.repeat(first) + nearby.join('\n'), location, { linesAbove: 1, linesBelow: 1 });
    return frame.replace(/^/gm, '  ');
  };
}

/** `login.rego:3:15`, one-based, as editors and terminals link it. */
export function place(file: string, { start }: Range): string {
  return `${file === '-' ? '<stdin>' : printable(file)}:${start.line + 1}:${start.character + 1}`;
}

/** Columns stay as positions count them: what can't be shown as one character becomes `�`. */
function printableLine(line: string): string {
  return line.replaceAll(/[^\t -~]/gu, (character) => {
    const shown = printable(character);
    return shown.length > character.length || /[\u2028\u2029]/.test(shown) ? '\ufffd' : shown;
  });
}
