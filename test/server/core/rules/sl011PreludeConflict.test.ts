import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const fires: RuleFixture[] = [
  {
    name: 'result, once for all clauses',
    text: `
result := {"allow": true} if input.session.member
#^^^^^ SL011 error: Spacelift defines \`result\` itself, in front of the policy: give this rule another name.
result := {"allow": false} if not input.session.member
#^^^^^ related: Also defined here.
`,
  },
  {
    name: 'result as a set, v0',
    engine: 'v0',
    text: `
result["x"] { true }
#^^^^^ SL011 error: Spacelift defines \`result\` itself, in front of the policy: give this rule another name.
`,
  },
  {
    name: 'a default of false goes with its line',
    text: `
default allow := false
#^^^^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines \`default allow := false\` itself, in front of the policy: a second default may be refused.
allow if input.session.member
`,
    fixed: `
allow if input.session.member
`,
  },
  {
    name: 'a default of false goes with the comment behind it',
    text: `
default allow := false # nobody, at first
#^^^^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines \`default allow := false\` itself, in front of the policy: a second default may be refused.
allow if input.session.member # all
`,
    fixed: `
allow if input.session.member # all
`,
  },
  {
    name: 'what the file says of itself stays',
    text: `
default allow := false # spacelift: type=login
#^^^^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines \`default allow := false\` itself, in front of the policy: a second default may be refused.
`,
    fixed: `
 # spacelift: type=login
`,
  },
  {
    name: 'a default of false, v0',
    engine: 'v0',
    text: `
default deny = false
#^^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines \`default deny := false\` itself, in front of the policy: a second default may be refused.
`,
    fixed: `
`,
  },
  {
    name: 'a default of true: removing it changes decisions',
    text: `
default allow := true # for now
#^^^^^^^^^^^^^^^^^^^^ SL011 warning: This holds for everybody, and Spacelift defines \`default allow := false\` itself, in front of the policy: a second default may be refused.
`,
    fixed: `
`,
    unsafe: true,
  },
];

const silent: RuleFixture[] = [
  { name: 'no default', text: 'allow if input.session.member' },
  { name: "a default of the policy's own rule", text: 'default is_member := false\nis_member if input.session.member' },
  { name: 'a name that only starts so', text: 'results := 1\nresult_set contains 1' },
  { name: 'result of something else', text: 'allow if { result := 1; result == 1 }\nx.result := 1' },
  { name: 'half-typed', text: 'default ' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL011', fixture);
});
