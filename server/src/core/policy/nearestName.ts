/** "Did you mean": which known names are close to one that is not known. */
import { distance } from 'fastest-levenshtein';
import { append } from '../syntax/multimap.ts';

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
  return new NearestNames(candidates).of(name);
}

interface Candidate {
  readonly name: string;
  readonly lower: string;
  readonly letters: number;
}

interface Near {
  readonly candidate: string;
  readonly far: number;
}

/** Candidates that are looked through more than once: there may be thousands. */
export class NearestNames {
  readonly #byLength = new Map<number, Candidate[]>();

  constructor(candidates: Iterable<string>) {
    for (const name of new Set(candidates)) {
      const lower = name.toLowerCase();
      append(this.#byLength, name.length, { name, lower, letters: lettersOf(lower) });
    }
  }

  /** As `nearestNames`. */
  of(name: string): string[] {
    const near = this.#listNear(name.toLowerCase());
    near.sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1));
    const farthest = (near[0]?.far ?? 0) + 1;
    return near
      .filter(({ far }) => far <= farthest)
      .slice(0, SHOWN)
      .map(({ candidate }) => candidate);
  }

  /** All that count, and some that are farther: those of about the same length first, as the nearest are among them. */
  #listNear(wanted: string): Near[] {
    const near: Near[] = [];
    const letters = lettersOf(wanted);
    const most = Math.max(1, Math.floor(wanted.length / 3));
    let allowed = most;
    for (let more = 0; more <= most; more++) {
      for (const candidate of this.#ofLengths(wanted.length - more, wanted.length + more)) {
        // Letters that one has more, and those that one alone has, make a distance: most need no other look.
        if (Math.abs(candidate.lower.length - wanted.length) > allowed) continue;
        if (lettersApart(letters, candidate.letters) > allowed) continue;
        const far = distanceOf(wanted, candidate.lower);
        if (far > allowed) continue;
        near.push({ candidate: candidate.name, far });
        allowed = Math.min(allowed, far + 1);
      }
    }
    return near;
  }

  #ofLengths(shorter: number, longer: number): readonly Candidate[] {
    const candidates = this.#byLength.get(shorter) ?? [];
    return shorter === longer ? candidates : candidates.concat(this.#byLength.get(longer) ?? []);
  }
}

/** A bit for each letter that is in it; letters may share one. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

/** How many letters one has and the other has not, at least: each has to be changed. */
function lettersApart(a: number, b: number): number {
  return Math.max(countBits(a & ~b), countBits(b & ~a));
}

/** Of 32 bits: counted in pairs, then in fours and eights, then all together. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
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
