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

export interface StartOptions {
  /** For each step that has no limit of its own. */
  timeLimitMs?: number | undefined;
  /** The process is over in a moment: see `favourShortRun`. */
  isShortRun?: boolean;
}

/** @param folder where `engineWorker.js`, `engine.wasm`, `engine.data` and `engine.image` are */
export function startWorker(folder: string, options: StartOptions = {}): StartedWorker {
  const { timeLimitMs = DEFAULT_TIME_LIMIT_MS, isShortRun = false } = options;
  const signals = new Signals();
  const workerData: WorkerSetup = { folder, timeLimitMs, isShortRun, signals: signals.buffer };
  const worker = new Worker(path.join(folder, 'engineWorker.js'), {
    workerData,
    execArgv: [],
    resourceLimits: { stackSizeMb: STACK_MEGABYTES },
  });
  return { worker, signals };
}
