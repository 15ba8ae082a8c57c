/** Every example of v0, upgraded, lets the same people in as the same. */
import { afterAll, describe, expect, it } from 'vitest';
import { upgradePolicy } from '../../server/src/core/features/upgrade.ts';
import { simulate } from '../../server/src/core/simulation/simulate.ts';
import type { PolicySource } from '../../server/src/protocol/engine.ts';
import { startEngine } from '../support/engine.ts';
import { PATTERNS } from './cases/all.ts';
import { demoInventory, readExample } from './decideAllWays.ts';
import { filesOf, USUAL_SESSION, type PatternCase } from './patternCase.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

async function decide(policy: PolicySource, { session }: PatternCase): Promise<unknown> {
  const request = session.input === undefined ? { ...USUAL_SESSION, ...session } : session;
  const context = { engine, clock: { now: () => 0n }, account: demoInventory };
  const result = await simulate(policy, { session: request, evaluator: 'interpreter', explain: false }, context);
  if (!result.ok) throw new Error(JSON.stringify(result));
  const { decision, access } = result.report;
  return { decision, access };
}

describe.each(PATTERNS)('pattern $name', (pattern) => {
  it('decides the same as Rego v1', async () => {
    const before = await readExample(filesOf(pattern).find((file) => file.includes('.v0.')) ?? '', engine);
    const upgraded = await upgradePolicy(before, engine);
    if ('reason' in upgraded) throw new Error(upgraded.reason);
    const after: PolicySource = { text: upgraded.text, engine: 'v1' };
    expect(upgraded.text).toContain('engine=v1');
    for (const expected of pattern.cases) expect(await decide(after, expected)).toEqual(await decide(before, expected));
  });
});
