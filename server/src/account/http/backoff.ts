/** How long to pause before a question is asked again. */

const FIRST_PAUSE_MS = 500;

/**
 * Doubles with each attempt (1, 2, …), less up to half of it by chance, so that many callers do not come back at once.
 * @param random from 0 to 1
 */
export function pauseMs(attempt: number, random: number): number {
  return Math.round(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 - random / 2));
}

/**
 * Milliseconds that `Retry-After` asks for (RFC 9110, 10.2.3: seconds, or a date).
 * @param now the server's time, in milliseconds since 1970
 * @returns undefined: it says nothing that can be understood
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // V8 takes nearly anything for a date, a negative number as well: one begins with the name of a day.
  const date = /^[A-Z][a-z]/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
