import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const message = 'SL018 warning: `exec` is for initialization policies on private workers, not for login policies.';

const fires: RuleFixture[] = [
  { name: 'v1', text: `\nallow if exec("true")\n#        ^^^^ ${message}\n` },
  { name: 'v0', engine: 'v0', text: `\nallow { x := exec(["id"]); x.status == 0 }\n#            ^^^^ ${message}\n` },
];

const silent: RuleFixture[] = [
  { name: 'a function of the policy', text: 'exec(x) := x\nallow if exec(true)' },
  { name: 'a field', text: 'allow if input.exec' },
  { name: 'sanitized', text: 'allow if sanitized("a") == "b"' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL018', fixture);
});
