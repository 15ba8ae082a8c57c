/**
 * A table that is asked for names that stand in a policy. An object alone has a `constructor` and a `toString` too,
 * which policies may name as well.
 */
export function byName<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}
