/**
 * Saves what V8 compiles of the two large bundles while they check a policy (`server/src/node/codeCache.ts`): of the
 * worker's in a worker, of the command line's in the main thread, which ends this process as it would its own.
 */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Script } from 'node:vm';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { HostMessage, WorkerSetup } from '../../server/src/engine/messages.ts';
import { Signals } from '../../server/src/engine/signals.ts';
import { startWorker } from '../../server/src/engine/startWorker.ts';
import { favourNothing } from '../../server/src/engine/v8Flags.ts';
import { cacheOf, encodeCache, runBundle } from '../../server/src/node/codeCache.ts';

const dist = path.resolve('dist');
const EXAMPLE = 'examples/login.rego';

function saveCache(bundle: string, script: Script): void {
  favourNothing();
  fs.writeFileSync(cacheOf(bundle), encodeCache(script, fs.readFileSync(bundle)));
}

function runWorker(): void {
  const bundle = path.join(dist, 'engineWorkerMain.js');
  const { script } = runBundle(bundle);
  // The bundle hears the same message first.
  parentPort?.once('message', () => {
    saveCache(bundle, script);
    parentPort?.close();
  });
}

function runCommandLine(): void {
  const bundle = path.join(dist, 'cliMain.js');
  const { exports, script } = runBundle(bundle);
  process.once('exit', () => {
    saveCache(bundle, script);
  });
  const { run } = exports as typeof import('../../server/src/cli/main.ts');
  void run(['check', EXAMPLE], startWorker(dist));
}

async function checkInWorker(): Promise<void> {
  const workerData: WorkerSetup = { folder: dist, timeLimitMs: 1, isShortRun: false, signals: new Signals().buffer };
  const worker = new Worker(new URL(import.meta.url), { workerData, stdout: true });
  const request: HostMessage = { op: 'check', policy: { text: fs.readFileSync(EXAMPLE, 'utf8'), engine: 'v1' } };
  worker.postMessage(request);
  await once(worker, 'exit');
}

if (!isMainThread) runWorker();
else {
  await checkInWorker();
  runCommandLine();
}
