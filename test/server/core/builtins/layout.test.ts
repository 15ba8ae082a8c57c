import { afterAll, expect, test } from 'vitest';
import { fitsLayout, hasYear, layoutOf } from '../../../../server/src/core/builtins/layout.ts';
import { startEngine } from '../../../support/engine.ts';
import { askOpa } from './askOpa.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const LAYOUTS = [
  '2006-01-02',
  '2006-02-01',
  '02.01.2006',
  '01/02/2006',
  '20060102',
  '2006',
  '2006-01',
  '2006-01-02T15:04',
  '2006-01-02 15:04',
  '2006-01-02T15:04:05',
  '2006-01-02T15:04:05Z07:00',
];
const OTHERS = [
  'YYYY-MM-DD',
  '%Y-%m-%d',
  'yyyy-MM-dd',
  '15:04',
  '01-02',
  'DateOnly',
  '',
  'Jan 2',
  '2006-1-2',
  'RFC3339',
];
const TEXTS = [
  '2026-06-30',
  '2026-12-11',
  '2026-13-01',
  '2024-02-29',
  '2026-02-29',
  '30.06.2026',
  '06/30/2026',
  '20260630',
  '2026',
  '2026-06',
  '2026-6-3',
  '2026-06-30T12:00',
  '2026-06-30T9:00:00',
  '2026-06-30T24:00',
  '2026-06-30T12:60',
  '2026-06-30T12:00:00',
  '2026-06-30T12:00:60',
  '2026-06-30T12:00:00.5',
  '2026-06-30T12:00:00Z',
  '2026-06-30T12:00:00,25+02:00',
  '2026-06-30T12:00:00+24:00',
  '2026-06-30 12:00:00',
  '2026-06-30  12:00',
  ' 2026-06-30 12:00',
  '1600-01-01',
  'YYYY-MM-DD',
  '12:00',
  '',
  '06-30',
];

test('what is said of a layout is so for OPA', async () => {
  const counts = { read: 0, failed: 0 };
  for (const layout of [...LAYOUTS, ...OTHERS]) {
    for (const text of TEXTS) {
      const fits = hasYear(layout) ? fitsLayout(layout, text) : false;
      if (fits === undefined) continue;
      const instant = await askOpa(engine, 'time.parse_ns', layout, text);
      expect.soft(instant !== undefined, `${layout} ${text}`).toBe(fits);
      counts[fits ? 'read' : 'failed']++;
    }
  }
  expect(counts.read).toBeGreaterThan(10);
  expect(counts.failed).toBeGreaterThan(100);
});

test.each([
  ['2026-06-30', '2006-01-02'],
  ['2026-06-30T12:00:00Z', '2006-01-02T15:04:05Z07:00'],
  ['30.06.2026', undefined],
  ['soon', undefined],
])('%s: %s', (text, layout) => {
  expect(layoutOf(text)).toBe(layout);
});
