/** Fixtures of rules that go by simulation: marked texts, as `support/findings.ts` has them, by the real engine. */
import { afterAll, expect, test } from 'vitest';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { examinePolicy } from '../../../../server/src/core/features/check.ts';
import { checkSimulated } from '../../../../server/src/core/features/checkSimulated.ts';
import type { RuleId } from '../../../../server/src/core/rules/table.ts';
import { DEFAULT_SETTINGS } from '../../../../server/src/core/settings/settings.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import type { Finding } from '../../../../server/src/protocol/findings.ts';
import type { RegoVersion } from '../../../../server/src/protocol/engine.ts';
import { startEngine } from '../../../support/engine.ts';
import { applyFixes, describeFindings } from '../../../support/findings.ts';
import { ownScenariosOf } from '../../../support/ownScenarios.ts';
import { readMarked, sortExpectations } from '../../../support/marked.ts';
import { NOW } from '../matrix/askMatrix.ts';

export interface SimulatedFixture {
  name: string;
  /** `package spacelift` is put before it. */
  text: string;
  engine?: RegoVersion;
  account?: AccountSnapshot | undefined;
  most?: number;
  /** `login.scenarios.yaml`, beside it. */
  scenarios?: string | undefined;
  /** The text after the first fix of every finding; left out: nothing is said about fixes. */
  fixed?: string;
}

/** A test of each, by one engine. */
export function checkFixtures(id: RuleId, fixtures: readonly SimulatedFixture[]): void {
  const engine = startEngine();
  afterAll(() => engine.dispose());

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_, fixture) => {
    const { text, expected } = readMarked(`package spacelift\n\n${fixture.text}`);
    const found = (await find(text, fixture)).filter(({ rule }) => rule === id);
    expect(describeFindings(text, found)).toEqual(sortExpectations(expected));
    if (fixture.fixed === undefined) return;
    const fixes = found.flatMap(({ fixes }) => fixes?.slice(0, 1) ?? []);
    expect(applyFixes(text, fixes)).toBe(`package spacelift\n\n${fixture.fixed}`);
    expect(fixes.every(({ unsafe }) => unsafe)).toBe(true);
  });

  async function find(
    text: string,
    { engine: version = 'v1', account, most, scenarios }: SimulatedFixture,
  ): Promise<Finding[]> {
    const source = { text, engine: version };
    const model = buildModel(text);
    const inventory = account && buildInventory(account);
    const checked = await examinePolicy(source, engine, { model, ...(inventory && { account: inventory }) });
    const named = await ownScenariosOf(scenarios);
    const request = { model, source, engine, account: inventory, now: NOW, named, ...(most !== undefined && { most }) };
    const { findings, faults, policy } = await checkSimulated(checked, DEFAULT_SETTINGS, request);
    for (const fault of faults) throw fault;
    expect(policy).toBeDefined();
    return [...findings];
  }
}
