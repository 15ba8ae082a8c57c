/** Starts the engine's thread. Small, so that it can be done before anything else is loaded: it takes longest. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WorkerSetup } from './messages.ts';
import { Signals } from './signals.ts';

/** OPA's parser is recursive: more stack than V8's one megabyte, so that only absurd nesting overflows it. */
const STACK_MEGABYTES = 4;

/** How long a step (the start, a check, one compile) may take that has no limit of its own, in milliseconds. */
export const DEFAULT_TIME_LIMIT_MS = 20_000;

/** A thread that has only just been started: whoever has it must listen before the current task ends. */
export interface StartedWorker {
  readonly worker: Worker;
  readonly signals: Signals;
}

/**
 * @param folder where `engineWorker.js`, `engine.wasm`, `engine.data` and `engine.image` are
 * @param timeLimitMs for each step that has no limit of its own
 */
export function startWorker(folder: string, timeLimitMs = DEFAULT_TIME_LIMIT_MS): StartedWorker {
  const signals = new Signals();
  const workerData: WorkerSetup = { folder, timeLimitMs, signals: signals.buffer };
  const worker = new Worker(path.join(folder, 'engineWorker.js'), {
    workerData,
    execArgv: [],
    resourceLimits: { stackSizeMb: STACK_MEGABYTES },
  });
  return { worker, signals };
}
