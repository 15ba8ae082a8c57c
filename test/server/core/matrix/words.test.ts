import { describe, expect, it } from 'vitest';
import { describeAddresses } from '../../../../server/src/core/matrix/words/addresses.ts';
import { describeInstants } from '../../../../server/src/core/matrix/words/instants.ts';
import { describeSubject } from '../../../../server/src/core/matrix/words/subject.ts';
import { tellWhere } from '../../../../server/src/core/matrix/words/where.ts';
import type { MatrixInstant, MatrixSubject } from '../../../../server/src/protocol/matrix.ts';

type Recurs = NonNullable<MatrixInstant['recurs']>;

describe('addresses', () => {
  const addresses = ['9.255.255.255', '10.0.0.0', '10.1.0.0', '11.0.0.0', '192.168.0.1', '203.0.113.1'].map((ip) => ({
    ip,
  }));
  const networks = [
    { network: '10.0.0.0/8', addresses: [1, 2] },
    { network: '10.1.0.0/16', addresses: [2] },
    { network: '192.168.0.0/24', addresses: [4] },
  ];
  it.each([
    [[0, 1, 2, 3, 4, 5], undefined],
    [[1, 2], 'from 10.0.0.0/8'],
    [[2], 'from 10.1.0.0/16'],
    [[1, 2, 4], 'from 10.0.0.0/8 or 192.168.0.0/24'],
    [[0, 3, 5], 'from elsewhere'],
    [[0, 3, 4, 5], 'from anywhere but 10.0.0.0/8'],
    [[1, 4], 'from 192.168.0.0/24 or 10.0.0.0'],
    [[0, 3], 'from 9.255.255.255 or 11.0.0.0'],
  ])('%j: %s', (places, words) => {
    expect(describeAddresses({ addresses, networks }, places)).toBe(words);
  });
});

describe('instants', () => {
  /** Each day of a week from Tuesday on, at midnight, 02:00 and 04:00 in Berlin. */
  const days = ['03', '04', '05', '06', '07', '08', '09'];
  const week = days.flatMap((day) => [
    `2026-03-${day}T00:00:00+01:00`,
    `2026-03-${day}T02:00:00+01:00`,
    `2026-03-${day}T04:00:00+01:00`,
  ]);
  const zones = ['Europe/Berlin'];
  const axisOf = (starts: readonly string[], end: string | undefined, recurs?: Recurs): MatrixInstant[] =>
    starts.map((at, place) => {
      const until = starts[place + 1] ?? end;
      return { at, ...(until !== undefined && { until }), ...(recurs && { recurs }) };
    });
  const tell = (instants: MatrixInstant[], places: number[], by = zones): string | undefined =>
    describeInstants({ instants, zones: by, areInstantsCut: false }, places);
  const ofWeek = axisOf(week, '2026-03-10T00:00:00+01:00', 'week');
  const all = week.map((_, place) => place);

  it.each([
    [all, undefined],
    [[1, 7], 'Tue, Thu 02:00–04:00 (Europe/Berlin)'],
    [[2], 'Tue 04:00–24:00 (Europe/Berlin)'],
    [[2, 3, 4], 'Tue 04:00–Wed 04:00 (Europe/Berlin)'],
    [all.filter((place) => place !== 1 && place !== 7), 'at any time but Tue, Thu 02:00–04:00 (Europe/Berlin)'],
    [[20], 'Mon 04:00–24:00 (Europe/Berlin)'],
  ])('of a week, %j: %s', (places, words) => {
    expect(tell(ofWeek, places)).toBe(words);
  });

  it('of a day have no weekday, and are as exact as they have to be', () => {
    const day = ['2026-03-03T02:00:00+01:00', '2026-03-03T03:59:59.999999999+01:00', '2026-03-03T04:00:00+01:00'];
    expect(tell(axisOf(day, '2026-03-04T02:00:00+01:00', 'day'), [1])).toBe('03:59:59.999999999–04:00 (Europe/Berlin)');
  });

  it('of a year have no year', () => {
    const year = ['2026-03-04', '2026-12-24', '2027-01-01'].map((date) => `${date}T00:00:00+01:00`);
    const instants = axisOf(year, '2027-03-04T00:00:00+01:00', 'year');
    expect(tell(instants, [1])).toBe('24–31 Dec each year (Europe/Berlin)');
    expect(tell(instants, [0, 2])).toBe('at any time but 24–31 Dec each year (Europe/Berlin)');
  });

  it('of an hour have minutes', () => {
    const hour = axisOf(['2026-03-03T02:00:00Z', '2026-03-03T02:30:00Z'], '2026-03-03T03:00:00Z', 'hour');
    expect(tell(hour, [1], ['UTC'])).toBe(':30–:60 each hour (UTC)');
  });

  it('are told one by one, where others were left out', () => {
    const some = { instants: week.map((at) => ({ at })), zones, areInstantsCut: true };
    expect(describeInstants(some, [1, 2])).toBe('at 2026-03-03 02:00; 2026-03-03 04:00 (Europe/Berlin)');
  });

  it('are told in number, where they are many, or by which they are not', () => {
    const some = { instants: week.map((at) => ({ at })), zones, areInstantsCut: true };
    expect(describeInstants(some, [0, 2, 4, 6, 8, 10, 12, 14, 16])).toBe(
      'at 9 of the 21 instants tried, such as 2026-03-03 00:00 (Europe/Berlin)',
    );
    expect(describeInstants(some, all.slice(1))).toBe('at all 21 instants tried but 2026-03-03 00:00 (Europe/Berlin)');
  });

  it('that do not come again are told as tried, each as far as it is known to hold', () => {
    const years = ['2025-12-31T18:00:00+01:00', '2026-01-01T00:00:00+01:00'];
    expect(tell(axisOf(years, '2026-01-02T00:00:00+01:00'), [0])).toBe('tried: 2025-12-31 18:00–24:00 (Europe/Berlin)');
  });

  it('that come once hold before or from then on', () => {
    const once = axisOf(['2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z'], undefined, 'never');
    expect(tell(once, [0], [])).toBe('before 2026-01-01 00:00 (UTC)');
    expect(tell(once, [1], [])).toBe('2026-01-01 00:00 on (UTC)');
  });

  it('are told for each mix of offsets, where it matters', () => {
    const both = [
      ...axisOf(['2026-03-04T00:00:00Z', '2026-03-04T08:00:00Z'], '2026-03-05T00:00:00Z', 'day'),
      ...axisOf(['2026-07-04T00:00:00Z', '2026-07-04T08:00:00Z'], '2026-07-05T00:00:00Z', 'day'),
    ];
    const by = ['UTC', 'Europe/Berlin'];
    expect(tell(both, [1, 3], by)).toBe('08:00–24:00 (UTC)');
    expect(tell(both, [1], by)).toBe('while Europe/Berlin is at +01:00: 08:00–24:00 (UTC)');
  });
});

