/**
 * Every small change of the examples that OPA takes changes what some session of the matrix comes to. A part of them; `LONG_TESTS=1`: all. `SEED=…`: another part.
 */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../../../../server/src/core/matrix/evaluate.ts';
import { MOST_SESSIONS, planSessions } from '../../../../../server/src/core/matrix/plan.ts';
import { makeSessions, type Sessions } from '../../../../../server/src/core/matrix/sessions.ts';
import type { PolicySource } from '../../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../../support/engine.ts';
import { demoInventory } from '../../account/demoAccount.ts';
import { NOW, read } from '../../matrix/askMatrix.ts';
import { listMutants, type Mutant } from './mutants.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const isLong = process.env['LONG_TESTS'] !== undefined;
const seed = Number(process.env['SEED'] ?? '1');
/** Of each policy. */
const SAMPLE = 3;
/** Most changes show within so many sessions; only where they don't, all are tried. */
const FEW_SESSIONS = 600;

const examples = path.resolve(import.meta.dirname, '../../../../../examples');
const files = [...fs.readdirSync(path.join(examples, 'patterns')).map((name) => `patterns/${name}`), 'login.rego'];

const policies = files.map((file): [string, PolicySource] => [
  file,
  { text: fs.readFileSync(path.join(examples, file), 'utf8'), engine: file.includes('.v0.') ? 'v0' : 'v1' },
]);

describe.each(policies)('%s', (_, source) => {
  it('comes to something else for somebody, whatever is changed', async () => {
    const survivors: string[] = [];
    let compiled = 0;
    for (const { name, text } of choose(listMutants(source.text))) {
      const mutant = { ...source, text };
      const { errors } = await engine.ask({ op: 'check', policy: mutant });
      if (errors.length > 0) continue;
      compiled++;
      const isTold = (await differ(source, mutant, FEW_SESSIONS)) || (await differ(source, mutant, MOST_SESSIONS));
      if (!isTold) survivors.push(name);
    }
    expect(survivors).toEqual([]);
    expect(compiled).toBeGreaterThan(0);
  });
});

/** Always others of the policies' changes, and the same for a seed. */
function choose(mutants: readonly Mutant[]): readonly Mutant[] {
  if (isLong) return mutants;
  const [chosen = []] = fc.sample(fc.shuffledSubarray([...mutants], { minLength: SAMPLE, maxLength: SAMPLE }), {
    seed,
    numRuns: 1,
  });
  return chosen;
}

/** Whether any session comes to something else. */
async function differ(one: PolicySource, other: PolicySource, most: number): Promise<boolean> {
  const models = [read(one).model, read(other).model];
  const sessions = makeSessions(planSessions(models, { account: demoInventory, now: NOW, most }), demoInventory, NOW);
  const [before, after] = [await decide(one, sessions), await decide(other, sessions)];
  return before.some((outcome, cell) => outcome !== after[cell]);
}

/** What each session comes to, as text. */
async function decide(source: PolicySource, sessions: Sessions): Promise<string[]> {
  const result = await evaluate([read(source)], sessions, { engine, account: demoInventory });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  const { outcomes, cells } = result.evaluation;
  const texts = outcomes.map((outcome) => JSON.stringify(outcome));
  return [...cells].map((cell) => texts[cell] ?? '');
}
