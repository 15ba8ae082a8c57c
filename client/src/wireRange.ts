/** Ranges of the server as VS Code has them. */
import { Range } from 'vscode';
import type { Range as WireRange } from '../../server/src/protocol/findings.ts';

export function toRange({ start, end }: WireRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
