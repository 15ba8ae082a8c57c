import { expect, it } from 'vitest';
import { describeBriefly, describeInstant, fromWallClock, toWallClock } from '../../../client/webview/model/clock.ts';

it.each([
  ['2026-03-03T02:00:00Z', 'UTC', '2026-03-03T02:00:00'],
  ['2026-03-03T02:00:00Z', 'Europe/Berlin', '2026-03-03T03:00:00'],
  ['1772503200000000000', 'Europe/Berlin', '2026-03-03T03:00:00'],
  ['soon', 'UTC', ''],
])('%s in %s is %s', (at, zone, wall) => {
  expect(toWallClock(at, zone)).toBe(wall);
});

it.each([
  ['2026-07-01T04:00', 'Europe/Berlin', '2026-07-01T02:00:00Z'],
  ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
  ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
  ['', 'UTC', undefined],
])('%s in %s is at %s', (local, zone, at) => {
  expect(fromWallClock(local, zone)).toBe(at);
});

it.each([
  ['2026-03-03T02:00:00Z', 'Tue, 3 Mar 2026, 02:00', 'Tue 02:00'],
  ['2026-03-03T02:59:59Z', 'Tue, 3 Mar 2026, 02:59:59', 'Tue 02:59:59'],
  ['2026-03-03T02:59:59.999999999Z', 'Tue, 3 Mar 2026, 02:59:59.999…', 'Tue 02:59:59.999…'],
  ['2026-03-03T02:00:00.5Z', 'Tue, 3 Mar 2026, 02:00:00.5', 'Tue 02:00:00.5'],
])('%s is told as %s', (at, whole, brief) => {
  expect([describeInstant(at, 'UTC'), describeBriefly(at, 'UTC')]).toEqual([whole, brief]);
});
