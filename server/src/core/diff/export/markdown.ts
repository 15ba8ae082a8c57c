/** A difference as a comment of a pull request. */
import type { AccessDifference } from '../../../protocol/matrix.ts';
import type { Inventory } from '../../account/inventory.ts';
import { escapeMarkdown } from '../../matrix/export/markdown.ts';
import { describeSubject } from '../../matrix/words/subject.ts';
import { describeWhere, tellWhere } from '../../matrix/words/where.ts';
import { describeCause } from '../words/cause.ts';
import { describeChange, describeLockOut, describeVerdict, nameLockOut } from '../words/change.ts';

/** A comment of GitHub holds 65,536 characters, and nobody reads as many lines. */
const MOST_ROWS = 50;

/** @param account for the names of spaces */
export function writeDifferenceMarkdown(
  difference: AccessDifference,
  names: { before: string; after: string },
  account: Inventory | undefined,
): string {
  const { rows, leftOut, notices, sessions } = difference;
  const lockOut = describeLockOut(difference).map((text) => `> ${escapeMarkdown(text)}.\n>\n`);
  const lines = rows.slice(0, MOST_ROWS).map((row) => {
    const who = row.subjects.flatMap((one) => difference.subjects[one] ?? []).map(describeSubject);
    const causes = (row.causes ?? []).flatMap((cause) => describeCause(cause, (text) => text));
    const cells = [
      describeChange(row, account).join('; '),
      who.join(', '),
      describeWhere(difference, row.where).map(tellWhere).join('; '),
      causes.map((line) => line.trim()).join('; '),
    ];
    return `| ${cells.map(escapeMarkdown).join(' | ')} |\n`;
  });
  const more = rows.length > MOST_ROWS ? [`\n${rows.length - MOST_ROWS} more changes are not shown.\n`] : [];
  const told = [...leftOut, ...notices.map(({ message }) => message)].map((text) => `- ${escapeMarkdown(text)}\n`);
  return [
    `### Login policy: ${escapeMarkdown(describeVerdict(difference))}\n\n`,
    ...(lockOut.length > 0 ? [`> **${nameLockOut(difference)}.**\n`, ...lockOut, '\n'] : []),
    `${escapeMarkdown(names.before)} → ${escapeMarkdown(names.after)}, ${sessions} sessions compared.\n\n`,
    ...(lines.length > 0 ? ['| change | who | from where and when | by |\n| --- | --- | --- | --- |\n', ...lines] : []),
    ...more,
    ...(told.length > 0 ? ['\n', ...told] : []),
  ].join('');
}
