import { expect, test } from 'vitest';
import { pauseMs, retryAfterMs } from '../../../../server/src/account/http/backoff.ts';
import { describeDuration } from '../../../../server/src/account/http/duration.ts';
import { START } from './fakeSpacelift.ts';

test.each([
  [1, 0, 500],
  [1, 0.5, 375],
  [1, 1, 250],
  [2, 0, 1000],
  [2, 1, 500],
  [3, 0.5, 1500],
])('the pause after attempt %i, with chance %f, is %i ms', (attempt, random, pause) => {
  expect(pauseMs(attempt, random)).toBe(pause);
});

test.each([
  [null, undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['0', 0],
  [' 120 ', 120_000],
  ['Mon, 02 Mar 2026 10:00:30 GMT', 30_000],
  ['Mon, 02 Mar 2026 09:00:00 GMT', 0],
])('Retry-After: %s is %s ms', (header, wait) => {
  expect(retryAfterMs(header, START)).toBe(wait);
});

test.each([
  [0, '1 second'],
  [1400, '1 second'],
  [59_400, '59 seconds'],
  [59_600, '1 minute'],
  [-90_000, '2 minutes'],
  [59.6 * 60_000, '1 hour'],
  [47 * 3_600_000, '47 hours'],
  [49 * 3_600_000, '2 days'],
])('%f ms are %s', (ms, words) => {
  expect(describeDuration(ms)).toBe(words);
});
