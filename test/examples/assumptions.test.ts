/** What a report says to be without effect, held against many more values than the simulation tries. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeChanges } from '../../server/src/core/simulation/changes.ts';
import { reduceResult } from '../../server/src/core/simulation/decision.ts';
import { simulate } from '../../server/src/core/simulation/simulate.ts';
import type { SessionRequest, SimulationReport } from '../../server/src/protocol/simulation.ts';
import { startEngine } from '../support/engine.ts';
import { demoInventory, examples, readExample } from './decideAllWays.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

/** A Saturday. */
const NOW = 1_795_277_276_000_000_000n;
const FILES = [
  'login.rego',
  ...readdirSync(path.join(examples, 'patterns'))
    .filter((name) => name.endsWith('.v1.rego'))
    .map((name) => `patterns/${name}`),
];
const SESSIONS: SessionRequest[] = [
  { key: 'scheduled-deployment' },
  { key: 'production-deploy' },
  { login: 'ada@example.com', teams: ['Platform', 'Contractors'] },
];

/** Values in place of those assumed, by field, as text of the input document. */
const OTHERS: Record<string, string[]> = {
  // Every twenty minutes of a week.
  timestamp_ns: Array.from({ length: 7 * 72 }, (_, step) => String(NOW + BigInt(step) * 1_200_000_000_000n)),
  remote_ip: Array.from({ length: 256 }, (_, n) => [`"10.${n}.1.7"`, `"${n}.20.200.9"`, `"203.0.113.${n}"`]).flat(),
};

describe.each(FILES)('%s', (file) => {
  it.each(SESSIONS)('for $key$login', async (session) => {
    const policy = await readExample(file, engine);
    const context = { engine, clock: { now: () => NOW }, account: demoInventory };
    const result = await simulate(policy, { session, evaluator: 'auto', explain: false }, context);
    if (!result.ok) throw new Error(JSON.stringify(result));
    const { report } = result;
    const inputs = report.assumed
      .filter(({ effect }) => effect === 'none' || effect === 'unread')
      .flatMap(({ field }) => replaceIn(report.input, field));
    const answer = await engine.ask({ op: 'decide', policy, inputs, evaluator: 'auto', timeLimitMs: 5000 });
    if ('refused' in answer) throw new Error(answer.refused);
    expect(answer.outcomes).toHaveLength(inputs.length);
    const changes = answer.outcomes.flatMap((outcome) => (outcome.kind === 'decided' ? compare(report, outcome.result) : ['it fails']));
    expect(changes).toEqual([]);
  });
});

function replaceIn(input: string, field: string): string[] {
  const name = field.split('.')[1] ?? '';
  const value = new RegExp(`"${name}":(?:"[^"]*"|\\d+)`);
  return (OTHERS[name] ?? []).map((other) => input.replace(value, `"${name}":${other}`));
}

function compare({ decision, input }: SimulationReport, result: Parameters<typeof reduceResult>[0]): string[] {
  const { session } = JSON.parse(input) as { session: { teams: string[] } };
  return describeChanges(decision, reduceResult(result, session.teams).decision);
}
