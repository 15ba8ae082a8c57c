import { describe, expect, it } from 'vitest';
import { listClockChanges, readWeek, type CalendarDay } from '../../../../server/src/core/week/calendar.ts';

const dayOf = (zone: string, date: string): CalendarDay => {
  const day = readWeek(zone, date).days.find((one) => one.date === date);
  if (!day) throw new Error(`${date} is not in its own week`);
  return day;
};

const minutesOf = ({ hours }: CalendarDay): string[] =>
  hours.map(({ hour, start, end }) => `${hour}:${(end - start) / 60_000_000_000n}`);

it('begins on Monday, whichever day is given', () => {
  const mondays = ['2026-11-23', '2026-11-26', '2026-11-29'].map((day) => readWeek('Europe/Berlin', day).days[0]?.date);
  expect(new Set(mondays)).toEqual(new Set(['2026-11-23']));
});

it.each<[string, string, string, number, string[]]>([
  ['a usual day', 'Europe/Berlin', '2026-11-24', 24, ['0:60', '1:60', '2:60', '3:60']],
  ['put forward by an hour', 'Europe/Berlin', '2026-03-29', 23, ['0:60', '1:60', '3:60', '4:60']],
  ['put back by an hour', 'Europe/Berlin', '2026-10-25', 25, ['0:60', '1:60', '2:60', '2:60']],
  ['put forward by half an hour', 'Australia/Lord_Howe', '2026-10-04', 24, ['0:60', '1:60', '2:30', '3:60']],
  ['put back by half an hour', 'Australia/Lord_Howe', '2026-04-05', 25, ['0:60', '1:60', '1:30', '2:60']],
  ['half an hour from UTC', 'Asia/Kolkata', '2026-11-24', 24, ['0:60', '1:60', '2:60', '3:60']],
  ['without midnight', 'America/Santiago', '2026-09-06', 23, ['1:60', '2:60', '3:60', '4:60']],
  ['left out', 'Pacific/Apia', '2011-12-30', 0, []],
])('%s', (_, zone, date, count, first) => {
  const hours = minutesOf(dayOf(zone, date));
  expect(hours).toHaveLength(count);
  expect(hours.slice(0, 4)).toEqual(first);
});

it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'UTC'])(
  'has no gap and no overlap in %s',
  (zone) => {
    for (const monday of [...listClockChanges(readWeek(zone, '2026-06-01')), '2026-06-01']) {
      const week = readWeek(zone, monday);
      const hours = week.days.flatMap((day) => day.hours);
      expect(hours[0]?.start).toBe(week.start);
      expect(hours.map(({ end }) => end)).toEqual([...hours.slice(1).map(({ start }) => start), week.end]);
    }
  },
);

describe('weeks in which the clock is changed', () => {
  it.each<[string, string, string[]]>([
    ['Europe/Berlin', '2026-06-01', ['2025-10-20', '2026-03-23', '2026-10-19', '2027-03-22']],
    ['Europe/Berlin', '2026-03-25', ['2025-03-24', '2025-10-20', '2026-03-23', '2026-10-19', '2027-03-22']],
    ['UTC', '2026-06-01', []],
  ])('%s around %s', (zone, date, mondays) => {
    expect(listClockChanges(readWeek(zone, date))).toEqual(mondays);
  });
});

it.each<[string, string, string]>([
  ['Berlin', '2026-11-24', 'right would be an IANA name such as Europe/Berlin'],
  ['+01:00', '2026-11-24', 'no time zone'],
  ['', '2026-11-24', 'no time zone'],
  ['Europe/Berlin', '2026-02-30', '"2026-02-30" is no date'],
  ['Europe/Berlin', '24.11.2026', 'Right would be such as 2026-11-24'],
  ['Europe/Berlin', '1969-05-01', 'not all within what a timestamp holds'],
  ['Europe/Berlin', '2262-05-01', 'not all within what a timestamp holds'],
])('refuses the zone "%s" with the date "%s"', (zone, date, message) => {
  expect(() => readWeek(zone, date)).toThrow(message);
});
