/** Which clauses make a difference, in words. */
import type { AccessDifference, DifferenceCause, DifferenceRow } from '../../../protocol/matrix.ts';
import { describeSubject } from '../../matrix/words/subject.ts';
import { listFew } from '../../matrix/words/names.ts';

const LONGEST = 100;
/** Nobody reads more of a row. */
const MOST_CAUSES = 12;
const MOST_NAMES = 4;

/**
 * Of a row, a line for each clause, and lines further in for those of helper rules; then what is not told. `code` marks
 * what is a policy's text.
 */
export function describeCauses(
  { causes, hasOtherCauses }: DifferenceRow,
  difference: Pick<AccessDifference, 'subjects'>,
  code: (text: string) => string,
): string[] {
  if (causes === undefined) return ['by which clause was not looked for: there are too many changes'];
  const shown = causes
    .slice(0, MOST_CAUSES)
    .flatMap((cause) => describeCause(cause, describeWhom(cause, difference), code));
  const more = causes.length - MOST_CAUSES;
  return [
    ...shown,
    ...(more > 0 ? [`and ${more} more clauses`] : []),
    ...(hasOtherCauses ? ['for some of them it may be other clauses: not all were looked at'] : []),
  ];
}

/** `ann, bob`, where it concerns not all of a row; else empty. */
export function describeWhom({ subjects = [] }: DifferenceCause, all: Pick<AccessDifference, 'subjects'>): string {
  const names = subjects.flatMap((place) => all.subjects[place] ?? []).map(describeSubject);
  return listFew(names, MOST_NAMES);
}

function describeCause(cause: DifferenceCause, whom: string, code: (text: string) => string): string[] {
  const { fires, policy, range, rule, text, stopsAt, gives, through = [] } = cause;
  const place = `${policy}:${range.start.line + 1}:${range.start.character + 1}`;
  const isNew = fires === 'after';
  const values = gives?.map((value) => JSON.stringify(value)).join(', ') ?? '';
  const given = isNew ? `gives ${shorten(values)} now` : `no longer gives ${shorten(values)}`;
  const when = values === '' ? (isNew ? 'fires now' : 'no longer fires') : given;
  const stop = stopsAt ? `; ${isNew ? 'before' : 'now'} it stops at ${code(shorten(stopsAt.text))}` : '';
  return [
    `${rule} ${when}${whom === '' ? '' : ` for ${whom}`}: ${code(shorten(text))} (${place})${stop}`,
    ...through.flatMap((one) => describeCause(one, '', code)).map((line) => `  ${line}`),
  ];
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