it.each([
  ['from anywhere', 'at any time', 'always'],
  ['from anywhere', 'Tue 02:00–04:00 (UTC)', 'Tue 02:00–04:00 (UTC)'],
  ['from 10.0.0.0/8', 'at any time', 'from 10.0.0.0/8'],
  ['from 10.0.0.0/8', 'Tue 02:00–04:00 (UTC)', 'from 10.0.0.0/8, Tue 02:00–04:00 (UTC)'],
])('%s, %s: %s', (from, when, words) => {
  expect(tellWhere({ from, when })).toBe(words);
});

it.each<[Partial<MatrixSubject>, string]>([
  [{ kind: 'key', name: 'ci', session: { key: '01', loginAs: 'id' }, logins: ['api::01', 'ci'] }, 'ci'],
  [{ kind: 'key', name: 'ci', session: { key: '01', loginAs: 'name' }, logins: ['ci'] }, 'ci by its name'],
  [{ kind: 'key', name: 'ci', session: { key: '01' }, logins: ['api::01'], state: 'expired' }, 'ci (expired)'],
  [{ kind: 'team', name: 'Ops', session: { teams: ['Ops'] }, logins: ['somebody'] }, 'team Ops'],
  [{ kind: 'team', name: 'Ops', session: { teams: ['Ops'], login: 'a@b.c' }, logins: ['a@b.c'] }, 'team Ops as a@b.c'],
  [
    { kind: 'team', name: 'Ops', session: { teams: ['Ops'], login: 'somebody@b.c' }, logins: ['somebody@b.c'] },
    'team Ops @b.c',
  ],
  [{ kind: 'person', name: 'alice', session: { login: 'alice' }, logins: ['alice'] }, 'alice'],
  [{ kind: 'outsider', name: '', session: { member: false }, logins: ['somebody'] }, 'anybody who is no member'],
])('%o: %s', (subject, words) => {
  const whole: MatrixSubject = { kind: 'key', name: '', origin: 'account', session: {}, logins: [], ...subject };
  expect(describeSubject(whole)).toBe(words);
});
