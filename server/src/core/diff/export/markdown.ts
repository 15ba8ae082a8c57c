/** A difference as a comment of a pull request. */
import type { AccessDifference, DifferenceRow } from '../../../protocol/matrix.ts';
import type { Inventory } from '../../account/inventory.ts';
import { counted } from '../../counted.ts';
import { escapeMarkdown, fitLines, toLine } from '../../matrix/export/markdownText.ts';
import { describeSubjects } from '../../matrix/words/names.ts';
import { tellPlaces } from '../../matrix/words/where.ts';
import { describeCauses } from '../words/cause.ts';
import { describeChange, describeLockOut, describeVerdict, nameLockOut } from '../words/change.ts';

/** Nobody reads more. */
const MOST_ROWS = 50;
const MOST_NOTES = 30;

/** As many rows as a comment holds. @param account for the names of spaces */
export function writeDifferenceMarkdown(
  difference: AccessDifference,
  names: { before: string; after: string },
  account: Inventory | undefined,
): string {
  const { rows, leftOut, notices, sessions } = difference;
  const lockOut = describeLockOut(difference).map((text) => `> ${escapeMarkdown(text)}.\n>\n`);
  const head = [
    `### Login policy: ${escapeMarkdown(describeVerdict(difference))}\n\n`,
    ...(lockOut.length > 0 ? [`> **${nameLockOut(difference)}.**\n`, ...lockOut, '\n'] : []),
    `${escapeMarkdown(names.before)} → ${escapeMarkdown(names.after)}, ${counted(sessions, 'session')} compared.\n\n`,
    ...(rows.length > 0 ? ['| change | who | from where and when | by |\n| --- | --- | --- | --- |\n'] : []),
  ];
  const told = [...leftOut, ...notices.map(({ message }) => message)];
  const untold = told.length > MOST_NOTES ? [`and ${told.length - MOST_NOTES} more`] : [];
  const below = [...told.slice(0, MOST_NOTES), ...untold].map((text) => `- ${escapeMarkdown(text)}\n`);
  const lines = rows.slice(0, MOST_ROWS).map((row) => writeRow(row, difference, account));
  const shown = fitLines(lines, [...head, ...below]);
  const more = rows.length - shown.length;
  return [
    ...head,
    ...shown,
    ...(more > 0 ? [`\n${more} more changes are not shown.\n`] : []),
    ...(below.length > 0 ? ['\n', ...below] : []),
  ].join('');
}

function writeRow(row: DifferenceRow, difference: AccessDifference, account: Inventory | undefined): string {
  return toLine([
    describeChange(row, difference, account).join('; '),
    describeSubjects(row.subjects.flatMap((one) => difference.subjects[one] ?? [])).join(', '),
    tellPlaces(difference, row.where).join('; '),
    describeCauses(row, difference, (text) => text)
      .map((line) => line.trim())
      .join('; '),
  ]);
}
