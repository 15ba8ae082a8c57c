import { setTimeout as timer } from 'node:timers/promises';

/** Lets `ms` milliseconds go by. Rejects when the signal aborts. Injected, so that tests need not wait. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export const realWait: Wait = (ms, signal) => timer(ms, undefined, { signal });
