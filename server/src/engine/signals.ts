/** What the worker and its host tell each other while the worker is busy and hears no messages: two shared numbers. */
const DEADLINE = 0;
const CANCELLED = 1;

export class Signals {
  /** Hand this to the other thread. */
  readonly buffer: SharedArrayBuffer;
  readonly #cells: BigInt64Array;

  constructor(buffer = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#cells = new BigInt64Array(buffer);
  }

  /** A new request: nothing cancelled, and so many milliseconds from now for its first step. */
  begin(limitMs: number): void {
    Atomics.store(this.#cells, CANCELLED, 0n);
    this.extend(limitMs);
  }

  /** The next step begins, and may take so many milliseconds from now. */
  extend(limitMs: number): void {
    Atomics.store(this.#cells, DEADLINE, process.hrtime.bigint() + BigInt(Math.round(limitMs * 1e6)));
  }

  /** Milliseconds until the current step's time is up; zero or less when it is. */
  get remainingMs(): number {
    return Number(Atomics.load(this.#cells, DEADLINE) - process.hrtime.bigint()) / 1e6;
  }

  cancel(): void {
    Atomics.store(this.#cells, CANCELLED, 1n);
  }

  /** Nobody waits for the answer any more. */
  get isCancelled(): boolean {
    return Atomics.load(this.#cells, CANCELLED) === 1n;
  }
}
