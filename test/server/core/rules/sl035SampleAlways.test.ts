import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const told =
  'SL035 information: Every login is recorded, with name and address. The newest hundred are kept: sample what you look for.';

const fires: RuleFixture[] = [
  {
    name: 'v1, once a policy',
    text: `
sample := true
#^^^^^ ${told}
sample if true
`,
  },
  {
    name: 'v0',
    engine: 'v0',
    text: `
sample { true }
#^^^^^ ${told}
`,
  },
  {
    name: 'by default',
    text: `
default sample := true
#       ^^^^^^ ${told}
`,
  },
  {
    name: 'through a helper rule and a local',
    text: `
recording := true
sample if { on := recording; on }
#^^^^^ ${told}
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'a default with exceptions',
    text: 'default sample := true\nsample := false if input.session.login == "eve"',
  },
  { name: 'some', text: 'sample if deny\ndeny if input.session.login == "eve"' },
  { name: 'never', text: 'sample := false\nsample if false' },
  { name: 'most', text: 'sample if not input.session.admin' },
  { name: 'a set: SL010 tells it', text: 'sample contains "a"' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL035', fixture);
});
