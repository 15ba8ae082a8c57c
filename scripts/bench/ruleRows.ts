import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { runRules } from '../../server/src/core/rules/runRules.ts';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings/settings.ts';
import { buildModel } from '../../server/src/core/syntax/buildModel.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import { longPolicy } from './policies.ts';
import { measure, type Row } from './samples.ts';

/** All rules alone, over a short and a long policy, without an account and with the demo account. */
export async function ruleRows(demo: AccountSnapshot): Promise<Row[]> {
  return [
    await rowOf(30),
    await rowOf(30, demo),
    await rowOf(2000, undefined, 'part of the 200 ms of an edit'),
    await rowOf(2000, demo),
  ];
}

/** Each run has a model of its own: what it remembers is part of the work. */
async function rowOf(lines: number, snapshot?: AccountSnapshot, note?: string): Promise<Row> {
  const [runs, warmUp] = lines > 100 ? [20, 5] : [200, 50];
  let model = buildModel('');
  const prepare = (run: number): void => {
    model = buildModel(longPolicy(lines, run));
  };
  const account = snapshot && buildInventory(snapshot);
  const known = { engine: 'v1', written: 'v1', parses: true, errors: [], account, settings: DEFAULT_SETTINGS } as const;
  const what = `${lines.toLocaleString('en')} lines, ${account ? 'the demo account' : 'no account'}`;
  return measure(what, runs, () => runRules({ ...known, model }), note, warmUp, prepare);
}
