/** What must hold of every difference: on the examples, and on generated policies. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import type {
  AccessDifference,
  DifferenceCause,
  DifferenceRow,
  Verdict,
} from '../../../../server/src/protocol/matrix.ts';
import { writePolicy } from '../../../differential/generated/policy.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { read } from '../matrix/askMatrix.ts';
import { differenceOf } from './askDifference.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const patterns = path.resolve(import.meta.dirname, '../../../../examples/patterns');
const examples = fs
  .readdirSync(patterns)
  .filter((name) => name.endsWith('.rego'))
  .map((name): [string, PolicySource] => {
    const text = fs.readFileSync(path.join(patterns, name), 'utf8');
    return [name, { text, engine: name.includes('.v0.') ? 'v0' : 'v1' }];
  });

const diff = (before: PolicySource, after: PolicySource): Promise<AccessDifference> =>
  differenceOf(engine, [read(before)], [read(after)], demoInventory, 300);

function expectNothing({ verdict, rows, lockedOut }: AccessDifference): void {
  expect({ verdict, rows, lockedOut }).toEqual({ verdict: 'same', rows: [], lockedOut: undefined });
}

const MIRRORED: Record<Verdict, Verdict> = { same: 'same', wider: 'narrower', narrower: 'wider', both: 'both' };

/** Seen from the other side; in an order of its own. */
function mirror({ before, after, gained, lost, teams, causes, ...rest }: DifferenceRow): unknown {
  return {
    ...rest,
    before: after,
    after: before,
    gained: lost,
    lost: gained,
    ...(teams && { teams: { gained: teams.lost, lost: teams.gained } }),
    ...(causes && {
      causes: causes.map(mirrorCause).sort(compareTexts),
    }),
  };
}

function mirrorCause({ fires, through, ...rest }: DifferenceCause): DifferenceCause {
  return {
    ...rest,
    fires: fires === 'after' ? 'before' : 'after',
    ...(through && { through: through.map(mirrorCause) }),
  };
}

const plain = (row: DifferenceRow): unknown => ({
  ...row,
  ...(row.causes && { causes: [...row.causes].sort(compareTexts) }),
});

function compareTexts(a: unknown, b: unknown): number {
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : Number(left > right);
}

/** The same for the same members, in whatever order they stand and whichever side a clause fires on. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'fires') return undefined;
    const isPlain = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return isPlain ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner;
  });
}

async function expectMirrored(one: PolicySource, other: PolicySource): Promise<AccessDifference> {
  const there = await diff(one, other);
  const back = await diff(other, one);
  expect(back.verdict).toBe(MIRRORED[there.verdict]);
  expect(back.subjects).toEqual(there.subjects);
  // Of many rows only some have causes, and those are others from the other side.
  const withoutCauses = (row: DifferenceRow): DifferenceRow => {
    const { causes: left, hasOtherCauses: isSome, ...others } = row;
    return left === undefined && isSome === undefined ? row : others;
  };
  const isAll = [...there.rows, ...back.rows].every((row) => row.causes !== undefined && !row.hasOtherCauses);
  const [mine, theirs] = isAll
    ? [there.rows, back.rows]
    : [there.rows.map(withoutCauses), back.rows.map(withoutCauses)];
  expect(theirs.map(mirror).sort(compareTexts)).toEqual(mine.map(plain).sort(compareTexts));
  return there;
}

describe.each(examples)('%s', (_, source) => {
  it('is not different from itself, formatted, or upgraded to v1', async () => {
    expectNothing(await diff(source, source));
    const formatted = await engine.ask({ op: 'format', ...source });
    if ('errors' in formatted) throw new Error(JSON.stringify(formatted.errors));
    expectNothing(await diff(source, { ...source, text: formatted.text }));
    if (source.engine === 'v1') return;
    const upgraded = await engine.ask({ op: 'upgrade', text: source.text });
    if ('errors' in upgraded) throw new Error(JSON.stringify(upgraded.errors));
    expectNothing(await diff(source, { text: upgraded.text, engine: 'v1' }));
  });
});

it.each(
  examples
    .slice(1)
    .map(
      ([name, source], index) => [examples[index]?.[0] ?? '', name, examples[index]?.[1] ?? source, source] as const,
    ),
)('%s and %s: seen from either side', async (_, __, one, other) => {
  await expectMirrored(one, other);
});

it('is mirrored for generated policies', { timeout: 600_000 }, async () => {
  let different = 0;
  const numbers = fc.array(fc.nat(5039), { maxLength: 200, size: 'max' });
  const property = fc.asyncProperty(numbers, numbers, async (first, second) => {
    const [one, other] = [writePolicy(first), writePolicy(second)];
    for (const policy of [one, other]) {
      const { errors } = await engine.ask({ op: 'check', policy });
      if (errors.length > 0) return;
    }
    expectNothing(await diff(one, one));
    const { verdict } = await expectMirrored(one, other);
    different += Number(verdict !== 'same');
  });
  await fc.assert(property, { seed: 1, numRuns: 20 });
  expect(different).toBeGreaterThan(2);
});
