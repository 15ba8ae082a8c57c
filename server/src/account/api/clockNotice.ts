import { describeDuration } from '../http/duration.ts';

/** Below it, a difference is the network's and the header's rounding. */
const NOTABLE_MS = 2 * 60_000;

/**
 * What to say of this computer's clock.
 * @param leadMs by how much it is ahead of the server's; negative: behind
 */
export function describeClock(leadMs: number | undefined, host: string): string | undefined {
  if (leadMs === undefined || Math.abs(leadMs) < NOTABLE_MS) return undefined;
  const direction = leadMs > 0 ? 'ahead of' : 'behind';
  return `This computer's clock seems to be off: it is ${describeDuration(leadMs)} ${direction} the clock of ${host}.`;
}

/** The same where the server does not tell its time, and a token that it has just given has long ended. */
export function describeEndedAtOnce(leadMs: number, host: string): string {
  return (
    `This computer's clock seems to be off by ${describeDuration(leadMs)} or more: ` +
    `a token that ${host} has just given would have ended by then.`
  );
}
