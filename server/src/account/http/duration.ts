const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of milliseconds in words, rounded: `3 hours`, `1 minute`, `20 seconds`. */
export function describeDuration(ms: number): string {
  const span = Math.abs(ms);
  if (span >= 2 * DAY) return plural(Math.round(span / DAY), 'day');
  if (span >= 59.5 * MINUTE) return plural(Math.round(span / HOUR), 'hour');
  if (span >= 59_500) return plural(Math.round(span / MINUTE), 'minute');
  return plural(Math.max(1, Math.round(span / 1000)), 'second');
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
