/** The rows of a matrix, as they are found by words and put into groups. */
import type {
  MatrixOutcome,
  OutcomeWords,
  SessionAxes,
  SessionBox,
  ShownMatrix,
  WhereWords,
} from '../../../server/src/protocol/matrix.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import type { Naming } from './naming.ts';
import { toneOf, type OutcomeTone } from './tones.ts';
import { counted } from './verdict.ts';

/** A row, and what can be found in it. */
export interface MatrixLine {
  /** Unique in the matrix, and the same as long as that stands. */
  key: string;
  /** Places in `subjects`. */
  subjects: readonly number[];
  outcome: MatrixOutcome;
  words: OutcomeWords;
  where: readonly WhereWords[];
  boxes: readonly SessionBox[];
  /** In small letters: what is the same for all of its subjects. */
  text: string;
}

export interface MatrixGroup {
  /** Unique among the groups, and the same for the same group of another matrix. */
  key: string;
  title: string;
  tone: OutcomeTone | undefined;
  lines: readonly MatrixLine[];
  logins: number;
  sessions: number;
}

export interface Searchable {
  lines: readonly MatrixLine[];
  /** Of each subject, in small letters. */
  subjects: readonly string[];
}

/** Done once for a matrix: what is typed is looked up in it. */
export function prepareMatrix(matrix: ShownMatrix): Searchable {
  const { rows, outcomes, words } = matrix;
  const lines = rows.flatMap((row, index): MatrixLine[] => {
    const outcome = outcomes[row.outcome];
    const outcomeWords = words.outcomes[row.outcome];
    if (!outcome || !outcomeWords) return [];
    const where = words.rows[index] ?? [];
    return [
      {
        key: String(index),
        subjects: row.subjects,
        outcome,
        words: outcomeWords,
        where,
        boxes: row.where,
        text: [...wordsOf(outcome, outcomeWords), ...placesOf(matrix, row.where, where)].join('\n').toLowerCase(),
      },
    ];
  });
  return { lines, subjects: searchSubjects(matrix) };
}

/** What each subject is found by: its words, other ways to write its login, its teams. */
export function searchSubjects({
  subjects,
  words,
}: Pick<SessionAxes, 'subjects'> & { words: { subjects: string[] } }): string[] {
  return subjects.map(({ name, logins, session: { key = '', teams = [] } }, index) =>
    [words.subjects[index] ?? name, ...logins, key, ...teams].join('\n').toLowerCase(),
  );
}

function wordsOf({ roles, idle, by }: MatrixOutcome, { level, holdings }: OutcomeWords): string[] {
  const ids = [roles, idle ?? {}].flatMap((held) => Object.entries(held).flatMap(([id, slugs]) => [id, ...slugs]));
  return [level, ...holdings, ...ids, ...(by ?? [])];
}

/** From where and when, in words, and each address. */
export function placesOf(
  { addresses }: Pick<SessionAxes, 'addresses'>,
  boxes: readonly SessionBox[],
  where: readonly WhereWords[],
): string[] {
  const places = new Set(boxes.flatMap((box) => box.addresses));
  return [...where.flatMap(({ from, when }) => [from, when]), ...[...places].map((one) => addresses[one]?.ip ?? '')];
}

/** Lines, and in them subjects, that have every word of the query. */
export function filterLines<Line extends { text: string; subjects: readonly number[] }>(
  lines: readonly Line[],
  subjects: readonly string[],
  query: string,
): readonly Line[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  return lines.flatMap((line) => {
    const rest = words.filter((word) => !line.text.includes(word));
    if (rest.length === 0) return [line];
    const found = line.subjects.filter((place) => rest.every((word) => subjects[place]?.includes(word)));
    return found.length === 0 ? [] : [{ ...line, subjects: found }];
  });
}

