/** A matrix for a page or a pull request: a line for each row. */
import type { AccessMatrix } from '../../../protocol/matrix.ts';
import type { Inventory } from '../../account/inventory.ts';
import { describeBy, describeHoldings, describeLevel } from '../words/outcome.ts';
import { describeSubject } from '../words/subject.ts';
import { describeWhere } from '../words/where.ts';

/** @param account for the names of spaces */
export function writeMatrixMarkdown(matrix: AccessMatrix, account: Inventory | undefined): string {
  const lines = matrix.rows.flatMap(({ outcome, subjects, where }) => {
    const own = matrix.outcomes[outcome];
    if (own === undefined) return [];
    const who = subjects.flatMap((subject) => matrix.subjects[subject] ?? []).map(describeSubject);
    const places = describeWhere(matrix, where);
    return [
      toLine([
        [describeLevel(own), describeBy(own)].filter((text) => text !== undefined).join(' '),
        who.join(', '),
        places.map(({ from }) => from).join('; '),
        places.map(({ when }) => when).join('; '),
        describeHoldings(own, account).join('; '),
      ]),
    ];
  });
  const leftOut = matrix.leftOut.map((text) => `\n${escapeMarkdown(text)}.\n`);
  const head = [toLine(['access', 'who', 'where', 'when', 'roles']), '| --- | --- | --- | --- | --- |\n'];
  return [...head, ...lines, ...leftOut].join('');
}

function toLine(fields: readonly string[]): string {
  return `| ${fields.map(escapeMarkdown).join(' | ')} |\n`;
}

/** As it is, in a cell of a table: names come from elsewhere, and may be no mark-up, link or mention. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>()#|~]/g, (mark) => `\\${mark}`)
    .replaceAll('@', '&#64;')
    .replaceAll(/\s+/g, ' ');
}
