/** What other values an assumed field might have, as far as the policy's text tells them apart. */

export interface Alternatives<T> {
  /** In the order to try them; the field's own value is not among them. */
  values: readonly T[];
  /** Which these are, in words: `every mix of the 3 teams it names`. */
  what: string;
  /** Which are left out, and why, in words; missing where these are all. */
  untried?: string;
}

/** Of one field: more than any policy for people has, and decided in a fraction of a second. */
const MOST = 256;

/** The values, each once, without the field's own, and no more than can be tried. */
export function limit<T>(all: Alternatives<T>, own: T, keyOf: (value: T) => string = String): Alternatives<T> {
  const distinct = [...new Map(all.values.map((value) => [keyOf(value), value])).values()];
  const others = distinct.filter((value) => keyOf(value) !== keyOf(own));
  if (others.length <= MOST) return { ...all, values: others };
  const left = `${others.length - MOST} more of these were left out: they are too many`;
  return {
    ...all,
    values: others.slice(0, MOST),
    untried: all.untried === undefined ? left : `${left}; ${all.untried}`,
  };
}
