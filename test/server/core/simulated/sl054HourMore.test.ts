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
  {
    name: 'in UTC beside a clause in another zone',
    text: `admin if {
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  hour == 12
}

# 2-4
allow if {
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  hour >= 2
  hour <= 4
# ^^^^^^^^^ SL054 warning: This holds until 04:59, an hour more than the comment says (\`2-4\`). One who comes then: any member, on Wednesday 2026-03-04 at 04:59:59 (UTC).
}
`,
  },
  {
    name: 'what begins an hour later',
    text: `allow if input.session.member

# Closed after 17:00.
deny if {
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  hour > 17
# ^^^^^^^^^ SL054 warning: This begins at 18:00, an hour later than the comment says (\`after 17:00\`). One who comes before: any member, on Wednesday 2026-03-04 at 17:00:00 (UTC).
}
`,
    fixed: `allow if input.session.member

# Closed after 17:00.
deny if {
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  hour >= 17
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
  test.each<[string, [number | undefined, number][]]>([
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
    ['until 17:00', [[undefined, 17]]],
    [
      'before 9 am or after 5 pm',
      [
        [undefined, 9],
        [undefined, 17],
      ],
    ],
    ['after 17', []],
    ['until 17:30', []],
    ['until 2027-01-01', []],
  ])('%s', (text, expected) => {
    expect(readHours(text).map(({ from, to }) => [from, to])).toEqual(expected);
  });
});

const source = (text: string) => ({ text: `package spacelift\n\n${text}`, engine: 'v1' }) as const;

describe('an hour more', () => {
  const clock = '[hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])';
  const helper = `in_hours if {\n  ${clock}\n  hour >= 9\n  hour <= 17\n}\n`;
  const called = `in_hours(from, to) if {\n  ${clock}\n  hour >= from\n  hour <= to\n}\n`;
  const refused = (comment: string, test: string): string =>
    `allow if input.session.member\n\n# ${comment}\ndeny if {\n  ${clock}\n  ${test}\n}\n`;

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
    ['a range', window('9-17', 'hour in numbers.range(9, 17)'), ['9-17']],
    ['a range that ends before', window('9-17', 'hour in numbers.range(9, 16)'), []],
    ['a range that is spared', refused('Closed 17:00-9:00', 'not hour in numbers.range(9, 17)'), ['17:00-9:00']],
    ['an end alone', window('Open until 17:00.', 'hour <= 17'), ['until 17:00']],
    ['an end alone, of an afternoon', window('Open till 5 pm', 'hour <= 17'), ['till 5 pm']],
    ['an end that may be no time', window('Open until 17', 'hour <= 17'), []],
    ['from midnight on', window('00:00-04:00', 'hour <= 4'), ['00:00-04:00']],
    ['a helper', `${helper}\n# Open 09:00-17:00.\nallow if in_hours\n`, ['09:00-17:00']],
    ['a helper of a helper', `${helper}\nopen if in_hours\n\n# 09:00-17:00.\nallow if open\n`, ['09:00-17:00']],
    ['a helper that is refused by', `allow if true\n\n${helper}\n# Open 9-17.\ndeny if not in_hours\n`, ['9-17']],
    ['a helper of other hours', `${helper}\n# Open 9-18.\nallow if in_hours\n`, []],
    [
      'a helper of which another clause fires',
      `${helper}\nin_hours if input.session.login == "ann"\n\n# Open 9-17.\nallow if {\n  in_hours\n  input.session.login == "ann"\n  not late\n}\n\nlate if {\n  ${clock}\n  hour > 16\n}\n`,
      [],
    ],
    ['a function', `${called}\n# Open 09:00-17:00.\nallow if in_hours(9, 17)\n`, ['09:00-17:00']],
    [
      'a function that is called by others',
      `${called}\n# Open 9-17.\nallow if in_hours(9, 16)\n\n# Open 10-18.\nadmin if in_hours(10, 17)\n`,
      [],
    ],
    ['a set of hours that are spared', refused('Open 9-12', 'not hour in {9, 10, 11, 12}'), ['9-12']],
    ['a set, by when it is closed', refused('Closed 12:00-9:00', 'not hour in {9, 10, 11, 12}'), ['12:00-9:00']],
    ['what begins later', refused('Closed after 17:00', 'hour > 17'), ['after 17:00']],
    ['what begins later, until the end of the day', refused('Closed 17:00-24:00', 'hour > 17'), ['17:00-24:00']],
    ['what begins in time', refused('Closed after 17:00', 'hour >= 17'), []],
    ['an hour less', window('17:00-24:00', 'hour > 17'), []],
    [
      'what begins later, with what is before in another clause',
      `${refused('Open 9-17', 'hour < 9')}\ndeny if {\n  ${clock}\n  hour > 17 # 9-17\n}\n`,
      ['9-17'],
    ],
  ])('is told of %s', async (_, text, said) => {
    const policy = await simulated(engine, source(text));
    const problems = [...rule.check({ policy, said: [], stops: new Map(), scenarios: [] })];
    expect(problems.map(({ values }) => values.said)).toEqual(said);
  });
});
