/** "Did you mean": which known names are close to one that is not known. */
import { distance } from 'fastest-levenshtein';

/** How many are worth showing. */
const SHOWN = 3;

/**
 * The candidates that a slip of the fingers makes out of `text`, nearest first, at most three, none much farther than
 * the first. Upper and lower case count as alike; one letter in three may differ, one in any case.
 */
export function nearestOf(text: string, candidates: Iterable<string>): string[] {
  const wanted = text.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const near = [...new Set(candidates)]
    .map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= allowed)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1));
  const farthest = (near[0]?.far ?? 0) + 1;
  return near
    .filter(({ far }) => far <= farthest)
    .slice(0, SHOWN)
    .map(({ candidate }) => candidate);
}
