import pc from 'picocolors';
import type { Inventory } from '../../../core/account/inventory.ts';
import { counted } from '../../../core/counted.ts';
import { isVerdictSure } from '../../../core/diff/verdict.ts';
import { describeCauses } from '../../../core/diff/words/cause.ts';
import { describeChange, describeLockOut, describeVerdict, nameLockOut } from '../../../core/diff/words/change.ts';
import { describeAssumedSessions } from '../../../core/matrix/words/assumed.ts';
import { describeSubjects } from '../../../core/matrix/words/names.ts';
import { tellPlaces } from '../../../core/matrix/words/where.ts';
import type { AccessDifference, DifferenceRow, Verdict } from '../../../protocol/matrix.ts';
import type { Streams } from '../../streams.ts';
import { wrap } from './matrix.ts';
import { describeNotice } from './notice.ts';
import { printable } from './printable.ts';

type Colours = ReturnType<typeof pc.createColors>;

const MARKS: Readonly<Record<Verdict, string>> = { same: '=', wider: '▲', narrower: '▼', both: '◆' };

/** A lock-out above all else; the verdict; then each change with who, from where and when, and by which clause. */
export function writeDifference(
  difference: AccessDifference,
  { names }: { names: { before: string; after: string } },
  account: Inventory | undefined,
  { colour, columns }: Streams,
): string {
  const colours = pc.createColors(colour);
  const { verdict, sessions } = difference;
  const isSure = isVerdictSure(difference);
  const calm = verdict === 'same' ? colours.green : verdict === 'narrower' ? colours.cyan : colours.yellow;
  const paint = isSure ? calm : colours.yellow;
  const compared = `${names.before} → ${names.after}, ${counted(sessions, 'session')} compared`;
  const sections = [
    writeLockOut(difference, colours),
    `${paint(colours.bold(`${isSure ? MARKS[verdict] : '?'} ${describeVerdict(difference)}`))}\n${colours.dim(printable(compared))}\n`,
    ...difference.rows.map((row) => writeRow(row, difference, account, columns, colours)),
    section(isSure ? 'Left out' : 'Not tried', difference.leftOut.map(printable), colours),
    section('Assumed', describeAssumedSessions(difference.assumed).map(printable), colours),
    section(
      'Notes',
      difference.notices.map((notice) => describeNotice(notice, colours)),
      colours,
    ),
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function writeLockOut(difference: AccessDifference, { bold, red }: Colours): string {
  const lines = describeLockOut(difference);
  return lines.length === 0
    ? ''
    : `${red(bold(`✗ ${nameLockOut(difference)}`))}\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`;
}

function writeRow(
  row: DifferenceRow,
  difference: AccessDifference,
  account: Inventory | undefined,
  columns: number,
  colours: Colours,
): string {
  const changes = describeChange(row, difference, account).map((text) => paintChange(printable(text), colours));
  const who = describeSubjects(row.subjects.flatMap((one) => difference.subjects[one] ?? [])).map(printable);
  const where = tellPlaces(difference, row.where).map(printable);
  const causes = describeCauses(row, difference, (text) => `\`${text}\``);
  const lines = [
    ...changes,
    ...wrap(who, columns - 4).map((line) => `  ${line}`),
    ...(where.length === 1 && where[0] === 'always' ? [] : where.map((place) => colours.dim(`      ${place}`))),
    ...causes.map((line) => `    ${printable(line)}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function paintChange(text: string, { green, red }: Colours): string {
  return text.startsWith('+') ? green(text) : red(text);
}

function section(title: string, lines: readonly string[], { bold }: Colours): string {
  return lines.length === 0 ? '' : `${bold(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
