/** The Engine port: OPA in a worker thread, started on the first request and again after it had to be ended. */
import { EngineError, type CancellationToken, type Engine } from '../core/ports.ts';
import type { EngineAnswers, EngineReply, EngineRequest } from '../protocol/engine.ts';
import type { EngineStart } from './messages.ts';
import { DEFAULT_TIME_LIMIT_MS, startWorker, type StartedWorker } from './startWorker.ts';
import { WorkerHandle, type WorkerOptions } from './workerHandle.ts';

export type { EngineStart } from './messages.ts';

export interface EngineOptions {
  /** Where `engineWorker.js`, `engine.wasm`, `engine.data` and `engine.image` are: `dist`. */
  folder: string;
  /**
   * The worker is ended when a step (the start, a check, one compile) takes longer, in milliseconds; 20,000 unless
   * said otherwise. Evaluations have their limit in the request.
   */
  timeLimitMs?: number;
  /** The first worker, started ahead with the same folder and time limit. */
  worker?: StartedWorker | undefined;
  /** Told how each worker has started. */
  onStart?: (start: EngineStart) => void;
}

/** Starts no worker yet: the first request does, unless one is given. */
export function createEngine(options: EngineOptions): Engine {
  return new WorkerEngine(options);
}

interface Job {
  request: EngineRequest;
  isCancelled: boolean;
  resolve(answer: unknown): void;
  reject(error: EngineError): void;
}

/** One request at a time, in the order they came. */
class WorkerEngine implements Engine {
  readonly #options: EngineOptions;
  readonly #queue: Job[] = [];
  #running: Job | undefined;
  #worker: WorkerHandle | undefined;
  #isDisposed = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    if (options.worker === undefined) return;
    this.#worker = new WorkerHandle(options.worker, this.#workerOptions);
    this.#keepProcessAlive();
  }

  ask<R extends EngineRequest>(request: R, token?: CancellationToken): Promise<EngineAnswers[R['op']]> {
    return new Promise((resolve, reject) => {
      if (this.#isDisposed) throw new EngineError('unavailable', 'The policy engine has been stopped');
      if (token?.isCancellationRequested) throw cancelled();
      const job: Job = {
        request,
        isCancelled: false,
        resolve: (answer) => {
          subscription?.dispose();
          resolve(answer as EngineAnswers[R['op']]);
        },
        reject: (error) => {
          subscription?.dispose();
          reject(error);
        },
      };
      const subscription = token?.onCancellationRequested(() => {
        this.#cancel(job);
      });
      this.#queue.push(job);
      this.#next();
      this.#keepProcessAlive();
    });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const job of this.#queue.splice(0)) {
      job.reject(new EngineError('unavailable', 'The policy engine has been stopped'));
    }
    await this.#worker?.end();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const job = this.#queue.shift();
    if (job === undefined) return;
    this.#running = job;
    void this.#liveWorker()
      .ask(job.request)
      .then((reply) => {
        this.#running = undefined;
        settle(job, reply);
        this.#next();
        this.#keepProcessAlive();
      });
  }

  /** As long as somebody waits for an answer. */
  #keepProcessAlive(): void {
    const isRunning = this.#running !== undefined && !this.#running.isCancelled;
    this.#worker?.keepProcessAlive(isRunning || this.#queue.length > 0);
  }

  #liveWorker(): WorkerHandle {
    if (this.#worker === undefined || this.#worker.isOver) {
      const { timeLimitMs } = this.#workerOptions;
      this.#worker = new WorkerHandle(startWorker(this.#options.folder, { timeLimitMs }), this.#workerOptions);
    }
    return this.#worker;
  }

  get #workerOptions(): WorkerOptions {
    const { timeLimitMs = DEFAULT_TIME_LIMIT_MS, onStart } = this.#options;
    return { timeLimitMs, onStart };
  }

  /** A running request can't be taken back, but nobody has to wait for it. */
  #cancel(job: Job): void {
    job.isCancelled = true;
    if (this.#running === job) this.#worker?.abandon();
    else this.#queue.splice(this.#queue.indexOf(job), 1);
    this.#keepProcessAlive();
    job.reject(cancelled());
  }
}

function settle(job: Job, reply: EngineReply<unknown>): void {
  if (reply.ok) job.resolve(reply.answer);
  else job.reject(new EngineError(reply.failure.kind, reply.failure.message));
}

function cancelled(): EngineError {
  return new EngineError('cancelled', 'Cancelled');
}
