import { describe, expect, test } from 'vitest';
import { readHours } from '../../../../server/src/core/simulated/toldHours.ts';
import { checkFixtures } from './checkFixtures.ts';

const window = (comment: string, bounds: string): string => `# ${comment}
allow if {
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  ${bounds}
}
`;

checkFixtures('SL054', [
  {
    name: 'the last hour is more than the comment above says',
    text: window(
      'Deployments, 02:00-04:00.',
      `hour >= 2
  hour <= 4
# ^^^^^^^^^ SL054 warning: This holds until 04:59, an hour more than the comment says (\`02:00-04:00\`). One who comes then: any member, on Wednesday 2026-03-04 at 04:59:59 (Europe/Berlin).`,
    ),
    fixed: window(
      'Deployments, 02:00-04:00.',
      `hour >= 2
  hour < 4`,
    ),
  },
  {
    name: 'v0, by the clock as a whole, the other way round, with a comment behind',
    engine: 'v0',
    text: `
deny {
  clock := time.clock(input.request.timestamp_ns)
  clock[0] > 21 # 22 to 23
  23 >= clock[0]
# ^^^^^^^^^^^^^^ SL054 warning: This holds until 23:59, an hour more than the comment says (\`22 to 23\`). One who comes then: any member, on Tuesday 2026-03-03 at 23:59:59 (UTC).
}
`,
    fixed: `
deny {
  clock := time.clock(input.request.timestamp_ns)
  clock[0] > 21 # 22 to 23
  23 > clock[0]
}
`,
  },
  { name: 'the comment means the last hour too', text: window('2-4, inclusive', 'hour >= 2\n  hour <= 4') },
  { name: 'the comment says so to the minute', text: window('02:00-04:59', 'hour >= 2\n  hour <= 4') },
  { name: 'the hour is left out', text: window('02:00-04:00', 'hour >= 2\n  hour < 4') },
  { name: 'the comment tells other numbers', text: window('2-4 people', 'hour >= 9\n  hour <= 17') },
  {
    name: 'nobody comes in that hour',
    text: `# 02:00-04:00
allow if {
  [hour, minute, _] := time.clock(input.request.timestamp_ns)
  hour >= 2
  hour <= 4
  minute == 0
}
`,
  },
  {
    name: 'a comment somewhere else',
    text: `# 02:00-04:00

# Night.
${window('At night', 'hour >= 2\n  hour <= 4')}`,
  },
]);

describe('hours that a comment tells', () => {
  test.each<[string, [number, number][]]>([
    ['from 02:00 to 04:00', [[2, 4]]],
    ['2–4', [[2, 4]]],
    ['9 am - 5 pm', [[9, 17]]],
    ['9-5pm', [[9, 17]]],
    ['2-4 p.m.', [[14, 16]]],
    ['12 am until 1 am', [[0, 1]]],
    ['22:00 – 24:00', [[22, 24]]],
    ['02:30-04:00', []],
    ['2026-03-04', []],
    ['10.0.0.0/8 to 10.1.0.0/16', []],
    ['2 through 4', []],
  ])('%s', (text, expected) => {
    expect(readHours(text).map(({ from, to }) => [from, to])).toEqual(expected);
  });
});
