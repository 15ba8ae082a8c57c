import { afterAll, expect, test } from 'vitest';
import { isRfc3339, nearestRfc3339 } from '../../../../server/src/core/builtins/rfc3339.ts';
import { startEngine } from '../../../support/engine.ts';
import { askOpa } from './askOpa.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const DATES = [
  '2026-01-01',
  '2024-02-29',
  '2026-02-29',
  '2026-02-30',
  '2026-13-01',
  '2026-00-01',
  '2026-01-00',
  '26-1-1',
];
const CLOCKS = ['T00:00:00', 'T23:59:59', 'T24:00:00', 'T00:60:00', 'T00:00:60', 'T1:00:00', 'T00:00', ' 00:00:00', ''];
const ZONES = [
  'Z',
  'z',
  '',
  '+01:00',
  '-24:00',
  '+24:59',
  '+23:60',
  '+25:00',
  '+00:61',
  '+0100',
  '+01',
  '.5Z',
  ',5Z',
  '.Z',
];

const EDGES = [
  ...[
    '1677-09-21T00:12:44Z',
    '1677-09-20T23:59:59Z',
    '2262-04-11T23:47:16Z',
    '2262-04-11T23:47:17Z',
    '2300-01-01T00:00:00Z',
  ],
  ...['0001-01-01T00:00:00Z', '1599-12-31T00:00:00Z', '2262-04-12T00:47:16+01:00', '2262-04-11T23:00:00-01:00', 'now'],
];

test('what is an instant is one for OPA', async () => {
  const texts = DATES.flatMap((date) => CLOCKS.flatMap((clock) => ZONES.map((zone) => date + clock + zone)));
  for (const text of [...texts, ...EDGES]) {
    const instant = await askOpa(engine, 'time.parse_rfc3339_ns', text);
    expect(instant !== undefined, text).toBe(isRfc3339(text));
  }
});

test.each([
  ['2026-01-01', '2026-01-01T00:00:00Z'],
  ['2026-01-01T00:00:00', '2026-01-01T00:00:00Z'],
  ['2026-01-01 08:30', '2026-01-01T08:30:00Z'],
  ['2026-01-01 00:00:00Z', '2026-01-01T00:00:00Z'],
  ['2026-01-01t00:00:00z', '2026-01-01T00:00:00Z'],
  ['2026-02-30', undefined],
  ['January 1, 2026', undefined],
])('%s: %s', (text, nearest) => {
  expect(nearestRfc3339(text)).toBe(nearest);
});
