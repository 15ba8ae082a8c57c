/** More values than can be tried: the most telling are taken. */

export interface Ranked<Value> {
  readonly value: Value;
  /** The lower, the more telling. */
  readonly rank: number;
  readonly isChosen?: true;
  /** No policy can tell it from one that is not spare: it only shows that. */
  readonly isSpare?: true;
}

/** Each value once, those that are spare last, and else by rank and then in the order given. */
export function distinct<Value>(candidates: readonly Ranked<Value>[]): Ranked<Value>[] {
  const byValue = new Map<Value, Ranked<Value>>();
  for (const one of [...candidates].sort(compareRanked)) {
    if (!byValue.has(one.value)) byValue.set(one.value, one);
  }
  return [...byValue.values()];
}

function compareRanked(a: Ranked<unknown>, b: Ranked<unknown>): number {
  return Number(a.isSpare ?? false) - Number(b.isSpare ?? false) || a.rank - b.rank;
}

/** The first so many, each once. */
export function pickFirst<Value>(candidates: readonly Ranked<Value>[], most: number): Ranked<Value>[] {
  return distinct(candidates).slice(0, most);
}
