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
  /**
   * How long a request may hold up others, in milliseconds, the start of its worker not counted: then it fails with
   * `gaveWay`. Unless given, others wait for as long as it takes.
   */
  patienceMs?: number;
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
  isGivenUp: boolean;
  resolve(answer: unknown): void;
  reject(error: EngineError): void;
}

/** One request at a time, in the order they came. */
class WorkerEngine implements Engine {
  readonly #options: EngineOptions;
  readonly #queue: Job[] = [];
  #running: Job | undefined;
  /** When the worker turned to the running request, by `performance.now()`. */
  #since = 0;
  #impatience: NodeJS.Timeout | undefined;
  #worker: WorkerHandle | undefined;
  #isDisposed = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    if (options.worker === undefined) return;
    this.#worker = new WorkerHandle(options.worker, this.#workerOptions);
    this.#noteChange();
  }

  ask<R extends EngineRequest>(request: R, token?: CancellationToken): Promise<EngineAnswers[R['op']]> {
    return new Promise((resolve, reject) => {
      if (this.#isDisposed) throw new EngineError('unavailable', 'The policy engine has been stopped');
      if (token?.isCancellationRequested) throw cancelled();
      const job: Job = {
        request,
        isGivenUp: false,
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
        this.#giveUp(job, cancelled());
      });
      this.#queue.push(job);
      this.#next();
      this.#noteChange();
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
    this.#since = performance.now();
    void this.#liveWorker()
      .ask(job.request)
      .then((reply) => {
        this.#running = undefined;
        settle(job, reply);
        this.#next();
        this.#noteChange();
      });
  }

  /** Somebody begins to wait, or waits no more. */
  #noteChange(): void {
    const running = this.#running?.isGivenUp === true ? undefined : this.#running;
    const isWaiting = this.#queue.length > 0;
    this.#worker?.keepProcessAlive(running !== undefined || isWaiting);
    clearTimeout(this.#impatience);
    const { patienceMs } = this.#options;
    if (patienceMs === undefined || running === undefined || !isWaiting || !this.#worker?.hasStarted) return;
    const giveUp = (): void => {
      this.#giveUp(running, new EngineError('gaveWay', 'It took too long while other requests waited'));
    };
    this.#impatience = setTimeout(giveUp, Math.max(this.#since + patienceMs - performance.now(), 0));
    this.#impatience.unref();
  }

  #liveWorker(): WorkerHandle {
    if (this.#worker === undefined || this.#worker.isOver) {
      const { timeLimitMs } = this.#workerOptions;
      this.#worker = new WorkerHandle(startWorker(this.#options.folder, { timeLimitMs }), this.#workerOptions);
    }
    return this.#worker;
  }

  get #workerOptions(): WorkerOptions {
    const { timeLimitMs = DEFAULT_TIME_LIMIT_MS } = this.#options;
    const onStart = (start: EngineStart): void => {
      this.#since = performance.now();
      this.#noteChange();
      this.#options.onStart?.(start);
    };
    return { timeLimitMs, onStart };
  }

  /** A running request can't be taken back, but nobody has to wait for it. */
  #giveUp(job: Job, why: EngineError): void {
    job.isGivenUp = true;
    if (this.#running === job) this.#worker?.abandon();
    else this.#queue.splice(this.#queue.indexOf(job), 1);
    this.#noteChange();
    job.reject(why);
  }
}

function settle(job: Job, reply: EngineReply<unknown>): void {
  if (reply.ok) job.resolve(reply.answer);
  else job.reject(new EngineError(reply.failure.kind, reply.failure.message));
}

function cancelled(): EngineError {
  return new EngineError('cancelled', 'Cancelled');
}
