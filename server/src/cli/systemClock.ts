import type { Clock } from '../core/ports.ts';

/** This machine's clock, exact to the millisecond. */
export const systemClock: Clock = { now: () => BigInt(Date.now()) * 1_000_000n };
