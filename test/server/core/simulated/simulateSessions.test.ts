/** Which clauses fire is what OPA's trace says, and what sessions come to is what the matrix says. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { LOGIN_RULES } from '../../../../server/src/core/policy/loginContract.ts';
import { printInput } from '../../../../server/src/core/simulation/loginInput.ts';
import { PolicyJudge } from '../../../../server/src/core/simulation/policyJudge.ts';
import {
  simulateSessions,
  type SimulatedPolicy,
  type SimulatedSession,
} from '../../../../server/src/core/simulated/simulateSessions.ts';
import { sessionsToCome } from '../../../../server/src/core/simulated/toCome.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { Clause } from '../../../../server/src/core/syntax/model.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import { writePolicy } from '../../../differential/generated/policy.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { cellsOf, matrixOf, NOW, read } from '../matrix/askMatrix.ts';
import { simulated } from './askSimulated.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const examples = path.resolve(import.meta.dirname, '../../../../examples');
const files = [...fs.readdirSync(path.join(examples, 'patterns')).map((name) => `patterns/${name}`), 'login.rego'];
const policies = files.map((file): [string, PolicySource] => [
  file,
  { text: fs.readFileSync(path.join(examples, file), 'utf8'), engine: file.includes('.v0.') ? 'v0' : 'v1' },
]);

describe.each(policies)('%s', (_, source) => {
  it('fires the clauses that the trace fires', async () => {
    const policy = await simulated(engine, source, demoInventory, 400);
    const all = [...sessionsToCome(policy, () => true)];
    for (const session of sample(all, 6)) {
      const traced = await firingByTrace(policy, session);
      const marked = [...session.fired].map(({ from }) => from).sort((a, b) => a - b);
      expect(marked).toEqual([...traced].filter((from) => isMarked(policy, from)).sort((a, b) => a - b));
    }
  });

  it('comes to what the matrix says', async () => {
    const policy = await simulated(engine, source, demoInventory, 400);
    const matrix = await matrixOf(engine, [read(source)], demoInventory, { most: 400 });
    const levels = cellsOf(matrix).filter(({ outcome }) => outcome.isBypass !== true);
    const told = new Set(
      levels.map(({ outcome: { level, isAdmin, roles } }) => JSON.stringify([level, isAdmin, roles])),
    );
    const found = policy.results.map(({ outcome: { level, isAdmin, roles } }) =>
      JSON.stringify([level, isAdmin, roles]),
    );
    expect(new Set(found.filter((one) => !one.startsWith('["undecided"')))).toEqual(told);
  });
});

it('fires what the trace fires, of generated policies', { timeout: 600_000 }, async () => {
  let compared = 0;
  const property = fc.asyncProperty(fc.array(fc.nat(5039), { maxLength: 300, size: 'max' }), async (numbers) => {
    const source = writePolicy(numbers);
    const { errors } = await engine.ask({ op: 'check', policy: source });
    const model = buildModel(source.text);
    const request = { model, source, engine, account: demoInventory, now: NOW, most: 60 };
    const policy = errors.length === 0 ? await simulateSessions(request) : undefined;
    if (policy === undefined) return;
    const decided = sessionsToCome(policy, ({ outcome: { level } }) => level !== 'undecided' && level !== 'failed');
    for (const session of sample([...decided], 4)) {
      compared++;
      const traced = await firingByTrace(policy, session);
      const isDecided = (clause: Clause): boolean => DECIDING.has(clause.rule.name) && policy.marked.has(clause);
      const expected = model.clauses.filter((clause) => isDecided(clause) && traced.has(clause.from));
      expect([...session.fired].filter(isDecided).sort(byPlace), source.text).toEqual(expected);
    }
  });
  await fc.assert(property, { seed: 1, numRuns: 40 });
  expect(compared).toBeGreaterThan(30);
});

/** Helpers that nothing asks for are in no trace. */
const DECIDING: ReadonlySet<string> = new Set(LOGIN_RULES.map(({ name }) => name));

function byPlace(a: Clause, b: Clause): number {
  return a.from - b.from;
}

function isMarked({ marked }: SimulatedPolicy, from: number): boolean {
  return [...marked].some((clause) => clause.from === from);
}

/** Where the clauses begin that fire, by OPA's own trace; helpers are told where something asks for them. */
async function firingByTrace(policy: SimulatedPolicy, { person, place }: SimulatedSession): Promise<Set<number>> {
  const { model, source } = policy;
  const { session } = person.input;
  const input = printInput({ ...person.input, request: place, session: { ...session, creator_ip: place.remote_ip } });
  const trace = await new PolicyJudge(engine, source, undefined).trace(input);
  const firing = new Set<number>();
  for (const { attempts, location } of trace ?? []) {
    const span = location.file === 'policy' ? model.lines.spanOfBytes(location.offset, location.length) : undefined;
    if (span && attempts.some(({ fired }) => fired)) firing.add(span.from);
  }
  return firing;
}

function sample<Item>(all: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, n) => all[Math.floor((n * all.length) / count)]).filter(
    (one) => one !== undefined,
  );
}
