/** Instants as text, as OPA's `time.parse_rfc3339_ns` reads them: Go's parser, within 64 bits of nanoseconds. */

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Signed 64 bits of nanoseconds, in milliseconds. */
const MOST = Number(2n ** 63n / 1_000_000n);

export function isRfc3339(text: string): boolean {
  const [, ...groups] = SHAPE.exec(text) ?? [];
  if (groups.length === 0) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = groups.slice(0, 6).map(Number);
  const [sign, zoneHour = '0', zoneMinute = '0'] = groups.slice(6);
  if (hour > 23 || minute > 59 || second > 59 || year < 1600) return false;
  if (Number(zoneHour) > 24 || Number(zoneMinute) > 60) return false;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000 * (sign === '-' ? -1 : 1);
  return Math.abs(date.getTime() - offset) < MOST;
}

/** The text with what it lacks: the time of the day, the `T`, the zone (UTC). Undefined where that makes no instant. */
export function nearestRfc3339(text: string): string | undefined {
  const joined = text.trim().toUpperCase().replace(/ +/, 'T');
  return [joined, `${joined}Z`, `${joined}:00Z`, `${joined}T00:00:00Z`].find((candidate) => isRfc3339(candidate));
}
