import { nearestOf } from '../account/nearest.ts';

/** The candidate that was meant by `name`: two letters swapped, or few letters off. Undefined where none is near. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  return candidates.find((candidate) => isSwapped(name, candidate)) ?? nearestOf(name, candidates)[0];
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2) === b;
}
