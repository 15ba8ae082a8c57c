/** "Did you mean": which known names are close to one that is not known. */
import { distance } from 'fastest-levenshtein';

/** How many are worth showing. */
const SHOWN = 3;

/** The candidate that was meant by `name`. Undefined where none is near. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  return nearestNames(name, candidates)[0];
}

/**
 * The candidates that a slip of the fingers makes out of `name`, nearest first, at most three, none much farther than
 * the first: two letters swapped, or few letters off (one in three may differ, one in any case). Upper and lower case
 * count as alike.
 */
export function nearestNames(name: string, candidates: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const near: { readonly candidate: string; readonly far: number }[] = [];
  for (const candidate of new Set(candidates)) {
    // Letters that one has more make a distance: most candidates need no other look.
    if (Math.abs(candidate.length - wanted.length) > allowed) continue;
    const far = distanceOf(wanted, candidate.toLowerCase());
    if (far <= allowed) near.push({ candidate, far });
  }
  near.sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1));
  const farthest = (near[0]?.far ?? 0) + 1;
  return near
    .filter(({ far }) => far <= farthest)
    .slice(0, SHOWN)
    .map(({ candidate }) => candidate);
}

/** In letters; two that are swapped are less than one. */
function distanceOf(a: string, b: string): number {
  return isSwapped(a, b) ? 0.5 : distance(a, b);
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
