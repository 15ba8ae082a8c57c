/** Whether a name is meant by what somebody types to find it. */

/** The letters in this order, in any case, with others between; nothing typed means all. */
export function matchesQuery(name: string, query: string): boolean {
  const letters = Array.from(query.toLowerCase());
  let at = 0;
  const lower = name.toLowerCase();
  return letters.every((letter) => {
    const found = lower.indexOf(letter, at);
    at = found + letter.length;
    return found >= 0;
  });
}
