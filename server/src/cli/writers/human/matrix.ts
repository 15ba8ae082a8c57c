import pc from 'picocolors';
import type { Inventory } from '../../../core/account/inventory.ts';
import { describeAssumedSessions } from '../../../core/matrix/words/assumed.ts';
import { describeBy, describeHoldings, describeLevel } from '../../../core/matrix/words/outcome.ts';
import { describeSubjects } from '../../../core/matrix/words/names.ts';
import { tellPlaces } from '../../../core/matrix/words/where.ts';
import type { AccessMatrix, MatrixOutcome, MatrixRow } from '../../../protocol/matrix.ts';
import type { GivenPolicy } from '../../givenPolicy.ts';
import type { Streams } from '../../streams.ts';
import { describeNotice } from './notice.ts';
import { printable } from './printable.ts';
import { counted } from '../../../core/counted.ts';

type Colours = ReturnType<typeof pc.createColors>;

export interface MatrixSurroundings {
  policies: readonly Pick<GivenPolicy, 'file' | 'verdict'>[];
  account: Inventory | undefined;
}

/** The rows by what they come to, the most powerful first; then what is assumed, left out, and to be known. */
export function writeMatrix(matrix: AccessMatrix, { policies, account }: MatrixSurroundings, streams: Streams): string {
  const colours = pc.createColors(streams.colour);
  const groups = matrix.outcomes.flatMap((outcome, index) => {
    const rows = matrix.rows.filter((row) => row.outcome === index);
    return rows.length === 0 ? [] : [writeGroup(outcome, rows, matrix, account, streams.columns, colours)];
  });
  const sections = [
    ...groups,
    section('Left out', matrix.leftOut.map(printable), colours),
    section('Assumed', describeAssumedSessions(matrix.assumed).map(printable), colours),
    section(
      'Notes',
      [...matrix.notices.map((notice) => describeNotice(notice, colours)), ...adviseAccount(account, colours)],
      colours,
    ),
    colours.dim(`${policies.map(describePolicy).join('\n')}\n${describeSize(matrix)}`) + '\n',
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function describePolicy({ file, verdict }: Pick<GivenPolicy, 'file' | 'verdict'>): string {
  return printable(`${file} · ${verdict.reason}`);
}

function describeSize({ subjects, addresses, instants, cells }: AccessMatrix): string {
  const named = subjects.filter(({ origin }) => origin === 'scenario').length;
  const parts = [
    `${counted(subjects.length, 'login')}${named > 0 ? ` (${named} by scenarios)` : ''}`,
    addresses[0]?.ip === undefined
      ? 'any address'
      : addresses.length === 1
        ? '1 address'
        : `${addresses.length} addresses`,
    instants[0]?.at === undefined ? 'any time' : counted(instants.length, 'instant'),
  ];
  return `${counted(cells.length, 'session')}: ${parts.join(' × ')}`;
}

function adviseAccount(account: Inventory | undefined, colours: Colours): string[] {
  if (account) return [];
  return [
    `${colours.cyan('i')} Without an account, only whom the policy names is known: --account tells keys and teams`,
  ];
}

function section(title: string, lines: readonly string[], colours: Colours): string {
  return lines.length === 0 ? '' : `${colours.bold(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function writeGroup(
  outcome: MatrixOutcome,
  rows: readonly MatrixRow[],
  matrix: AccessMatrix,
  account: Inventory | undefined,
  columns: number,
  colours: Colours,
): string {
  const holdings = describeHoldings(outcome, account).map(printable);
  const inLine = holdings.join('; ');
  const isShort = inLine.length < columns - 'ALLOWED'.length - 6;
  const told = isShort ? (inLine === '' ? '' : `  ${inLine}`) : holdings.map((text) => `\n    ${text}`).join('');
  const deciding = describeBy(outcome);
  const by = deciding === undefined ? '' : colours.dim(`  ${printable(deciding)}`);
  const lines = rows.map((row) => writeRow(row, matrix, columns, colours));
  return `${paint(outcome, colours)}${by}${told}\n${lines.join('')}`;
}

/** With a mark, so that colour alone never carries it. */
function paint(outcome: MatrixOutcome, { bold, green, red, yellow }: Colours): string {
  const text = printable(describeLevel(outcome)).replace(/^\w+/, (word) => word.toUpperCase());
  if (outcome.isAdmin) return yellow(bold(`★ ${text}`));
  return outcome.level === 'allow' ? green(bold(`✓ ${text}`)) : red(bold(`✗ ${text}`));
}

/** Who, over as many lines as it takes, and beneath from where and when. */
function writeRow({ subjects, where }: MatrixRow, matrix: AccessMatrix, columns: number, colours: Colours): string {
  const who = describeSubjects(subjects.flatMap((subject) => matrix.subjects[subject] ?? [])).map(printable);
  const places = tellPlaces(matrix, where).map(printable);
  const isAlways = places.length === 1 && places[0] === 'always';
  const lines = wrap(who, columns - 4).map((line) => `  ${line}\n`);
  return [...lines, ...(isAlways ? [] : places.map((place) => colours.dim(`      ${place}\n`)))].join('');
}

/** Names with commas between, in lines of at most so many characters where no single name is longer. */
export function wrap(names: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, name] of names.entries()) {
    const item = index < names.length - 1 ? `${name},` : name;
    if (line !== '' && line.length + 1 + item.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? item : `${line} ${item}`;
  }
  return [...lines, line];
}
