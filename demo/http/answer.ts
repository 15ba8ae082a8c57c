/** How an answer gets to whoever asked, in one piece or not. */
import type { ServerResponse } from 'node:http';
import type { Faults } from '../faults/fault.ts';

/** Waits so many milliseconds, or less where it is told to stop; never fails. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Delivery {
  faults: Faults;
  hasToken: boolean;
  wait: Wait;
  /** Stops waiting: nobody listens any more. */
  signal: AbortSignal;
}

export function plainText(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${body}\n` };
}

/** Sends it, as far as the faults let it. */
export async function deliver(response: ServerResponse, answer: Answer, delivery: Delivery): Promise<void> {
  const { faults, hasToken, wait, signal } = delivery;
  const slow = faults.strike('slow', hasToken);
  if (slow) await wait(slow.ms, signal);
  const cut = faults.strike('cut', hasToken);
  if (cut?.after === 'nothing' || signal.aborted) return void response.destroy();

  const whole = Buffer.from(answer.body);
  const half = whole.subarray(0, whole.length >> 1);
  const body = faults.strike('truncated', hasToken) ? half : whole;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  if (cut) {
    // It has to be on its way before the connection ends.
    await new Promise((resolve) => response.write(half, resolve));
    return void response.destroy();
  }
  const drip = faults.strike('drip', hasToken);
  if (drip) await dripOut(response, body, () => wait(drip.ms, signal), signal);
  response.end(drip ? undefined : body);
}

async function dripOut(
  response: ServerResponse,
  body: Buffer,
  pause: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (const byte of body) {
    if (signal.aborted) return;
    response.write(Buffer.of(byte));
    await pause();
  }
}
