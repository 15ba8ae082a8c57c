/** The host's end of one worker: started, asked one request at a time, ended when it takes too long. */
import type { Worker } from 'node:worker_threads';
import type { EngineFailure, EngineReply, EngineRequest } from '../protocol/engine.ts';
import type { EngineStart, WorkerMessage } from './messages.ts';
import type { Signals } from './signals.ts';
import type { StartedWorker } from './startWorker.ts';

/** The worker moves its deadline from step to step, to and fro, and a busy host would rather not hear of each. */
const POLL_MS = 100;

/**
 * How long a request that nobody waits for may go on, in milliseconds. A new worker takes a fifth of a second, and
 * somebody who types cancels a check with each key: a usual check ends before.
 */
const GRACE_MS = 1_000;

/**
 * A worker whose memory has grown beyond this is not kept: WebAssembly gives none back. A policy of 5,000 lines takes
 * about 100 MiB, one that makes all pairs of something takes whatever there is.
 */
const MOST_MEMORY = 192 * 2 ** 20;

export interface WorkerOptions {
  /** For each step of a request that has no limit of its own, the start included. */
  timeLimitMs: number;
  onStart?: ((start: EngineStart) => void) | undefined;
}

type Reply = EngineReply<unknown>;

export class WorkerHandle {
  readonly #worker: Worker;
  readonly #options: WorkerOptions;
  readonly #signals: Signals;
  #settle: ((reply: Reply) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #hasStarted = false;
  #isOver = false;

  constructor({ worker, signals }: StartedWorker, options: WorkerOptions) {
    this.#options = options;
    this.#worker = worker;
    this.#signals = signals;
    this.#worker.on('message', (message: WorkerMessage) => {
      this.#hear(message);
    });
    this.#worker.on('error', (error) => {
      if (this.#hasStarted) this.#fail('crashed', `The policy engine ended: ${error.message}`);
      else this.#failToStart(error.message);
    });
    this.#worker.on('exit', (code) => {
      this.#fail('crashed', `The policy engine ended with exit code ${code}`);
    });
  }

  /** It has ended, or is about to: the next request needs another one. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Its engine is up: requests are worked on. */
  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  /** Asks one request; the next may follow when this has its reply. Failures are replies. */
  ask(request: EngineRequest): Promise<Reply> {
    this.#signals.begin(this.#options.timeLimitMs + ('timeLimitMs' in request ? request.timeLimitMs : 0));
    this.#watch();
    this.#worker.postMessage(request);
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Nobody waits for the running request: it may stop early, and is ended with its worker if it doesn't soon. */
  abandon(): void {
    this.#signals.cancel();
    // A start is of use to the next request.
    if (this.#settle === undefined || !this.#hasStarted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#fail('timeLimit', 'Cancelled, and the policy engine had to be ended');
      this.#retire();
    }, GRACE_MS);
    this.#timer.unref();
  }

  /** Whether the process has to stay alive for this worker. */
  keepProcessAlive(isNeeded: boolean): void {
    if (isNeeded) this.#worker.ref();
    else this.#worker.unref();
  }

  /** Ends the thread, whatever it is doing. */
  async end(): Promise<void> {
    this.#fail('unavailable', 'The policy engine has been stopped');
    await this.#worker.terminate();
  }

  #hear(message: WorkerMessage): void {
    switch (message.kind) {
      case 'started':
        this.#hasStarted = true;
        this.#options.onStart?.(message.start);
        break;
      case 'unavailable':
        this.#failToStart(message.message);
        break;
      case 'reply':
        if (message.memoryBytes > MOST_MEMORY) this.#retire();
        this.#reply(JSON.parse(message.reply) as Reply);
    }
  }

  /** Ends the worker once the current step's time is up. */
  #watch(): void {
    const { remainingMs } = this.#signals;
    if (remainingMs <= 0) {
      if (this.#hasStarted)
        this.#fail('timeLimit', 'The time limit was reached, and the policy engine had to be ended');
      else this.#failToStart(`it took longer than ${this.#options.timeLimitMs / 1000} seconds`);
      this.#retire();
      return;
    }
    this.#timer = setTimeout(
      () => {
        this.#watch();
      },
      Math.min(remainingMs, POLL_MS),
    );
    this.#timer.unref();
  }

  #retire(): void {
    this.#isOver = true;
    void this.#worker.terminate();
  }

  #failToStart(why: string): void {
    const repair = 'if its files are missing or damaged, `npm run build` makes them anew';
    this.#fail('unavailable', `The policy engine can't be started: ${why}; ${repair}`);
  }

  #fail(kind: EngineFailure['kind'], message: string): void {
    this.#isOver = true;
    this.#reply({ ok: false, failure: { kind, message } });
  }

  #reply(reply: Reply): void {
    clearTimeout(this.#timer);
    this.#settle?.(reply);
    this.#settle = undefined;
  }
}
