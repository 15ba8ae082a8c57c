import { EngineError, type CancellationToken } from '../core/ports.ts';

/**
 * Ends with the token, even where the work does not.
 * @throws {EngineError} `cancelled` then, and whatever the work throws
 */
export function orCancelled<T>(work: T | Promise<T>, token: CancellationToken): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = token.onCancellationRequested(() => {
      reject(new EngineError('cancelled', 'Cancelled'));
    });
    void Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => {
        subscription.dispose();
      });
  });
}
