import { afterAll, describe, expect, test } from 'vitest';
import { rule } from '../../../../server/src/core/simulated/sl054HourMore.ts';
import { startEngine } from '../../../support/engine.ts';
import { simulated } from './askSimulated.ts';
import { readHours } from '../../../../server/src/core/simulated/toldHours.ts';
import { checkFixtures } from './checkFixtures.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

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
# ^^^^^^^^^^^^^^ SL054 warning: This holds until 23:59, an hour more than the comment says (\`22 to 23\`). One who comes then: any member, on Wednesday 2026-03-04 at 23:59:59 (UTC).
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
  ...[
    { comment: 'Between 2 and 4.', said: 'Between 2 and 4', last: 'hour <= 4', fixed: 'hour < 4' },
    { comment: '02:00-04:00', said: '02:00-04:00', last: 'not hour > 4', fixed: 'not hour >= 4' },
  ].map(({ comment, said, last, fixed }) => {
    const at = `${' '.repeat(last.startsWith('not ') ? 4 : 0)}${'^'.repeat(last.replace('not ', '').length)}`;
    const told = `SL054 warning: This holds until 04:59, an hour more than the comment says (\`${said}\`). One who comes then: any member, on Wednesday 2026-03-04 at 04:59:59 (Europe/Berlin).`;
    return {
      name: `${comment} and ${last}`,
      text: window(comment, `hour >= 2\n  ${last}\n# ${at} ${told}`),
      fixed: window(comment, `hour >= 2\n  ${fixed}`),
    };
  }),
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
    ['between 2 and 4', [[2, 4]]],
    ['Between 9 am and 5 pm', [[9, 17]]],
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

const source = (text: string) => ({ text: `package spacelift\n\n${text}`, engine: 'v1' }) as const;

describe('an hour more', () => {
  const clock = '[hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])';

  test.each<[string, string, string[]]>([
    ['9 to 5 of an afternoon', window('9 to 5', 'hour >= 9\n  hour <= 17'), ['9 to 5']],
    ['a set', window('2-4', 'hour in {2, 3, 4}'), ['2-4']],
    ['a set with gaps', window('2-4', 'hour in {2, 4}'), []],
    ['a set that ends before', window('2-4', 'hour in {2, 3}'), []],
    [
      'over midnight in two clauses',
      `# 22:00-04:00\nallow if {\n  ${clock}\n  hour >= 22\n}\n\nallow if {\n  ${clock}\n  hour <= 4\n}\n`,
      ['22:00-04:00'],
    ],
    [
      'over midnight, and ending in time',
      `# 22:00-04:00\nallow if {\n  ${clock}\n  hour >= 22\n}\n\nallow if {\n  ${clock}\n  hour < 4\n}\n`,
      [],
    ],
  ])('is told of %s', async (_, text, said) => {
    const policy = await simulated(engine, source(text));
    const problems = [...rule.check({ policy, said: [], stops: new Map() })];
    expect(problems.map(({ values }) => values.said)).toEqual(said);
  });
});
