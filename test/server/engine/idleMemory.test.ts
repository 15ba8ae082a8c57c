import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { releaseWhenIdle } from '../../../server/src/engine/idleMemory.ts';

let utilization = 0;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(performance, 'eventLoopUtilization').mockImplementation(() => ({ utilization, idle: 0, active: 0 }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Whether what nobody holds any more is there still, after a look. */
async function staysAfterLook(busy: number): Promise<boolean> {
  const garbage = new WeakRef({ some: 'thing' });
  // Until the end of the task that has made it, it is held.
  await new Promise((resolve) => setImmediate(resolve));
  utilization = busy;
  vi.runOnlyPendingTimers();
  return garbage.deref() !== undefined;
}

it('cleans up once after work, when there is none', async () => {
  releaseWhenIdle();
  expect(await staysAfterLook(0)).toBe(true);
  expect(await staysAfterLook(0.5)).toBe(true);
  expect(await staysAfterLook(0.01)).toBe(false);
  expect(await staysAfterLook(0)).toBe(true);
  expect(await staysAfterLook(0.1)).toBe(true);
  expect(await staysAfterLook(0)).toBe(false);
});
