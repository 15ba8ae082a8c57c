import { afterAll, expect, test } from 'vitest';
import {
  dayBegins,
  isZone,
  LOCAL,
  nearestZone,
  offsetsOf,
  plainZone,
} from '../../../../server/src/core/builtins/zone.ts';
import { ZONE_NAMES } from '../../../../server/src/core/builtins/zoneNames.ts';
import { startEngine } from '../../../support/engine.ts';
import { askOpa } from './askOpa.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const INSTANT = 1_767_225_600_000_000_000;

const OTHERS = [
  ...['', LOCAL, 'local', 'utc', 'Utc', 'Z', 'PST', 'CEST', 'BST', 'GMT+2', 'UTC+2', '+02:00', '02:00', 'Etc/GMT+99'],
  ...['europe/berlin', 'EUROPE/BERLIN', 'Europe/berlin', 'Berlin', 'Europe/Berln', ' Europe/Berlin', 'Europe/Berlin '],
  ...['Europe', 'Europe/', '/Europe/Berlin', 'Europe\\Berlin', 'America/New York', 'W. Europe Standard Time', '..'],
];

test('every zone is known to OPA, and no other', async () => {
  for (const name of [...ZONE_NAMES, ...OTHERS]) {
    const clock = await askOpa(engine, 'time.clock', [INSTANT, name]);
    expect(clock !== undefined, name).toBe(isZone(name));
  }
});

test('every zone of this machine that OPA knows is in the list', async () => {
  for (const name of Intl.supportedValuesOf('timeZone').filter((zone) => !isZone(zone))) {
    expect(await askOpa(engine, 'time.clock', [INSTANT, name]), name).toBeUndefined();
  }
});

test('what is plainly UTC is, all the year', async () => {
  const plain = ZONE_NAMES.filter((name) => plainZone(name) === 'UTC');
  expect(plain).toContain('Etc/UTC');
  for (const name of plain) {
    for (const month of [0, 3, 6, 9]) {
      const instant = Date.UTC(2026, month, 1, 12) * 1_000_000;
      expect(await askOpa(engine, 'time.clock', [instant, name]), name).toEqual([12, 0, 0]);
    }
  }
});

test.each([
  ['europe/berlin', 'Europe/Berlin'],
  [' Europe/Berlin ', 'Europe/Berlin'],
  ['Europe/Berln', 'Europe/Berlin'],
  ['Berlin', 'Europe/Berlin'],
  ['Europe/New_York', 'America/New_York'],
  ['America/New York', 'America/New_York'],
  ['utc', 'UTC'],
  ['PST', undefined],
  ['CEST', undefined],
  ['Eastern', undefined],
  ['+02:00', undefined],
  ['the office', undefined],
])('%s: %s', (name, zone) => {
  expect(nearestZone(name)).toBe(zone);
});

test.each([
  ['UTC', 'Europe/Berlin', ['01:00', '02:00']],
  ['Europe/Berlin', 'UTC', ['23:00', '22:00']],
  ['UTC', 'America/New_York', ['19:00', '20:00']],
  ['Europe/Berlin', 'Asia/Kolkata', ['04:30', '03:30']],
  ['UTC', 'Asia/Kathmandu', ['05:45']],
  ['Pacific/Kiritimati', 'Pacific/Pago_Pago', ['23:00']],
  ['Europe/Berlin', 'Europe/Vienna', ['00:00']],
  ['UTC', 'Factory', []],
])('a day of %s begins in %s at %j', (zone, clocks, times) => {
  expect(dayBegins(zone, clocks)).toEqual(times);
});

test.each([
  ['Europe/Berlin', { january: 60, july: 120 }],
  ['America/St_Johns', { january: -210, july: -150 }],
  ['Australia/Sydney', { january: 660, july: 600 }],
  ['', { january: 0, july: 0 }],
  ['Europe/Nowhere', undefined],
])('how far %s is from UTC', (zone, offsets) => {
  expect(offsetsOf(zone)).toEqual(offsets);
});
