import pc from 'picocolors';
import type { Verification } from '../../../protocol/simulation.ts';
import type { Streams } from '../../streams.ts';
import { printable } from './printable.ts';

/** What Spacelift itself says, beside the report: a section of its own. `host`: whose answer it is. */
export function writeVerification(verification: Verification, host: string, { colour }: Streams): string {
  const colours = pc.createColors(colour);
  const { verdict, differences, unanswered, notes } = verification;
  const headline = {
    same: `${colours.green('✓')} ${printable(host)} decides the same`,
    partly: `${colours.yellow('!')} ${printable(host)} decides the same as far as its answer goes: ${unanswered.join(', ')} ${unanswered.length === 1 ? 'was' : 'were'} not compared`,
    different: `${colours.red('✗')} ${printable(host)} decides otherwise`,
    unreadable: `${colours.yellow('!')} ${printable(host)} answered with nothing that is a decision: not verified`,
  }[verdict];
  const tellsUnanswered = verdict === 'same' || verdict === 'different';
  const width = Math.max(0, ...differences.map(({ field }) => field.length));
  const lines = [
    headline,
    ...differences.map(
      ({ field, here, there }) =>
        `  ${field.padEnd(width)}  here ${printable(JSON.stringify(here))}, there ${printable(JSON.stringify(there))}`,
    ),
    ...(tellsUnanswered && unanswered.length > 0 ? [`its answer does not have ${unanswered.join(', ')}`] : []),
    ...notes.map(printable),
  ];
  return `\n${colours.bold('On Spacelift')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
