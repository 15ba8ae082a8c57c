import { growAccount } from '../../demo/data/largeAccount.ts';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { diffAccess } from '../../server/src/core/diff/diffAccess.ts';
import { buildMatrix } from '../../server/src/core/matrix/buildMatrix.ts';
import type { ReadPolicy } from '../../server/src/core/matrix/evaluate.ts';
import { planSessions } from '../../server/src/core/matrix/plan.ts';
import type { Engine } from '../../server/src/core/ports.ts';
import { buildModel } from '../../server/src/core/syntax/buildModel.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import type { ChosenSessions } from '../../server/src/protocol/matrix.ts';
import { longPolicy } from './policies.ts';
import { measure, type Row } from './samples.ts';

const NOW = 1_772_526_600_000_000_000n;

/** 5 addresses at 4 instants. */
const CONDITIONS: ChosenSessions = {
  only: true,
  addresses: ['10.0.0.1', '10.1.0.1', '10.2.0.1', '10.3.0.1', '203.0.113.1'],
  instants: ['02:30', '09:30', '19:30', '22:30'].map((time) => `2026-03-03T${time}:00Z`),
};

/** A whole matrix and a whole difference, their plans included, by policies that are compiled already. */
export async function matrixRows(engine: Engine, demo: AccountSnapshot): Promise<Row[]> {
  return [
    ...(await rowsOf(engine, demo, { keys: 120, most: 10_000, runs: 10, budget: 'budget 300 ms' })),
    ...(await rowsOf(engine, demo, { keys: 5_000, most: 250_000, runs: 2, chosen: CONDITIONS })),
  ];
}

interface Size {
  keys: number;
  most: number;
  runs: number;
  budget?: string;
  chosen?: ChosenSessions;
}

async function rowsOf(engine: Engine, demo: AccountSnapshot, { keys, runs, budget, ...most }: Size): Promise<Row[]> {
  const account = buildInventory(growAccount(demo, { keys, spaces: 2000, roles: 1000 }));
  const before = readPolicy(longPolicy(30, -2));
  // All lose by it, for an hour each night.
  const after = readPolicy(`${before.source.text}\ndeny if time.clock(input.request.timestamp_ns)[0] == 2\n`);
  const plan = (...policies: ReadPolicy[]) =>
    planSessions(
      policies.map(({ model }) => model),
      { account, now: NOW, isMembershipOpen: policies.length > 1, ...most },
    );
  const { candidates, addresses, instants } = plan(before);
  const people = candidates.reduce((sum, { sessions }) => sum + sessions.length, 0);
  const count = people * addresses.length * instants.length;
  const size = `${people} logins × ${addresses.length} addresses × ${instants.length} instants`;
  const context = { engine, account, now: NOW };
  const matrix = (): Promise<unknown> => buildMatrix([before], plan(before), context);
  const difference = (): Promise<unknown> =>
    diffAccess({ before: [before], after: [after] }, plan(before, after), context);
  return [
    await measure(`${count.toLocaleString('en')} sessions (${size})`, runs, matrix, budget, 1),
    { what: '… resident memory after that, core and worker', note: memory() },
    await measure('… the difference to another version', runs, difference, '', 1),
    { what: '… resident memory after that', note: memory() },
  ];
}

function readPolicy(text: string): ReadPolicy {
  return { name: 'policy', source: { text, engine: 'v1' }, model: buildModel(text) };
}

function memory(): string {
  return `${Math.round(process.memoryUsage().rss / 1024 / 1024)} MiB`;
}
