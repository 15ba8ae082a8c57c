/** A token that a test cancels. */
import type { CancellationToken } from '../../server/src/core/ports.ts';

export class TestToken implements CancellationToken {
  isCancellationRequested = false;
  readonly #listeners = new Set<() => void>();

  readonly onCancellationRequested = (listener: () => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  cancel(): void {
    this.isCancellationRequested = true;
    for (const listener of [...this.#listeners]) listener();
  }

  /** How many still listen. */
  get listenerCount(): number {
    return this.#listeners.size;
  }
}
