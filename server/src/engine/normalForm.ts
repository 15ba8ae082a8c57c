/**
 * One form for a result document, whichever evaluator gave it: the interpreter writes sets sorted, a compiled policy
 * in the order of its hash table. JSON does not tell a set from an array, so all arrays are sorted; nothing that
 * Spacelift reads from a login policy is an ordered list.
 */

/** The value with arrays sorted and keys in order, at every depth. */
export function toNormalForm(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.length < 2 ? value.map(toNormalForm) : sortValues(value.map(toNormalForm));
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, toNormalForm((value as Record<string, unknown>)[key])]));
}

function sortValues(values: unknown[]): unknown[] {
  // In the order of UTF-16 code units, which is not OPA's for characters beyond the first plane.
  if (values.every((value) => typeof value === 'string')) return values.sort();
  return values
    .map((value) => ({ value, text: JSON.stringify(value) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ value }) => value);
}
