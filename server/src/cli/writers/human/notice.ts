import type pc from 'picocolors';
import type { Notice } from '../../../protocol/simulation.ts';
import { printable } from './printable.ts';

/** A line, with a mark for its severity. */
export function describeNotice({ severity, message }: Notice, colours: ReturnType<typeof pc.createColors>): string {
  const marks = { error: colours.red('✗'), warning: colours.yellow('!'), information: colours.cyan('i') };
  return `${marks[severity]} ${printable(message)}`;
}
