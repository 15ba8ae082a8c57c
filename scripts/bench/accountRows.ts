/** A large account: what its snapshot costs, and what the commands cost with it, beside the demo account. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { growAccount } from '../../demo/data/largeAccount.ts';
import { can } from '../../server/src/core/access/can.ts';
import { buildInventory, type Inventory } from '../../server/src/core/account/inventory.ts';
import { parseSnapshot } from '../../server/src/core/account/snapshotSchema.ts';
import { checkPolicy } from '../../server/src/core/features/check.ts';
import type { Engine } from '../../server/src/core/ports.ts';
import { simulate } from '../../server/src/core/simulation/simulate.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import type { PolicySource } from '../../server/src/protocol/engine.ts';
import { longPolicy } from './policies.ts';
import { measure, type Row } from './samples.ts';

const SCALE = { keys: 5000, spaces: 2000, roles: 1000 };
const LOGIN = 'examples/login.rego';
const SESSION = { key: 'terraform-prod', ip: '10.20.30.40', at: '2026-03-03T09:30:00Z' };

export async function accountRows(engine: Engine, demo: AccountSnapshot): Promise<Row[]> {
  const large = growAccount(demo, SCALE);
  const text = JSON.stringify(large);
  return [
    await measure('the snapshot, read and checked', 10, () => parseSnapshot(text)),
    await measure('the snapshot, indexed', 10, () => buildInventory(large)),
    ...(await answerRows(engine, 'the demo account', buildInventory(demo))),
    ...(await answerRows(engine, 'the large account', buildInventory(large))),
    ...(await commandRows(text)),
  ];
}

/** In this process, with an engine that has been started. */
async function answerRows(engine: Engine, name: string, account: Inventory): Promise<Row[]> {
  const context = { engine, account, clock: { now: () => 1_772_526_600_000_000_000n } };
  const policy = (run: number): PolicySource => ({ text: longPolicy(30, run), engine: 'v1' });
  const request = { session: SESSION, evaluator: 'auto', explain: false } as const;
  const question = { session: SESSION, action: 'run:trigger', space: 'eu' };
  return [
    await measure(`check, ${name}`, 20, (run) => checkPolicy(policy(run), engine, { account })),
    await measure(`simulate, ${name}`, 20, (run) => simulate(policy(run), request, context)),
    await measure(`can, ${name}`, 20, () => can(question, undefined, context)),
  ];
}

async function commandRows(large: string): Promise<Row[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'login-policy-bench-'));
  const file = path.join(folder, 'account.json');
  fs.writeFileSync(file, large);
  const commands = [
    ['check', LOGIN],
    ['simulate', LOGIN, '--key', SESSION.key],
    ['can', SESSION.key, 'run:trigger', 'eu'],
  ];
  const rows: Row[] = [];
  try {
    for (const command of commands) {
      const run = (account: string) => () =>
        spawnSync(process.execPath, ['dist/cli.js', ...command, '--account', account], { stdio: 'ignore' });
      const name = `login-policy ${command[0] ?? ''}`;
      const small = await measure(`${name}, the demo account`, 10, run('demo'));
      const grown = await measure(`${name}, the large account`, 10, run(file));
      const more = Math.round((grown.p50 ?? 0) - (small.p50 ?? 0));
      rows.push(small, { ...grown, note: `${more} ms more than with the demo account` });
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  return rows;
}
