import { expect, it } from 'vitest';
import { check, hover, P } from './told.ts';

const NS = 'input.request.timestamp_ns';

it.each<[what: string, condition: string, range: string, parts: string[]]>([
  [
    'a layout that is read by',
    `time.parse_ns("2006-01-02$0 15:04", "2026-11-03 16:07") < ${NS}`,
    '"2006-01-02 15:04"',
    ['layout of a time', 'Reads for example `2026-11-03 16:07`', '- `2006` year', '- `15` hour, 00 to 23'],
  ],
  [
    'a layout that is written by',
    `time.format([${NS}, "Europe/Berlin", "Monday$0 3PM"]) == "Monday 9AM"`,
    '"Monday 3PM"',
    ['Writes for example `Tuesday 4PM`', '- `3` hour, 1 to 12', '- `PM` AM or PM'],
  ],
  [
    'a layout in a local',
    `layout := "15:04$0"\n\ttime.format([${NS}, "UTC", layout]) < "09:30"`,
    '"15:04"',
    ['Writes for example `16:07`'],
  ],
  [
    'the name of a layout',
    `time.parse_ns("RFC850$0", "x") < ${NS}`,
    '"RFC850"',
    ["OPA's name for `Monday, 02-Jan-06 15:04:05 MST`", 'Reads for example `Tuesday, 03-Nov-26 16:07:05 UTC`'],
  ],
  [
    'a layout of another language',
    `time.parse_ns("YYYY-MM-DD$0", "2026-11-03") < ${NS}`,
    '"YYYY-MM-DD"',
    ['Nothing in it stands for a part of a time', '`2006-01-02 15:04:05`'],
  ],
  [
    'a layout that has no year',
    `time.parse_ns("15:04$0", "09:30") < ${NS}`,
    '"15:04"',
    ['**Without a year nothing can be read**'],
  ],
  [
    'a text that is read by a layout',
    `time.parse_ns("2006-01-02 15:04", "2026-11-03 16:07$0") < ${NS}`,
    '"2026-11-03 16:07"',
    ['**Tuesday 2026-11-03 16:07:00 UTC**', '`1793722020000000000`'],
  ],
  [
    'a text with an offset and a fraction',
    `time.parse_ns("2006-01-02T15:04:05Z07:00", "2026-11-03T16:07:05,5+01:00$0") < ${NS}`,
    '"2026-11-03T16:07:05,5+01:00"',
    ['**Tuesday 2026-11-03 15:07:05.5 UTC**'],
  ],
  [
    'a text that does not fit its layout',
    `time.parse_ns("2006-01-02", "03.11.2026$0") < ${NS}`,
    '"03.11.2026"',
    ['`03.11.2026` does not fit the layout `2006-01-02`.'],
  ],
  [
    'a duration',
    `${NS} - time.parse_duration_ns("1h30m$0") > 0`,
    '"1h30m"',
    ['**1 h 30 min** · `5400000000000` nanoseconds'],
  ],
  [
    'a duration in days',
    `${NS} - time.parse_duration_ns("1d$0") > 0`,
    '"1d"',
    ['**1 d** · `86400000000000` nanoseconds', 'Days, weeks and years are read from OPA 1.16.0 on.'],
  ],
  [
    'a duration that is none',
    `${NS} - time.parse_duration_ns("1 hour$0") > 0`,
    '"1 hour"',
    ['`1 hour` is no duration that OPA can read', 'such as `1h30m`'],
  ],
  ['years', `time.add_date(${NS}, 1$0, 0, 0) > 0`, '1', ['**1 year later** · the years of `time.add_date`']],
  ['months', `time.add_date(${NS}, 0, -3$0, 0) > 0`, '-3', ['**3 months earlier**']],
  ['days', `time.add_date(${NS}, 0, 0, 14$0) > 0`, '14', ['**14 days later** · the days of `time.add_date`']],
  ['no days', `time.add_date(${NS}, 0, 1, 0$0) > 0`, '0', ['**No days** are added']],
  ['what is added to an instant', `${NS} + 3600$0000000000 > 1793722020000000000`, '3600000000000', ['**1 h**']],
  [
    'what the time between two instants is compared with',
    `${NS} - time.parse_rfc3339_ns("2026-01-01T00:00:00Z") > 86400$0000000000`,
    '86400000000000',
    ['**1 d** · `86400000000000` nanoseconds'],
  ],
  [
    'an hour from which on',
    `time.clock([${NS}, "Europe/Berlin"])[0] >= 9$0`,
    '9',
    ['in `Europe/Berlin`', 'holds from 09:00 on', '09:00 in Europe/Berlin is 08:00 UTC in January, 07:00 in July'],
  ],
  ['an hour until which', `time.clock(${NS})[0] <= 17$0`, '17', ['in UTC', 'holds before 18:00']],
  ['an hour written first', `9$0 < time.clock(${NS})[0]`, '9', ['holds from 10:00 on']],
  [
    'an hour of a local',
    `[hour, _, _] := time.clock([${NS}, "Asia/Tokyo"])\n\thour < 8$0`,
    '8',
    ['in `Asia/Tokyo`', 'holds before 08:00'],
  ],
  ['a minute', `time.clock([${NS}, "Asia/Kolkata"])[1] < 30$0`, '30', ['**Minute** of the hour, in `Asia/Kolkata`']],
])('%s', (_, condition, range, parts) => {
  check(`${P}allow if {\n\t${condition}\n}`, range, parts);
});

it('what may be something else than an hour is told of no span', () => {
  const source = `${P}allow if {\n\tsome part in time.clock(${NS})\n\tpart >= 9$0\n}`;
  expect(hover(source)?.text ?? '').not.toContain('holds');
});

it.each([`time.format(${NS}, "$0x")`, `lower("2006$0") == "x"`, `count(input.session.teams) + 5$0 > 7`])(
  'nothing is told in %s',
  (condition) => {
    expect(hover(`${P}allow if {\n\t${condition}\n}`)?.text ?? '').not.toMatch(/layout|nanoseconds/);
  },
);
