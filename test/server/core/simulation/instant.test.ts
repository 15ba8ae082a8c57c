import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { formatInstant, parseInstant, parseTimestamp } from '../../../../server/src/core/simulation/instant.ts';

describe('parseInstant', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0n],
    ['0', 0n],
    ['1', 1n],
    ['999999999', 999_999_999n],
    ['10000000000', 10_000_000_000n],
    ['1000000000000000000', 10n ** 18n],
    ['1970-01-01T00:00:00.000000001Z', 1n],
    ['1970-01-01T01:00:00+01:00', 0n],
    ['1969-12-31T23:59:59.5-00:30', 1_799_500_000_000n],
    ['2026-11-24T03:00:00Z', 1_795_489_200_000_000_000n],
    ['2026-11-24T03:00:00.123456789Z', 1_795_489_200_123_456_789n],
    ['2026-11-24t03:00:00z', 1_795_489_200_000_000_000n],
    ['2026-11-24 03:00:00Z', 1_795_489_200_000_000_000n],
    ['2026-11-24T03:00:00-00:00', 1_795_489_200_000_000_000n],
    ['2026-11-24T08:30:00+05:30', 1_795_489_200_000_000_000n],
    ['2024-02-29T00:00:00Z', 1_709_164_800_000_000_000n],
    ['2262-04-11T23:47:16.854775807Z', 9_223_372_036_854_775_807n],
    ['9223372036854775807', 9_223_372_036_854_775_807n],
  ])('%s is %d', (text, nanoseconds) => {
    expect(parseInstant(text)).toBe(nanoseconds);
  });

  it.each([
    ['1772521200', 'is 2026-03-03T07:00:00Z in seconds, but 1970-01-01T00:00:01.7725212Z in nanoseconds'],
    ['1772521200000', 'is 2026-03-03T07:00:00Z in milliseconds'],
    ['1772521200000001', 'write 2026-03-03T07:00:00.000001Z or 1772521200000001000'],
    ['1000000000', 'in seconds'],
    ['9999999999999999', 'in microseconds'],
    ['1969-12-31T23:59:59.999999999Z', 'before 1970'],
    ['1970-01-01T00:00:00+00:01', 'before 1970'],
    ['-1', 'before 1970'],
    ['2262-04-11T23:47:16.854775808Z', 'after 2262-04-11T23:47:16.854775807Z'],
    ['9223372036854775808', 'after 2262-04-11T23:47:16.854775807Z'],
    ['9999-12-31T23:59:59Z', 'after 2262-04-11T23:47:16.854775807Z'],
    ['2026-11-24', 'without a time of day'],
    ['2026-11-24T03:00:00', 'no offset'],
    ['2026-11-24 03:00:00.5', 'no offset'],
    ['2026-11-24T03:00:00.1234567890Z', 'nine digits'],
    ['2026-12-31T23:59:60Z', 'leap second'],
    ['2026-02-29T00:00:00Z', "doesn't exist"],
    ['2026-04-31T00:00:00Z', "doesn't exist"],
    ['2026-13-01T00:00:00Z', "doesn't exist"],
    ['2026-11-24T24:00:00Z', "doesn't exist"],
    ['2026-11-24T03:60:00Z', "doesn't exist"],
    ['2026-11-24T03:00:61Z', "doesn't exist"],
    ['2026-11-24T03:00:00+24:00', "doesn't exist"],
    ['2026-11-24T03:00:00+05:60', "doesn't exist"],
    ['2026-11-24T03:00Z', 'no instant'],
    ['2026-11-24T03:00:00+0100', 'no instant'],
    ['2026-11-24T03:00:00[Europe/Berlin]', 'no instant'],
    ['2026-11-24T03:00:00Z[UTC]', 'no instant'],
    ['2026-11-24T03:00:00,5Z', 'no instant'],
    ['20261124T030000Z', 'no instant'],
    ['+002026-11-24T03:00:00Z', 'no instant'],
    [' 2026-11-24T03:00:00Z', 'no instant'],
    ['2026-11-24T03:00:00Z\n', 'no instant'],
    ['٢٠٢٦-11-24T03:00:00Z', 'no instant'],
    ['007', 'no instant'],
    ['1e18', 'no instant'],
    ['1795489200.5', 'no instant'],
    ['tomorrow', 'no instant'],
    ['', 'no instant'],
  ])('refuses "%s": %s', (text, reason) => {
    expect(() => parseInstant(text)).toThrow(BadInput);
    expect(() => parseInstant(text)).toThrow(reason);
  });
});

describe('parseTimestamp', () => {
  it('reads an expiry after what a login can have', () => {
    expect(parseTimestamp('9999-12-31T23:59:59Z')).toBe(253_402_300_799_000_000_000n);
  });
  it('takes no bare number', () => {
    expect(() => parseTimestamp('1795489200000000000')).toThrow(BadInput);
  });
  it('knows the days and times that there are', () => {
    const number = (most: number, digits = 2) =>
      fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(digits, '0'));
    const year = fc.oneof(number(9999, 4), fc.constantFrom('0000', '0099', '1900', '2000', '2024'));
    const fraction = fc.oneof(fc.constant(''), number(999_999_999, 9), number(99));
    fc.assert(
      fc.property(year, number(13), number(32), number(25), number(60), number(59), fraction, (...parts) => {
        const [y, mo, d, h, mi, s, f] = parts;
        const text = `${y}-${mo}-${d}T${h}:${mi}:${s}${f === '' ? '' : `.${f}`}Z`;
        expect(nanosecondsOf(() => parseTimestamp(text))).toBe(
          nanosecondsOf(() => Temporal.Instant.from(text).epochNanoseconds),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

/** Undefined: there is no such instant. */
function nanosecondsOf(read: () => bigint): bigint | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

describe('formatInstant', () => {
  it.each([
    [0n, '1970-01-01T00:00:00Z'],
    [1n, '1970-01-01T00:00:00.000000001Z'],
    [1_795_489_200_500_000_000n, '2026-11-24T03:00:00.5Z'],
    [9_223_372_036_854_775_807n, '2262-04-11T23:47:16.854775807Z'],
  ])('%d is %s, and back', (nanoseconds, text) => {
    expect(formatInstant(nanoseconds)).toBe(text);
    expect(parseInstant(text)).toBe(nanoseconds);
  });
});
