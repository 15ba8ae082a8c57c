import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const fixtures: RuleFixture[] = [
  {
    name: 'sanitized',
    text: `
allow if sanitized(input.session.login) == "3f0c"
#        ^^^^^^^^^ SL046 information: What \`sanitized\` gives is not documented: a hash of another kind stands in for it here, so what depends on it may be decided otherwise by Spacelift.
`,
  },
  { name: 'a function of that name', text: 'allow if sanitized("a") == "a"\nsanitized(x) := x' },
];

test.each(fixtures)('$name', (fixture) => {
  checkRule('SL046', fixture);
});
