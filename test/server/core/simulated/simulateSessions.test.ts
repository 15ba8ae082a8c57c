/** Which clauses fire is what OPA's trace says, and what sessions come to is what the matrix says. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printInput } from '../../../../server/src/core/simulation/loginInput.ts';
import { PolicyJudge } from '../../../../server/src/core/simulation/policyJudge.ts';
import {
  sessionsWhere,
  type SimulatedPolicy,
  type SimulatedSession,
} from '../../../../server/src/core/simulated/simulateSessions.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { cellsOf, matrixOf, read } from '../matrix/askMatrix.ts';
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
    const all = [...sessionsWhere(policy, () => true)];
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
