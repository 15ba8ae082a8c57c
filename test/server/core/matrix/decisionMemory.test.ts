import { afterAll, describe, expect, it } from 'vitest';
import { DecisionMemory } from '../../../../server/src/core/matrix/decisionMemory.ts';
import { diffAccess } from '../../../../server/src/core/diff/diffAccess.ts';
import { buildMatrix } from '../../../../server/src/core/matrix/buildMatrix.ts';
import { planSessions } from '../../../../server/src/core/matrix/plan.ts';
import type { ReadPolicy } from '../../../../server/src/core/matrix/evaluate.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import type { AccessMatrix, ChosenSessions } from '../../../../server/src/protocol/matrix.ts';
import { TestToken } from '../../../support/cancellation.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { matrixOf, NOW, policyOf } from './askMatrix.ts';

const real = startEngine();
afterAll(() => real.dispose());

/** The real engine, and how many inputs it has decided by the policies of these texts, whatever they are cut into. */
function countInputs(...policies: ReadPolicy[]): { engine: Engine; take: () => number } {
  const texts = new Set(policies.map(({ source }) => source.text));
  let count = 0;
  const engine: Engine = {
    ask: async (request, token) => {
      const answer = await real.ask(request, token);
      const isCounted = request.op === 'decide' && texts.has(request.policy.text);
      if (isCounted && 'outcomes' in answer) count += answer.outcomes.length;
      return answer;
    },
    dispose: () => Promise.resolve(),
  };
  return {
    engine,
    take: () => {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}

async function ask(
  engine: Engine,
  policy: ReadPolicy,
  memory: DecisionMemory,
  chosen: ChosenSessions = {},
): Promise<{ matrix: AccessMatrix; told: [number, number][] }> {
  const told: [number, number][] = [];
  const plan = planSessions([policy.model], { account: demoInventory, now: NOW, chosen });
  const context = { engine, account: demoInventory, now: NOW, memory };
  const result = await buildMatrix([policy], plan, context, undefined, (...progress) => told.push(progress));
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return { matrix: result.matrix, told };
}

const POLICY = policyOf(`allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)

admin if "Platform" in input.session.teams`);

describe('what has been decided', () => {
  it('is not decided again, and comes to the same', async () => {
    const { engine, take } = countInputs(POLICY);
    const memory = new DecisionMemory();
    const first = await ask(engine, POLICY, memory);
    const all = take();
    const second = await ask(engine, POLICY, memory);
    expect(take()).toBe(0);
    expect(second).toEqual({ ...first, told: [[all, all]] });
    expect(first.matrix).toEqual(await matrixOf(real, [POLICY], demoInventory));
  });

  it('leaves what is new', async () => {
    const { engine, take } = countInputs(POLICY);
    const memory = new DecisionMemory();
    await ask(engine, POLICY, memory);
    const all = take();
    const chosen = { teams: ['Newcomers'] };
    const { matrix, told } = await ask(engine, POLICY, memory, chosen);
    const added = take();
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(all / 2);
    expect(told[0]).toEqual([all, all + added]);
    expect(told.at(-1)).toEqual([all + added, all + added]);
    expect(matrix).toEqual(await matrixOf(real, [POLICY], demoInventory, { chosen }));
  });

  it('has addresses that are alike', async () => {
    const { engine, take } = countInputs(POLICY);
    const memory = new DecisionMemory();
    await ask(engine, POLICY, memory);
    take();
    const chosen = { addresses: ['10.99.99.99'] };
    const { matrix } = await ask(engine, POLICY, memory, chosen);
    expect(take()).toBe(0);
    expect(matrix).toEqual(await matrixOf(real, [POLICY], demoInventory, { chosen }));
  });

  it('is of one policy: after an edit all is decided again, and of a difference the older side is known', async () => {
    const edited = policyOf(`allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)

admin if "Platform" in input.session.teams

deny if "DevOps" in input.session.teams`);
    const { engine, take } = countInputs(POLICY, edited);
    const memory = new DecisionMemory();
    await ask(engine, POLICY, memory);
    const all = take();
    const models = [POLICY.model, POLICY.model];
    const plan = planSessions(models, { account: demoInventory, now: NOW });
    const context = { engine, account: demoInventory, now: NOW, memory };
    await diffAccess({ before: [POLICY], after: [edited] }, plan, context);
    expect(take()).toBe(all);
  });

  it('is kept where the rest is not waited for', async () => {
    const { engine, take } = countInputs(POLICY);
    await ask(engine, POLICY, new DecisionMemory());
    const all = take();
    const inSlices: Engine = {
      ...engine,
      ask: (request, token) =>
        engine.ask(request.op === 'decide' ? { ...request, inputs: request.inputs.slice(0, 20) } : request, token),
    };
    const memory = new DecisionMemory();
    const token = new TestToken();
    const plan = planSessions([POLICY.model], { account: demoInventory, now: NOW });
    const context = { engine: inSlices, account: demoInventory, now: NOW, memory };
    const asked = buildMatrix([POLICY], plan, context, token, () => {
      token.cancel();
    });
    await expect(asked).rejects.toMatchObject({ kind: 'cancelled' });
    take();
    await ask(engine, POLICY, memory);
    expect(take()).toBe(all - 20);
  });

  it('is forgotten where others have been used since', async () => {
    const { engine, take } = countInputs(POLICY);
    const memory = new DecisionMemory();
    await ask(engine, POLICY, memory);
    for (const name of ['A', 'B', 'C', 'D'])
      await ask(engine, policyOf(`admin if "${name}" in input.session.teams`), memory);
    take();
    await ask(engine, POLICY, memory);
    expect(take()).toBeGreaterThan(0);
  });
});
