import { growAccount } from '../../demo/data/largeAccount.ts';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { buildMatrix } from '../../server/src/core/matrix/buildMatrix.ts';
import type { ReadPolicy } from '../../server/src/core/matrix/evaluate.ts';
import { planSessions } from '../../server/src/core/matrix/plan.ts';
import type { Engine } from '../../server/src/core/ports.ts';
import { buildModel } from '../../server/src/core/syntax/buildModel.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import { longPolicy } from './policies.ts';
import { measure, type Row } from './samples.ts';

const NOW = 1_772_526_600_000_000_000n;

/** A whole matrix, its plan included, by a policy that is compiled already. */
export async function matrixRows(engine: Engine, demo: AccountSnapshot): Promise<Row[]> {
  return [
    await rowOf(engine, demo, { keys: 120, most: 10_000, runs: 10, note: 'budget 300 ms' }),
    await rowOf(engine, demo, { keys: 5_000, most: 200_000, runs: 2, note: '' }),
  ];
}

interface Size {
  keys: number;
  most: number;
  runs: number;
  note: string;
}

async function rowOf(engine: Engine, demo: AccountSnapshot, { keys, most, runs, note }: Size): Promise<Row> {
  const account = buildInventory(growAccount(demo, { keys, spaces: 2000, roles: 1000 }));
  const text = longPolicy(30, -2);
  const policy: ReadPolicy = { name: 'policy', source: { text, engine: 'v1' }, model: buildModel(text) };
  const plan = () => planSessions([policy.model], { account, now: NOW, most });
  const { candidates, addresses, instants } = plan();
  const people = candidates.reduce((sum, { sessions }) => sum + sessions.length, 0);
  const count = people * addresses.length * instants.length;
  const what = `${count.toLocaleString('en')} sessions (${people} logins × ${addresses.length} addresses × ${instants.length} instants)`;
  return measure(what, runs, () => buildMatrix([policy], plan(), { engine, account, now: NOW }), note, 1);
}
