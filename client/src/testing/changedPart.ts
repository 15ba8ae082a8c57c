/** Where two texts differ, so that an edit touches nothing else: places that somebody has folded or marked stay. */

export interface ChangedPart {
  /** Of the old text, in UTF-16 code units: replaced from there to there. */
  readonly from: number;
  readonly to: number;
  readonly newText: string;
}

export function findChange(before: string, after: string): ChangedPart {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let behind = 0;
  while (behind < shorter - from && before.at(-1 - behind) === after.at(-1 - behind)) behind++;
  return { from, to: before.length - behind, newText: after.slice(from, after.length - behind) };
}
