/** More values than can be tried: the most telling are taken. */

export interface Ranked<Value> {
  readonly value: Value;
  /** The lower, the more telling. */
  readonly rank: number;
  readonly isChosen?: true;
}

/** Each value once, by rank and then in the order given. */
export function distinct<Value>(candidates: readonly Ranked<Value>[]): Ranked<Value>[] {
  const byValue = new Map<Value, Ranked<Value>>();
  for (const one of [...candidates].sort((a, b) => a.rank - b.rank)) {
    if (!byValue.has(one.value)) byValue.set(one.value, one);
  }
  return [...byValue.values()];
}

/** The first so many, each once. */
export function pickFirst<Value>(candidates: readonly Ranked<Value>[], most: number): Ranked<Value>[] {
  return distinct(candidates).slice(0, most);
}
