import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, withKey } from '../../../client/webview/model/form.ts';
import {
  describeHour,
  describeWho,
  readDate,
  shiftWeek,
  slotsOf,
  titleHour,
  toUtc,
  weekRequest,
} from '../../../client/webview/model/week.ts';
import type { SessionRequest } from '../../../server/src/protocol/simulation.ts';
import type { Suggestions } from '../../../server/src/protocol/suggestions.ts';
import type { WeekDay, WeekHour, WeekOutcome, WeekReport } from '../../../server/src/protocol/week.ts';

const NOTHING: Suggestions = { addresses: [], instants: [], zones: [], logins: [], teams: [], actions: [] };

const outcome = (level: 'allow' | 'deny', word: string, holdings: string[]): WeekOutcome => ({
  outcome: { level, isAdmin: false, roles: {}, access: {} },
  words: { level: word, holdings },
  letter: word.charAt(0),
});
const hour = (at: string, ...parts: [string, number][]): WeekHour => ({
  at,
  hour: Number(at.slice(11, 13)),
  parts: parts.map(([from, place]) => ({ from, at, outcome: place, reason: 0 })),
});
/** The clock is put back: 02:00 comes twice; and 04:00 does not come. */
const DAY: WeekDay = {
  date: '2026-10-25',
  hours: [
    hour('2026-10-25T01:00:00+02:00', ['01:00', 1]),
    hour('2026-10-25T02:00:00+02:00', ['02:00', 0]),
    hour('2026-10-25T02:00:00+01:00', ['02:00', 1], ['02:30', 0]),
    hour('2026-10-25T03:00:00+01:00', ['03:00', 1]),
  ],
};
const WEEK: WeekReport = {
  zone: 'Europe/Berlin',
  monday: '2026-10-19',
  clockChanges: ['2026-10-19'],
  isTimeless: false,
  outcomes: [outcome('allow', 'allowed', ['deployer in production']), outcome('deny', 'denied', [])],
  reasons: [{ text: '', clauses: [] }],
  days: [DAY],
  summary: [],
  assumed: [],
};

describe('what is asked', () => {
  const suggestions = { ...NOTHING, zones: ['Asia/Tokyo'] };

  it('is the session without its time, by the clock of the policy', () => {
    const form = { ...withKey(EMPTY_FORM, '01A'), ip: '10.0.0.1', at: '2026-03-03T02:00:00Z' };
    expect(weekRequest({ form, suggestions }, { date: '2026-10-25' })).toEqual({
      session: { key: '01A', ip: '10.0.0.1' },
      zone: 'Asia/Tokyo',
      date: '2026-10-25',
    });
  });

  it('is by another clock, where one is chosen, and of this week, where none is', () => {
    const request = weekRequest({ form: withKey(EMPTY_FORM, '01A'), suggestions }, { zone: 'UTC' });
    expect(request).toMatchObject({ zone: 'UTC', date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string });
  });

  it('is nothing as long as nobody logs in', () => {
    expect(weekRequest({ form: EMPTY_FORM, suggestions }, {})).toBeUndefined();
  });
});

describe('an hour', () => {
  it('has its place by the clock, none or two', () => {
    expect(slotsOf(DAY).map((hours) => hours.length)).toEqual([0, 1, 2, 1, ...Array<number>(20).fill(0)]);
  });

  it('is told in words, part by part', () => {
    const [first, , twice] = DAY.hours;
    if (!first || !twice) throw new Error('there are such hours');
    expect(describeHour(WEEK, DAY, first)).toBe('Sun 25 Oct 01:00: denied');
    expect(describeHour(WEEK, DAY, twice)).toBe(
      'Sun 25 Oct 02:00 (UTC+01:00): denied; from 02:30 allowed, deployer in production',
    );
    expect(titleHour({ ...DAY, hours: [twice] }, twice)).toBe('Sun 25 Oct 02:00');
    expect(toUtc(twice.at)).toBe('2026-10-25T01:00:00Z');
  });
});

it.each<[string, SessionRequest, string]>([
  ['a key that nobody knows', { key: '01A', ip: '::1' }, '01A from ::1'],
  ['a person with teams', { login: 'ada', teams: ['A', 'B'] }, 'ada of A, B'],
  ['somebody', {}, 'somebody'],
  ['a document', { input: '{}' }, 'the input document of the session'],
])('%s is named', (_who, session, words) => {
  expect(describeWho(session, EMPTY_FORM, null)).toBe(words);
});

it('weeks are gone through, over the end of a year', () => {
  expect(shiftWeek('2026-12-30', 1)).toBe('2027-01-06');
  expect(shiftWeek('2027-01-06', -1)).toBe('2026-12-30');
});

it.each([
  ['2026-11-23', '2026-11-23'],
  ['', undefined],
  ['12026-11-23', undefined],
])('"%s" is read as %s', (text, date) => {
  expect(readDate(text)).toBe(date);
});
