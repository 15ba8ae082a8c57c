import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { otherInstants } from '../../../../../server/src/core/simulation/alternatives/instants.ts';
import { formatInstant, parseInstant } from '../../../../../server/src/core/simulation/instant.ts';
import { buildModel } from '../../../../../server/src/core/syntax/buildModel.ts';

/** A Tuesday. */
const NOW = parseInstant('2026-03-03T08:30:00Z');

function otherOf(rules: string): { values: string[]; what: string; isOpen: boolean } {
  const { values, what, untried } = otherInstants(buildModel(`package spacelift\n\n${rules}\n`), NOW);
  return { values: values.map(formatInstant), what, isOpen: untried !== undefined };
}

const clock = (condition: string, zone = 'UTC'): string =>
  `allow if { [hour, minute, _] := time.clock([input.request.timestamp_ns, "${zone}"]); ${condition} }`;
const date = (condition: string): string =>
  `allow if { [year, month, day] := time.date(input.request.timestamp_ns); ${condition} }`;

describe('otherInstants', () => {
  it('has both sides of an instant, the next first and then those gone by', () => {
    const rules = `allow if input.request.timestamp_ns < 1893456000000000000
deny if input.request.timestamp_ns > time.parse_rfc3339_ns("2026-03-01T00:00:00+01:00")`;
    expect(otherOf(rules)).toEqual({
      values: [
        '2029-12-31T23:59:59.999999999Z',
        '2030-01-01T00:00:00Z',
        '2030-01-01T00:00:00.000000001Z',
        '2026-02-28T23:00:00.000000001Z',
        '2026-02-28T23:00:00Z',
        '2026-02-28T22:59:59.999999999Z',
      ],
      what: 'each instant it names, and a nanosecond before and after',
      isOpen: false,
    });
  });

  it('begins each weekday at midnight by the clocks of the zone', () => {
    const { values, what } = otherOf(
      'allow if time.weekday([input.request.timestamp_ns, "America/New_York"]) == "Sunday"',
    );
    expect(values).toHaveLength(7);
    // Summer time begins that Sunday.
    expect([values[0], values[5]]).toEqual(['2026-03-04T05:00:00Z', '2026-03-09T04:00:00Z']);
    expect(what).toBe('every weekday it tells apart in America/New_York, over a week');
  });

  it.each<[string, string, string[]]>([
    ['from an hour on, and after it', clock('hour >= 22'), ['2026-03-03T22:00:00Z', '2026-03-03T23:00:00Z']],
    ['an hour and a minute', clock('hour == 9; minute < 30'), ['2026-03-03T09:30:00Z', '2026-03-03T10:00:00Z']],
    ['hours of a set', clock('hour in {13}', 'Asia/Kolkata'), ['2026-03-04T07:30:00Z', '2026-03-04T08:30:00Z']],
    ['a month and a day', date('month == 12; day >= 24'), ['2026-12-01T00:00:00Z', '2026-12-24T00:00:00Z']],
    ['a year', date('year > 2030'), ['2030-01-01T00:00:00Z', '2031-01-01T00:00:00Z']],
    ['a day that not every month has', date('month == 2; day == 30'), ['2026-03-30T00:00:00Z']],
  ])('has the beginning of %s', (_name, rules, expected) => {
    const { values, isOpen } = otherOf(rules);
    expect(values).toEqual(expect.arrayContaining(expected));
    expect(isOpen).toBe(false);
  });

  it.each<[string, string]>([
    ['minutes of the day', clock('hour * 60 + minute >= 570')],
    ['the rest of a division', 'allow if (input.request.timestamp_ns / 1000000000) % 2 == 0'],
    ['text of the time', 'allow if time.format(input.request.timestamp_ns) == "x"'],
    ['another instant of the input', 'allow if input.request.timestamp_ns > to_number(input.session.name)'],
    ['a zone that is computed', 'allow if time.clock([input.request.timestamp_ns, input.session.name])[0] == 3'],
    ['no constant at all', 'allow if input.request.timestamp_ns'],
  ])('tries every hour, and says that is not all: %s', (_name, rules) => {
    const { values, what, isOpen } = otherOf(rules);
    expect(values).toEqual(expect.arrayContaining(['2026-03-03T09:00:00Z', '2026-03-10T08:00:00Z']));
    expect(what).toContain('every full hour, over a week');
    expect(isOpen).toBe(true);
  });

  it.each(['Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia'])(
    'has every kind of moment that a window tells apart: %s',
    (zone) => {
      const rules = `allow if {
  weekday := time.weekday([input.request.timestamp_ns, "${zone}"])
  weekday in {"Saturday", "Sunday"}
  [hour, minute, _] := time.clock([input.request.timestamp_ns, "${zone}"])
  hour >= 2
  hour < 4
  minute != 15
}`;
      const kindOf = (instant: bigint): string => {
        const { dayOfWeek, hour, minute } = Temporal.Instant.fromEpochNanoseconds(instant).toZonedDateTimeISO(zone);
        return [dayOfWeek, hour >= 2, hour < 4, minute === 15].join();
      };
      const kinds = new Set(otherOf(rules).values.map((text) => kindOf(parseInstant(text))));
      for (let minute = 0n; minute < 7n * 24n * 60n; minute++) {
        expect(kinds).toContain(kindOf(NOW + minute * 60_000_000_000n));
      }
    },
  );
});
