/**
 * Generated login policies, each with inputs at and around its edges: the compiled policy comes to the same as OPA's
 * interpreter, errors included. `LONG_TESTS=1` tries thousands, `SEED=…` others.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../server/src/core/ports.ts';
import type { Outcome } from '../../server/src/protocol/engine.ts';
import { startEngine } from '../support/engine.ts';
import { decideBothWays } from './decide.ts';
import { writeInput } from './generated/input.ts';
import { writePolicy } from './generated/policy.ts';

const isLong = process.env['LONG_TESTS'] !== undefined;
const RUNS = isLong ? 5_000 : 120;
const SEED = Number(process.env['SEED'] ?? 1);
const INPUTS = 8;

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

/** What a policy or an input is written from. */
function numbers(most: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(5039), { maxLength: most, size: 'max' });
}

/** Whether anything but a default came out. */
function isTelling(outcome: Outcome): boolean {
  return outcome.kind === 'decided' && Object.values(outcome.result).some((value) => !isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : value === false;
}

it('is decided alike', { timeout: 3_600_000 }, async () => {
  const seen = { compiled: 0, refused: 0, invalid: 0, telling: 0, failed: 0 };
  const property = fc.asyncProperty(
    numbers(400),
    fc.array(numbers(60), { minLength: INPUTS, maxLength: INPUTS }),
    async (policyNumbers, inputNumbers) => {
      const policy = writePolicy(policyNumbers);
      const inputs = inputNumbers.map(writeInput);
      const { interpreted, compiled } = await decideBothWays(engine, policy, inputs);
      if ('refused' in compiled) {
        seen.refused++;
        return;
      }
      const isInvalid = interpreted.every(
        (outcome) => outcome.kind === 'failed' && outcome.errors.some(({ code }) => code.startsWith('rego_')),
      );
      seen[isInvalid ? 'invalid' : 'compiled']++;
      seen.telling += interpreted.filter(isTelling).length;
      seen.failed += isInvalid ? 0 : interpreted.filter(({ kind }) => kind === 'failed').length;
      for (const [i, outcome] of interpreted.entries()) {
        // As text: the order of keys counts too.
        expect(JSON.stringify(compiled[i]), `${policy.text}\n${String(inputs[i])}`).toBe(JSON.stringify(outcome));
      }
    },
  );
  await fc.assert(property, { seed: SEED, numRuns: RUNS });
  // Else the generator is to blame, and nothing was shown.
  expect(seen.compiled, JSON.stringify(seen)).toBeGreaterThan(RUNS / 2);
  expect(seen.telling, JSON.stringify(seen)).toBeGreaterThan(RUNS);
  if (isLong) console.info(seen); // eslint-disable-line no-console -- the figures of a long run
});
