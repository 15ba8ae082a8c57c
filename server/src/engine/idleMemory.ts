/** A thread that has nothing to do gives back the memory that it needed while it had. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_MS = 2_000;
/** The share of such a while in which a thread that is at rest is busy all the same: with this look, with a message. */
const AT_REST = 0.02;

/**
 * V8 cleans its heap when that has grown, and not because there is time for it: what was made of a matrix stays until
 * something as large is made. Looks every now and then, and keeps no process alive.
 */
export function releaseWhenIdle(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // V8 takes cached code only under the flags that it was made with.
  setFlagsFromString('--no-expose-gc');
  let before = performance.eventLoopUtilization();
  let isClean = true;
  const look = (): void => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > AT_REST) {
      isClean = false;
    } else if (!isClean) {
      isClean = true;
      collect();
      // What that took was not work.
      before = performance.eventLoopUtilization();
    }
  };
  setInterval(look, LOOK_MS).unref();
}
