/**
 * One form for a result document, whichever evaluator gave it: the interpreter writes sets sorted, a compiled policy
 * in the order of its hash table. JSON does not tell a set from an array, so all arrays are sorted; nothing that
 * Spacelift reads from a login policy is an ordered list.
 */

/** A copy with arrays sorted and keys in order, at every depth. */
export function toNormalForm(value: unknown): unknown {
  if (Array.isArray(value)) return sortValues(value.map(toNormalForm));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, item]) => [key, toNormalForm(item)]));
}

function sortValues(values: unknown[]): unknown[] {
  if (values.every((value) => typeof value === 'string')) return values.sort(compareText);
  return values
    .map((value) => ({ value, text: JSON.stringify(value) }))
    .sort((a, b) => compareText(a.text, b.text))
    .map(({ value }) => value);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
