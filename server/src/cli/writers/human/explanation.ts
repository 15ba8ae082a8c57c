import type pc from 'picocolors';
import { formatInstant } from '../../../core/simulation/instant.ts';
import type { ClauseExplanation } from '../../../protocol/simulation.ts';
import { printable } from './printable.ts';

type Colours = ReturnType<typeof pc.createColors>;

const LONGEST_VALUE = 100;

/** A line for each clause and, indented, what it saw; helper rules below the clause that asks them. */
export function describeExplanation(
  clauses: ClauseExplanation[],
  { text }: { text: string },
  colours: Colours,
  depth = 0,
): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return clauses.flatMap((clause) => {
    const head = headOf(lines[clause.range.start.line] ?? clause.rule);
    const indent = '    '.repeat(depth);
    const title = `${indent}${markOf(clause, colours)} ${head}  ${colours.dim(`line ${clause.range.start.line + 1}`)}`;
    const details = describeClause(clause).map((line) => `${indent}    ${line}`);
    return [title, ...details, ...describeExplanation(clause.through ?? [], { text }, colours, depth + 1)];
  });
}

/** Of the line that the clause begins in: what stands before the body. */
function headOf(line: string): string {
  const head = line.trim().replace(/^\}\s*/, '');
  return printable(head.replace(/\s*\{?\s*$/, '').replace(/\sif$/, ''));
}

/** No tick for what holds and gives `false`: it lets nobody in, and refuses nobody. */
function markOf({ outcome, values }: ClauseExplanation, { green, red, dim }: Colours): string {
  if (outcome === 'stopped') return red('✗');
  const isFalse = values?.every((value) => value === false) ?? false;
  return outcome === 'fired' && !isFalse ? green('✓') : dim('·');
}

function describeClause({ rule, outcome, values = [], stoppedAt, failure, seen }: ClauseExplanation): string[] {
  if (outcome === 'notReached') return ['not reached'];
  if (outcome === 'notFollowed') return ['not followed: the policy asks more than could be recorded'];
  const saw = seen.map(describeSeen).join(', ');
  const given = values.map((value) => (rule === 'roles' ? describeGrant(value) : brief(value))).join(', ');
  const gave = given === '' || given === 'true' ? [] : [`gives ${given}`];
  const failed =
    failure === undefined ? [] : [`a built-in failed there, which makes its call undefined: ${printable(failure)}`];
  if (stoppedAt === undefined) return [...gave, ...(saw === '' ? [] : [saw]), ...failed];
  const expression = printable(stoppedAt.text.replace(/\s+/g, ' '));
  return [
    `stopped at line ${stoppedAt.range.start.line + 1}: ${expression}${saw === '' ? '' : ` (${saw})`}`,
    ...failed,
  ];
}

/** Nobody reads nanoseconds since 1970. */
function describeSeen({ name, value }: ClauseExplanation['seen'][number]): string {
  const isInstant = name === 'input.request.timestamp_ns' && typeof value === 'string' && /^\d{1,19}$/.test(value);
  return `${printable(name)} is ${isInstant ? formatInstant(BigInt(value)) : brief(value)}`;
}

/** `{"root": ["space-reader"]}`, or v0's `{"root": {"space-reader": true}}`, as `space-reader in root`. */
function describeGrant(value: unknown): string {
  if (typeof value !== 'object' || value === null) return brief(value);
  return Object.entries(value)
    .map(([space, slugs]: [string, unknown]) => {
      const names = Array.isArray(slugs) ? slugs : Object.keys(slugs as object);
      return `${printable(names.join(', '))} in ${printable(space)}`;
    })
    .join('; ');
}

/** A value in a line, numbers that a double can't hold as their digits; a field that the input does not have is undefined. */
function brief(value: unknown): string {
  const text = value === undefined ? 'undefined' : printable(JSON.stringify(value).replace(/"(\d{16,})"/g, '$1'));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
