/**
 * `npm run bench`: the rows of the performance budgets that exist by now. Absolute times depend on the machine; the
 * ratios, taken in the same run, are what to compare.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { parseSnapshot } from '../../server/src/core/account/snapshotSchema.ts';
import { growAccount } from '../../demo/data/largeAccount.ts';
import { checkPolicy } from '../../server/src/core/features/check.ts';
import type { Engine } from '../../server/src/core/ports.ts';
import { simulate } from '../../server/src/core/simulation/simulate.ts';
import { createEngine } from '../../server/src/engine/engine.ts';
import { accountRows } from './accountRows.ts';
import { extensionRows } from './extensionRows.ts';
import { matrixRows } from './matrixRows.ts';
import { overviewRows } from './overviewRows.ts';
import { longPolicy } from './policies.ts';
import { ruleRows } from './ruleRows.ts';
import { measure, printRows, type Row } from './samples.ts';
import { serverRows } from './serverRows.ts';
import { syntaxRows } from './syntaxRows.ts';

const root = process.cwd();
const dist = path.join(root, 'dist');
const demo = parseSnapshot(fs.readFileSync(path.join(root, 'demo/account.json'), 'utf8'));
const clock = { now: () => 1_772_526_600_000_000_000n };
const LOGIN = 'examples/login.rego';

async function main(): Promise<void> {
  printRows('Start (a new worker each time)', await startRows());
  const engine = createEngine({ folder: dist });
  printRows('The policy model', await syntaxRows());
  printRows('All rules alone', await ruleRows(demo));
  printRows('Check (an edit, then all diagnostics)', await checkRows(engine));
  printRows('Simulate', await simulateRows(engine));
  printRows('Decide', await decideRows(engine));
  printRows('Session matrix (2,000 spaces, 1,000 roles)', await matrixRows(engine, demo));
  printRows('A large account (5,000 keys, 2,000 spaces, 1,000 roles)', await accountRows(engine, demo));
  printRows('Memory and size', [memoryRow(), ...sizeRows()]);
  await engine.dispose();
  printRows('The language server (5,000 keys, 2,000 spaces, 1,000 roles)', await serverRows(demo));
  printRows('Many sessions in the editor', await overviewRows(demo));
  printRows('The extension in VS Code', extensionRows(root));
  printRows('Whole processes', await processRows());
}

async function startRows(): Promise<Row[]> {
  const text = longPolicy(30, 0);
  return [
    await measure(
      'engine start and first check',
      12,
      async () => {
        const engine = createEngine({ folder: dist });
        await engine.ask({ op: 'check', policy: { text, engine: 'v1' } });
        await engine.dispose();
      },
      'budget 350 ms: server start to all diagnostics',
    ),
  ];
}

async function checkRows(engine: Engine): Promise<Row[]> {
  const check = (lines: number) => (run: number) => checkPolicy({ text: longPolicy(lines, run), engine: 'v1' }, engine);
  return [
    await measure('30 lines', 100, check(30), 'budget p50 20 ms, p95 50 ms'),
    await measure('2,000 lines', 15, check(2000), 'budget p50 200 ms'),
  ];
}

async function simulateRows(engine: Engine): Promise<Row[]> {
  const session = { key: 'terraform-automation', ip: '10.20.30.40', at: '2026-03-03T09:30:00Z' };
  const run =
    (options: { explain?: boolean; weigh?: boolean }, snapshot = demo, account = buildInventory(snapshot)) =>
    async (edit: number) => {
      const policy = { text: longPolicy(30, edit), engine: 'v1' } as const;
      const result = await simulate(
        policy,
        { session, evaluator: 'auto', explain: false, ...options },
        { engine, clock, account },
      );
      if (!result.ok) throw new Error('the benchmark policy does not compile');
    };
  return [
    await measure('an edit, then the report (30 lines)', 50, run({ weigh: false }), 'budget p50 40 ms'),
    await measure('… with its explanation', 50, run({ weigh: false, explain: true })),
    await measure('… and all that is assumed tried', 20, run({ explain: true })),
    await measure(
      '… in an account of 2,000 spaces and 1,000 roles',
      20,
      run({ weigh: false }, growAccount(demo, { keys: 0, spaces: 2000, roles: 1000 })),
    ),
  ];
}

async function decideRows(engine: Engine): Promise<Row[]> {
  const policy = { text: longPolicy(30, -1), engine: 'v1' } as const;
  const inputs = (count: number): string[] =>
    Array.from({ length: count }, (_, n) =>
      JSON.stringify({
        request: { remote_ip: `10.${n % 256}.1.1`, timestamp_ns: '@' },
        session: { login: `api::key-${n % 50}`, member: n % 2 === 0, teams: [] },
      }).replace('"@"', `${1_772_526_600 + n}000000000`),
    );
  const decide = (evaluator: 'interpreter' | 'compiled', some: string[]) => () =>
    engine.ask({ op: 'decide', policy, inputs: some, evaluator, timeLimitMs: 5000 });
  const hundred = inputs(100);
  const [interpreted, compiled] = [
    await measure('100 decisions, interpreter', 10, decide('interpreter', hundred)),
    await measure('100 decisions, compiled', 10, decide('compiled', hundred)),
  ];
  compiled.note = `interpreter : compiled = ${((interpreted.p50 ?? 0) / (compiled.p50 ?? 1)).toFixed(0)} : 1`;
  return [
    await measure('compile to WebAssembly, 30 lines', 10, (run) =>
      engine.ask({ op: 'compile', policy: { text: longPolicy(30, 1000 + run), engine: 'v1' } }),
    ),
    interpreted,
    compiled,
    await measure(
      '10,000 sessions, compiled',
      5,
      decide('compiled', inputs(10_000)),
      'budget 300 ms (input cut to what is read)',
    ),
  ];
}

function memoryRow(): Row {
  const mebibytes = Math.round(process.memoryUsage().rss / 1024 / 1024);
  return { what: 'resident, core and worker, after all of the above', note: `${mebibytes} MiB (budget 200 MiB)` };
}

function sizeRows(): Row[] {
  return fs
    .readdirSync(dist)
    .filter((name) => fs.statSync(path.join(dist, name)).isFile() && !name.endsWith('.map'))
    .map((name) => {
      const bytes = fs.readFileSync(path.join(dist, name));
      const packed = zlib.deflateRawSync(bytes, { level: 9 }).length;
      return { what: name, note: `${megabytes(bytes.length)}, packed ${megabytes(packed)}` };
    });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

async function processRows(): Promise<Row[]> {
  const node = await measureCommand('node, empty', process.execPath, ['-e', '0']);
  if (node === undefined) throw new Error('Node does not start');
  const commands: [string, string, string[]][] = [
    ['login-policy check', process.execPath, ['dist/cli.js', 'check', LOGIN]],
    ['login-policy simulate', process.execPath, ['dist/cli.js', 'simulate', LOGIN, '--key', 'terraform-automation']],
    ['login-policy --version', process.execPath, ['dist/cli.js', '--version']],
    ['opa check (native)', 'opa', ['check', LOGIN]],
    ['regal lint', 'regal', ['lint', LOGIN]],
  ];
  const rows = [node];
  for (const [what, command, args] of commands) {
    const row = await measureCommand(what, command, args);
    rows.push(
      row
        ? { ...row, note: `${((row.p50 ?? 0) / (node.p50 ?? 1)).toFixed(1)} × an empty Node` }
        : { what, note: 'not on PATH' },
    );
  }
  return rows;
}

async function measureCommand(what: string, command: string, args: string[]): Promise<Row | undefined> {
  if (spawnSync(command, ['--version'], { stdio: 'ignore' }).error !== undefined) return undefined;
  return measure(what, 15, () => spawnSync(command, args, { cwd: root, stdio: 'ignore' }));
}

await main();