/** By what they come to: the most powerful first, as the lines are. */
export function groupByOutcome(lines: readonly MatrixLine[], naming: Naming): MatrixGroup[] {
  const groups = new Map<string, { title: string; lines: MatrixLine[] }>();
  for (const line of lines) {
    const [key, title] = kindOf(line.outcome, naming);
    const group = groups.get(key) ?? { title, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return [...groups].map(([key, { title, lines: own }]) => ({
    key,
    title,
    tone: own[0] && toneOf(own[0].outcome),
    lines: own,
    ...count(own),
  }));
}

/** By who logs in, in the order of the matrix. */
export function groupBySubject(lines: readonly MatrixLine[], names: readonly string[]): MatrixGroup[] {
  const groups = new Map<number, MatrixLine[]>();
  for (const line of lines) {
    for (const subject of line.subjects) {
      const own = groups.get(subject) ?? [];
      own.push({ ...line, key: `${line.key}/${subject}`, subjects: [subject] });
      groups.set(subject, own);
    }
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([subject, own]) => {
      const title = names[subject] ?? '';
      return { key: `who ${title}`, title, tone: undefined, lines: own, ...count(own) };
    });
}

function count(lines: readonly MatrixLine[]): { logins: number; sessions: number } {
  const logins = new Set(lines.flatMap(({ subjects }) => subjects)).size;
  return { logins, sessions: lines.reduce((sum, line) => sum + countSessions(line), 0) };
}

export function countSessions({ subjects, boxes }: Pick<MatrixLine, 'subjects' | 'boxes'>): number {
  const each = boxes.reduce((sum, { addresses, instants }) => sum + addresses.length * instants.length, 0);
  return subjects.length * each;
}

/** Spaces by name are for a few. */
const MOST_SPACES = 3;

/** A key, and a title. */
function kindOf(outcome: MatrixOutcome, naming: Naming): [string, string] {
  const { level, isAdmin, isBypass, isWithoutEntry, roles } = outcome;
  if (isBypass) return ['bypass', 'Admin, the policy is not asked'];
  if (level === 'admin') return ['admin', 'Admin'];
  if (isAdmin) return ['root', 'Allowed, admin of the root space'];
  if (level === 'failed') return ['failed', 'The evaluation fails, taken as denied'];
  if (level === 'undecided') return ['undecided', 'Not decided'];
  if (isWithoutEntry) return ['without', 'Denied, though roles are granted'];
  if (level === 'deny') return ['deny', 'Denied'];
  const spaces = Object.keys(roles);
  if (spaces.length === 0) return ['none', 'Allowed, no role'];
  const names = spaces.map((id) => naming.space(id)).sort();
  const more = names.length - MOST_SPACES;
  const told = [...names.slice(0, MOST_SPACES), ...(more > 0 ? [counted(more, 'more space')] : [])];
  return [`allow ${spaces.sort().join(' ')}`, `Allowed, with roles in ${told.join(', ')}`];
}

/** One of a line's sessions: of that subject, the first. */
export function sessionOf(
  { subjects, addresses, instants }: SessionAxes,
  boxes: readonly SessionBox[],
  subject: number,
): SessionRequest | undefined {
  const [box] = boxes;
  const ip = addresses[box?.addresses[0] ?? -1]?.ip;
  const at = instants[box?.instants[0] ?? -1]?.at;
  const session = subjects[subject]?.session;
  return session && { ...session, ...(ip !== undefined && { ip }), ...(at !== undefined && { at }) };
}

/** `23 logins × 5 addresses × 4 instants · 460 sessions`; an axis that no policy reads is left out. */
export function describeSize({ subjects, addresses, instants, sessions }: SessionAxes & { sessions: number }): string {
  const named = subjects.filter(({ origin }) => origin === 'scenario').length;
  const axes = [
    `${counted(subjects.length, 'login')}${named > 0 ? ` (${named} by scenarios)` : ''}`,
    ...(addresses.some(({ ip }) => ip !== undefined) ? [counted(addresses.length, 'address')] : []),
    ...(instants.some(({ at }) => at !== undefined) ? [counted(instants.length, 'instant')] : []),
  ];
  return `${axes.join(' × ')} · ${counted(sessions, 'session')}`;
}
