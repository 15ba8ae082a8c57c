/**
 * Durations as OPA's `time.parse_duration_ns` reads them: Go's `time.ParseDuration`
 * (https://pkg.go.dev/time#ParseDuration), and from OPA 1.16.0 on (its change log) days, weeks and years as well.
 * `test/server/core/builtins/duration.test.ts` asks OPA.
 */
import { byName } from '../byName.ts';

const UNITS: Readonly<Record<string, number>> = byName({
  ns: 1,
  us: 1e3,
  // Both signs for micro.
  '\u00b5s': 1e3,
  '\u03bcs': 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
});

const PART = /(?<whole>\d*)(?:\.(?<fraction>\d*))?(?<unit>[^\d.]+)/gy;

const LAST = 2n ** 63n;

/** The first OPA that reads days, weeks and years. */
export const LONG_UNITS_SINCE = '1.16.0';

/** In hours. */
const LONG_UNITS: Readonly<Record<string, number>> = byName({ d: 24, w: 7 * 24, y: 365 * 24 });
const LONG_PART = /([\d.]+)(ms|us|\u00b5s|ns|[a-z])/gy;

export function hasLongUnit(text: string): boolean {
  return /[dwy]/.test(text);
}

/** In nanoseconds; undefined for what is no duration, and beyond 64 bits. */
export function parseDuration(text: string): bigint | undefined {
  const plain = hasLongUnit(text) ? withoutLongUnits(text) : text;
  return plain === undefined ? undefined : parseGoDuration(plain);
}

/** In hours what is longer, as OPA rewrites it. */
function withoutLongUnits(text: string): string | undefined {
  const [, sign = '', rest = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const parts = [...rest.matchAll(LONG_PART)];
  if (parts.map(([part]) => part).join('') !== rest) return undefined;
  const written = parts.map(([part, digits, unit = '']) => {
    const hours = LONG_UNITS[unit];
    return hours === undefined ? part : `${String(Number(digits) * hours)}h`;
  });
  return sign + written.join('');
}

function parseGoDuration(text: string): bigint | undefined {
  const [, sign = '', rest = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0n;
  const parts = [...rest.matchAll(PART)];
  if (rest === '' || parts.map(([part]) => part).join('') !== rest) return undefined;
  let sum = 0n;
  for (const { groups } of parts) {
    const part = readPart(groups ?? {});
    if (part === undefined) return undefined;
    sum += part;
  }
  const signed = sign === '-' ? -sum : sum;
  return signed < LAST && signed >= -LAST ? signed : undefined;
}

/** The fraction as Go counts it: in doubles, cut off. */
function readPart({ whole = '', fraction = '', unit = '' }: Readonly<Record<string, string | undefined>>) {
  const size = UNITS[unit];
  if (size === undefined || whole + fraction === '') return undefined;
  const part = fraction === '' ? 0 : Math.trunc(Number(fraction) * (size / 10 ** fraction.length));
  return BigInt(whole || '0') * BigInt(size) + BigInt(part);
}

const WORDS: readonly (readonly [unit: string, size: bigint])[] = [
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['min', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['µs', 1_000n],
  ['ns', 1n],
];

/** `1 h 30 min`; `0 s` for nothing. */
export function writeDuration(nanoseconds: bigint): string {
  let left = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const parts: string[] = [];
  for (const [unit, size] of WORDS) {
    if (left >= size) parts.push(`${String(left / size)} ${unit}`);
    left %= size;
  }
  return `${nanoseconds < 0n ? 'minus ' : ''}${parts.join(' ') || '0 s'}`;
}
