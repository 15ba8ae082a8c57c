import { describe, expect, it } from 'vitest';
import { describeAddresses } from '../../../../server/src/core/matrix/words/addresses.ts';
import { describeInstants } from '../../../../server/src/core/matrix/words/instants.ts';
import { describeSubject } from '../../../../server/src/core/matrix/words/subject.ts';
import { tellWhere } from '../../../../server/src/core/matrix/words/where.ts';
import type { MatrixSubject } from '../../../../server/src/protocol/matrix.ts';

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
  const tell = (all: readonly string[], places: number[]): string | undefined =>
    describeInstants({ instants: all.map((at) => ({ at })), zones, areInstantsCut: false }, places);
  const all = week.map((_, place) => place);

  it.each([
    [all, undefined],
    [[1, 7], 'Tue, Thu 02:00–04:00 (Europe/Berlin)'],
    [[2], 'Tue 04:00–24:00 (Europe/Berlin)'],
    [[2, 3, 4], 'Tue 04:00–Wed 04:00 (Europe/Berlin)'],
    [all.filter((place) => place !== 1 && place !== 7), 'at any time but Tue, Thu 02:00–04:00 (Europe/Berlin)'],
    [[20], 'Mon 04:00 on (Europe/Berlin)'],
  ])('of a week, %j: %s', (places, words) => {
    expect(tell(week, places)).toBe(words);
  });

  it('of a day have no weekday, and are as exact as they have to be', () => {
    const day = ['2026-03-03T02:00:00+01:00', '2026-03-03T03:59:59.999999999+01:00', '2026-03-03T04:00:00+01:00'];
    expect(tell(day, [1])).toBe('03:59:59.999999999–04:00 (Europe/Berlin)');
  });

  it('are told one by one, where others were left out', () => {
    const some = { instants: week.map((at) => ({ at })), zones, areInstantsCut: true };
    expect(describeInstants(some, [1, 2])).toBe('at Tue 02:00; Tue 04:00 (Europe/Berlin)');
  });

  it('of years have dates', () => {
    const years = ['2025-12-31T18:00:00+01:00', '2026-01-01T00:00:00+01:00', '2026-12-31T18:00:00+01:00'];
    expect(tell(years, [0])).toBe('2025-12-31 18:00–24:00 (Europe/Berlin)');
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
  [
    { kind: 'team', name: 'Ops', session: { teams: ['Ops'], login: 'a@b.c' }, logins: ['a@b.c'] },
    'team Ops as "a@b.c"',
  ],
  [{ kind: 'person', name: 'alice', session: { login: 'alice' }, logins: ['alice'] }, 'alice'],
  [{ kind: 'outsider', name: '', session: { member: false }, logins: ['somebody'] }, 'anybody who is no member'],
])('%o: %s', (subject, words) => {
  const whole: MatrixSubject = { kind: 'key', name: '', origin: 'account', session: {}, logins: [], ...subject };
  expect(describeSubject(whole)).toBe(words);
});
