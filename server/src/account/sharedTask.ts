/**
 * One piece of work that several callers wait for. One of them giving up does not disturb the others; when the last
 * has gone, the work is told to stop.
 */
import { cancelled } from './cancelled.ts';

export class SharedTask<T> {
  readonly #stop = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;
  #isDone = false;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#stop.signal);
    const done = (): void => {
      this.#isDone = true;
    };
    // Whoever waits is told of a failure; with nobody waiting, it is nobody's.
    this.#result.then(done, done);
  }

  /** Done, or told to stop: to be begun anew by whoever comes. */
  get isOver(): boolean {
    return this.#isDone || this.#stop.signal.aborted;
  }

  /** @throws {AccountError} `cancelled` as soon as `signal` aborts; what the work throws */
  async join(signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw cancelled();
    let leave = (): void => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => {
        reject(cancelled());
      };
    });
    signal.addEventListener('abort', leave, { once: true });
    this.#waiting++;
    try {
      return await Promise.race([this.#result, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      this.#waiting--;
      if (this.#waiting === 0) this.#stop.abort();
    }
  }
}
