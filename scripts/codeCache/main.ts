/**
 * Saves what V8 compiles of the large bundles while they check a policy (`server/src/node/codeCache.ts`): of the
 * worker's and the language server's in workers, of the command line's in the main thread, which ends this process as it
 * would its own.
 */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Script } from 'node:vm';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { HostMessage, WorkerSetup } from '../../server/src/engine/messages.ts';
import { Signals } from '../../server/src/engine/signals.ts';
import { startWorker } from '../../server/src/engine/startWorker.ts';
import { favourNothing } from '../../server/src/engine/v8Flags.ts';
import { cacheOf, encodeCache, runBundle } from '../../server/src/node/codeCache.ts';

const dist = path.resolve('dist');
const EXAMPLE = 'examples/login.rego';
const SERVER = 'server.js';

function saveCache(bundle: string, script: Script): void {
  favourNothing();
  fs.writeFileSync(cacheOf(bundle), encodeCache(script, fs.readFileSync(bundle)));
}

/** Until it is sent a message: of the engine's worker that is what it is asked, which the bundle hears first. */
function runInWorker(name: string): void {
  const bundle = path.join(dist, name);
  const { script } = runBundle(bundle);
  parentPort?.once('message', () => {
    saveCache(bundle, script);
    process.exit();
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
  const setup: WorkerSetup = { folder: dist, timeLimitMs: 1, isShortRun: false, signals: new Signals().buffer };
  const worker = new Worker(new URL(import.meta.url), { workerData: setup, stdout: true });
  const request: HostMessage = { op: 'check', policy: { text: fs.readFileSync(EXAMPLE, 'utf8'), engine: 'v1' } };
  worker.postMessage(request);
  await once(worker, 'exit');
}

/** As an editor without any abilities would ask. */
async function checkInServer(): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: SERVER,
    argv: ['--stdio'],
    stdin: true,
    stdout: true,
  });
  const chunks = worker.stdout[Symbol.asyncIterator]();
  let heard = '';
  const hear = async (what: string): Promise<void> => {
    while (!heard.includes(what)) {
      const chunk = await chunks.next();
      if (chunk.done) throw new Error(`the language server has ended without ${what}`);
      heard += String(chunk.value);
    }
  };
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    worker.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const text = fs.readFileSync(EXAMPLE, 'utf8');
  const textDocument = { uri: pathToFileURL(EXAMPLE).href, languageId: 'rego', version: 1, text };
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  await hear('"id":1,');
  send({ method: 'initialized', params: {} });
  send({ method: 'textDocument/didOpen', params: { textDocument } });
  await hear('publishDiagnostics');
  const ended = once(worker, 'exit');
  worker.postMessage('save');
  await ended;
}

if (!isMainThread) runInWorker(workerData === SERVER ? SERVER : 'engineWorkerMain.js');
else {
  await checkInWorker();
  await checkInServer();
  runCommandLine();
}
