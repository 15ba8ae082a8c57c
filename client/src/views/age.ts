/** How long ago something was, or how long it is until then. */

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/**
 * `5 minutes ago`, `in 3 days`, `just now`.
 * @param at RFC 3339
 * @param now milliseconds since 1970
 */
export function ageOf(at: string, now: number): string {
  const distance = Date.parse(at) - now;
  if (Number.isNaN(distance)) return at;
  const [unit, length] = UNITS.find(([, milliseconds]) => Math.abs(distance) >= milliseconds) ?? [undefined, 1];
  if (unit === undefined) return distance > 0 ? 'in a moment' : 'just now';
  const count = Math.floor(Math.abs(distance) / length);
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return distance > 0 ? `in ${words}` : `${words} ago`;
}
