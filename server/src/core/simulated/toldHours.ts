/** Hours of the day that comments tell: `02:00-04:00`, `2–4`, `from 9 am to 5 pm`, `until 17:00`. */
import type { Clause, PolicyModel } from '../syntax/model.ts';

export interface ToldHours {
  /** As it is written. */
  readonly text: string;
  /** Full hours, from 0 to 24; undefined where a comment tells but one. */
  readonly from: number | undefined;
  readonly to: number;
}

/** Those that a clause's own comments tell: above its rule, in it, and behind it on its last line. */
export function toldHours(clause: Clause, model: PolicyModel): ToldHours[] {
  return commentsOf(clause, model).flatMap(readHours);
}

/** Whoever says so means the last hour too. */
const INCLUSIVE = /\b(?:inclusive|inclusively|including|included|through)\b/i;
const CLOCK = String.raw`(\d{1,2})(?:[:.](\d{2}))?\s*([ap]\.?m\b\.?)?`;
const RANGE = new RegExp(
  String.raw`(?<![\d.:/-])${CLOCK}\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*${CLOCK}(?![\d:/-])`,
  'gi',
);

/** `between 2 and 4`, which of other things than hours would say the same: the clause's own hours decide. */
const BETWEEN = new RegExp(String.raw`\bbetween\s+${CLOCK}\s*\band\b\s*${CLOCK}(?![\d:/-])`, 'gi');

/** `until 17:00`, `after 5 pm`: a number alone may count something else. */
const LIMIT = new RegExp(String.raw`\b(?:until|till|before|after)\s+${CLOCK}(?![\d:/-])`, 'gi');

/** Full hours only; those from one to another first. */
export function readHours(text: string): ToldHours[] {
  if (INCLUSIVE.test(text)) return [];
  return [...readRanges(text), ...readLimits(text.replaceAll(RANGE, ' '))];
}

function readLimits(text: string): ToldHours[] {
  return [...text.matchAll(LIMIT)].flatMap(([whole, digits = '', minutes, half]) => {
    if ((minutes ?? '00') !== '00' || (minutes === undefined && half === undefined)) return [];
    const to = hourOf(digits, half);
    return to > 24 ? [] : [{ text: whole.trim(), from: undefined, to }];
  });
}

function readRanges(text: string): ToldHours[] {
  return [...text.matchAll(RANGE), ...text.matchAll(BETWEEN)].flatMap(
    ([whole, from = '', minutes = '00', half, to = '', endMinutes = '00', endHalf]) => {
      if (minutes !== '00' || endMinutes !== '00') return [];
      const end = hourOf(to, endHalf ?? half);
      const start = hourOf(from, half ?? (endHalf !== undefined && Number(from) <= Number(to) ? endHalf : undefined));
      return start > 23 || end > 24 ? [] : [{ text: whole.trim(), from: start, to: end }];
    },
  );
}

function hourOf(digits: string, half: string | undefined): number {
  const hour = Number(digits);
  if (half === undefined) return hour;
  const isAfternoon = half.toLowerCase().startsWith('p');
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

function commentsOf({ whole, from, to }: Clause, { comments, lines }: PolicyModel): string[] {
  const lineOf = (offset: number): number => lines.rangeOf({ from: offset, to: offset }).start.line;
  const [first, last] = [lineOf(from), lineOf(to)];
  const inside = comments.filter((comment) => comment.from >= from && lineOf(comment.from) <= last);
  const above: string[] = [];
  let line = lineOf(whole.from);
  for (const comment of comments.filter(({ from: at }) => at < whole.from).reverse()) {
    if (!comment.ownLine || lineOf(comment.from) !== line - 1) break;
    above.push(comment.text);
    line--;
  }
  return [...above, ...inside.filter((comment) => lineOf(comment.from) >= first).map(({ text }) => text)];
}
