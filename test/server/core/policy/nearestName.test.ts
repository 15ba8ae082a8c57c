import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { NearestNames, nearestName, nearestNames } from '../../../../server/src/core/policy/nearestName.ts';

describe('nearestNames', () => {
  it.each([
    ['deploer', ['reader', 'deployer', 'employer'], ['deployer']],
    ['dpeloyer', ['deployed', 'deployer'], ['deployer']],
    ['Deployer', ['deployer', 'deployers'], ['deployer', 'deployers']],
    ['ab', ['abc', 'abcd', 'a'], ['a', 'abc']],
    ['writer', ['reader', 'admin'], []],
    ['aaa1', ['aaa2', 'aaa3', 'aaa4', 'aaa5'], ['aaa2', 'aaa3', 'aaa4']],
    ['', ['a', 'ab', ''], ['', 'a']],
  ])('%j among %j: %j', (name, candidates, near) => {
    expect(nearestNames(name, candidates)).toEqual(near);
    expect(nearestName(name, candidates)).toBe(near[0]);
  });

  it('finds what a look at each candidate finds', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '-', '0', '1', 'İ', 'ß'), maxLength: 14 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), fc.array(name, { maxLength: 5 }), (candidates, others) => {
        const index = new NearestNames(candidates);
        for (const wanted of [...others, ...candidates.map((candidate) => candidate.slice(1))]) {
          expect(index.of(wanted)).toEqual(lookAtEach(wanted, candidates));
        }
      }),
    );
  });
});

/** The definition, word for word. */
function lookAtEach(name: string, candidates: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const near = [...new Set(candidates)]
    .filter((candidate) => Math.abs(candidate.length - wanted.length) <= allowed)
    .map((candidate) => ({ candidate, far: farFrom(wanted, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= allowed)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1));
  const farthest = (near[0]?.far ?? 0) + 1;
  return near.flatMap(({ candidate, far }) => (far <= farthest ? [candidate] : [])).slice(0, 3);
}

function farFrom(a: string, b: string): number {
  const swaps = Array.from(a, (_, at) => a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2));
  return a !== b && swaps.slice(0, -1).includes(b) ? 0.5 : distance(a, b);
}
