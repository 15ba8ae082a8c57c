import { codeFrameColumns } from '@babel/code-frame';
import type { Range } from '../../../protocol/findings.ts';
import { printable } from './printable.ts';

/** The lines around a place, the place underlined. */
export function codeFrame(text: string, { start, end }: Range): string {
  const location = {
    start: { line: start.line + 1, column: start.character + 1 },
    // The library takes the end as the column after the last character.
    end: { line: end.line + 1, column: end.character + 1 },
  };
  const frame = codeFrameColumns(printable(text.replaceAll('\r\n', '\n')), location, { linesAbove: 1, linesBelow: 1 });
  return frame.replace(/^/gm, '  ');
}

/** `login.rego:3:15`, one-based, as editors and terminals link it. */
export function place(file: string, { start }: Range): string {
  return `${file === '-' ? '<stdin>' : file}:${start.line + 1}:${start.character + 1}`;
}
