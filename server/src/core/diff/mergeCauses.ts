/** Clauses that make the difference in several sessions, each once, and whom it concerns. */
import type { DifferenceCause } from '../../protocol/matrix.ts';

/** What has been found for some of a row's subjects. */
export interface FoundCause {
  readonly cause: DifferenceCause;
  /** Places in the matrix's subjects. */
  readonly subjects: ReadonlySet<number>;
}

/**
 * Those that fire before, then those that fire after, each policy by policy in the order of the text.
 * @param all the row's subjects
 */
export function mergeCauses(found: readonly FoundCause[], all: readonly number[]): DifferenceCause[] {
  const merged = new Map<string, { cause: DifferenceCause; subjects: Set<number> }>();
  for (const { cause, subjects } of found) {
    const known = merged.get(keyOf(cause));
    const together = new Set([...(known?.subjects ?? []), ...subjects]);
    merged.set(keyOf(cause), { cause: known ? unite(known.cause, cause) : cause, subjects: together });
  }
  return [...merged.values()]
    .sort((a, b) => compareCauses(a.cause, b.cause))
    .map(({ cause, subjects }) =>
      subjects.size === all.length ? cause : { ...cause, subjects: all.filter((one) => subjects.has(one)) },
    );
}

function keyOf({ fires, policy, range }: DifferenceCause): string {
  return JSON.stringify([fires, policy, range]);
}

/** Of where it stops, one. */
function unite(one: DifferenceCause, other: DifferenceCause): DifferenceCause {
  const gives = new Map([...(one.gives ?? []), ...(other.gives ?? [])].map((value) => [JSON.stringify(value), value]));
  const through = new Map<string, DifferenceCause>();
  for (const cause of [...(one.through ?? []), ...(other.through ?? [])]) {
    const known = through.get(keyOf(cause));
    through.set(keyOf(cause), known ? unite(known, cause) : cause);
  }
  return {
    ...other,
    ...one,
    ...(gives.size > 0 && { gives: [...gives.values()] }),
    ...(through.size > 0 && { through: [...through.values()] }),
  };
}

/** The policies in the order of their names. */
function compareCauses(a: DifferenceCause, b: DifferenceCause): number {
  if (a.fires !== b.fires) return a.fires === 'before' ? -1 : 1;
  if (a.policy !== b.policy) return a.policy < b.policy ? -1 : 1;
  const [left, right] = [a.range.start, b.range.start];
  return left.line - right.line || left.character - right.character;
}
