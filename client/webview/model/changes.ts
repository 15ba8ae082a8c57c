/** Who gains and who loses access, as rows to be read. */
import type {
  DifferenceCause,
  DifferenceRow,
  ShownDifference,
  WhereWords,
} from '../../../server/src/protocol/matrix.ts';
import type { Range } from '../../../server/src/protocol/findings.ts';
import { brief } from './clauses.ts';
import { countSessions, placesOf, searchSubjects } from './matrixRows.ts';

/** Whether somebody has more, less, or both; `other`: teams alone are others. */
export type Direction = 'more' | 'less' | 'both' | 'other';

export interface ChangeLine {
  /** Unique in the difference. */
  key: string;
  subjects: readonly number[];
  direction: Direction;
  /** What is gained and lost: `admin`, `deployer in production`. */
  changes: readonly { isGain: boolean; text: string }[];
  where: readonly WhereWords[];
  boxes: DifferenceRow['where'];
  /** Undefined: nobody has looked for them. */
  causes: readonly ShownCause[] | undefined;
  /** For some of the sessions it may be other clauses. */
  hasOtherCauses: boolean;
  /** In small letters: what is the same for all of its subjects. */
  text: string;
}

/** A place of one of the two versions; without a range it is in another policy than the two. */
export interface CausePlace {
  side: 'before' | 'after';
  /** Counted from 1. */
  line: number;
  range: Range | undefined;
  /** The policy that it is in, where it is another. */
  policy?: string;
}

export interface ShownCause {
  rule: string;
  /** `fires now`, `no longer fires for ann`, `gives … now`. */
  does: string;
  code: string;
  place: CausePlace;
  stop?: { lead: string; code: string; place: CausePlace };
  through: readonly ShownCause[];
}

export interface ChangeLines {
  lines: readonly ChangeLine[];
  /** Of each subject, in small letters. */
  subjects: readonly string[];
}

export function prepareChanges(difference: ShownDifference): ChangeLines {
  const { rows, words, outcomes } = difference;
  const lines = rows.map((row, index): ChangeLine => {
    const { changes = [], where = [], whom = [] } = words.rows[index] ?? {};
    const levels = [row.before, row.after].map((place) => outcomes[place]?.level ?? '');
    const found = [...changes, ...levels, ...placesOf(difference, row.where, where), ...idsOf(row)];
    return {
      key: String(index),
      subjects: row.subjects,
      direction: directionOf(row),
      changes: changes.map((text) => ({ isGain: text.startsWith('+'), text: text.replace(/^[+−] /, '') })),
      where,
      boxes: row.where,
      causes: row.causes?.map((cause, place) => showCause(cause, words, whom[place])),
      hasOtherCauses: row.hasOtherCauses ?? false,
      text: found.join('\n').toLowerCase(),
    };
  });
  return { lines, subjects: searchSubjects(difference) };
}

function idsOf({ gained, lost }: DifferenceRow): string[] {
  return [gained, lost].flatMap(({ roles }) => roles.flatMap(({ space, role }) => [space, role]));
}

function directionOf({ gained, lost }: DifferenceRow): Direction {
  const [more, less] = [gained, lost].map(({ login, admin, roles }) => login ?? admin ?? roles.length > 0);
  if (more && less) return 'both';
  return more ? 'more' : less ? 'less' : 'other';
}

/** `names`: of the two versions. `whom`: empty for everybody. */
function showCause(cause: DifferenceCause, names: { before: string; after: string }, whom = ''): ShownCause {
  const { fires, policy, rule, range, text, stopsAt, gives, through = [] } = cause;
  const isNew = fires === 'after';
  const given = gives?.map((value) => brief(value)).join(', ') ?? '';
  const fired = isNew ? 'fires now' : 'no longer fires';
  const gave = isNew ? `gives ${given} now` : `no longer gives ${given}`;
  // Of several policies, one that is on both sides.
  const isOther = policy !== names[fires];
  const place = (where: Range, side: CausePlace['side']): CausePlace => ({
    side,
    line: where.start.line + 1,
    range: isOther ? undefined : where,
    ...(isOther && { policy }),
  });
  return {
    rule,
    does: `${given === '' ? fired : gave}${whom === '' ? '' : ` for ${whom}`}`,
    code: shorten(text),
    place: place(range, fires),
    ...(stopsAt && {
      stop: {
        lead: isNew ? 'before, it stopped at' : 'now it stops at',
        code: shorten(stopsAt.text),
        place: place(stopsAt.range, isNew ? 'before' : 'after'),
      },
    }),
    through: through.map((one) => showCause(one, names)),
  };
}

const LONGEST = 120;

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** How many sessions change. */
export function countChanged(lines: readonly Pick<ChangeLine, 'subjects' | 'boxes'>[]): number {
  return lines.reduce((sum, line) => sum + countSessions(line), 0);
}
