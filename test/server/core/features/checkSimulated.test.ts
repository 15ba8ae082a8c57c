import { afterAll, describe, expect, it } from 'vitest';
import { examinePolicy } from '../../../../server/src/core/features/check.ts';
import { checkSimulated, isSimulationWanted } from '../../../../server/src/core/features/checkSimulated.ts';
import { DEFAULT_SETTINGS } from '../../../../server/src/core/settings/settings.ts';
import { SIMULATED_RULES } from '../../../../server/src/core/simulated/all.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { readExample } from '../../../examples/decideAllWays.ts';
import { PATTERNS } from '../../../examples/cases/all.ts';
import { filesOf } from '../../../examples/patternCase.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { NOW } from '../matrix/askMatrix.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

describe.each(['login.rego', ...PATTERNS.flatMap(filesOf)])('%s', (file) => {
  it.each([
    ['with the demo account', demoInventory],
    ['without an account', undefined],
  ])('does what it says, %s', async (_, account) => {
    const source = await readExample(file, engine);
    const checked = await examinePolicy(source, engine, account ? { account } : {});
    const request = { model: buildModel(source.text), source, engine, account, now: NOW };
    const { findings, policy, faults } = await checkSimulated(checked, DEFAULT_SETTINGS, request);
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
    expect(policy?.isWhole).toBe(true);
  });
});

it('is wanted, unless all of its rules are off', () => {
  const off = Object.fromEntries(SIMULATED_RULES.map(({ id }) => [id, 'off' as const]));
  expect(isSimulationWanted(DEFAULT_SETTINGS)).toBe(true);
  expect(isSimulationWanted({ ...DEFAULT_SETTINGS, rules: off })).toBe(false);
  expect(isSimulationWanted({ ...DEFAULT_SETTINGS, rules: { ...off, SL050: 'hint' } })).toBe(true);
});
