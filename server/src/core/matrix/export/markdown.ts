/** A matrix for a page or a pull request: a line for each row. */
import type { AccessMatrix } from '../../../protocol/matrix.ts';
import type { Inventory } from '../../account/inventory.ts';
import { describeAssumedSessions } from '../words/assumed.ts';
import { describeSubjects } from '../words/names.ts';
import { describeBy, describeHoldings, describeLevel } from '../words/outcome.ts';
import { describeWhere } from '../words/where.ts';
import { escapeMarkdown, fitLines, toLine } from './markdownText.ts';

/** Nobody reads more of a row. */
const MOST_PLACES = 8;
const MOST_NOTES = 30;

/** As many rows as a comment holds; what is left out, assumed and to be known below. @param account for the names of spaces */
export function writeMatrixMarkdown(matrix: AccessMatrix, account: Inventory | undefined): string {
  const lines = matrix.rows.flatMap((row) => writeRow(row, matrix, account));
  const head = [toLine(['access', 'who', 'where', 'when', 'roles']), '| --- | --- | --- | --- | --- |\n'];
  const below = [
    ...listLines('Left out', matrix.leftOut),
    ...listLines('Assumed', describeAssumedSessions(matrix.assumed)),
    ...listLines(
      'Notes',
      matrix.notices.map(({ message }) => message),
    ),
  ];
  const shown = fitLines(lines, [...head, ...below]);
  const more = lines.length - shown.length;
  return [...head, ...shown, ...(more > 0 ? [`\n${more} more rows are not shown.\n`] : []), ...below].join('');
}

function writeRow(
  { outcome, subjects, where }: AccessMatrix['rows'][number],
  matrix: AccessMatrix,
  account: Inventory | undefined,
): string[] {
  const own = matrix.outcomes[outcome];
  if (own === undefined) return [];
  const who = describeSubjects(subjects.flatMap((subject) => matrix.subjects[subject] ?? []));
  const places = describeWhere(matrix, where.slice(0, MOST_PLACES));
  const more = where.length > MOST_PLACES ? [`and ${where.length - MOST_PLACES} more such places and times`] : [];
  const fields = [
    [describeLevel(own), describeBy(own)].filter((text) => text !== undefined).join(' '),
    who.join(', '),
    [...places.map(({ from }) => from), ...more].join('; '),
    places.map(({ when }) => when).join('; '),
    describeHoldings(own, account).join('; '),
  ];
  return [toLine(fields)];
}

function listLines(title: string, texts: readonly string[]): string[] {
  const more = texts.length - MOST_NOTES;
  const shown = [...texts.slice(0, MOST_NOTES), ...(more > 0 ? [`and ${more} more`] : [])];
  return shown.length === 0 ? [] : [`\n${title}:\n\n`, ...shown.map((text) => `- ${escapeMarkdown(text)}\n`)];
}
