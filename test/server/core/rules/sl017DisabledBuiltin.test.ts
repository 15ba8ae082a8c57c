import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const fires: RuleFixture[] = [
  {
    name: 'the clock',
    text: `
allow if time.clock(time.now_ns())[0] < 18
#                   ^^^^^^^^^^^ SL017 error: Spacelift disables \`time.now_ns\`: the time of the login is \`input.request.timestamp_ns\`.
`,
    fixed: `
allow if time.clock(input.request.timestamp_ns)[0] < 18
`,
  },
  {
    name: 'the others, v0',
    engine: 'v0',
    text: `
allow { http.send({"method": "GET", "url": "https://example.com"}).status_code == 200 }
#       ^^^^^^^^^ SL017 error: Spacelift disables \`http.send\`: a policy has nothing but its input to decide by.
allow { opa.runtime().env.HOME; trace("here") }
#       ^^^^^^^^^^^ SL017 error: Spacelift disables \`opa.runtime\`: a policy has nothing but its input to decide by.
#                               ^^^^^ SL017 error: Spacelift disables \`trace\`: a policy has nothing but its input to decide by.
allow { rego.parse_module("a.rego", "package a") }
#       ^^^^^^^^^^^^^^^^^ SL017 error: Spacelift disables \`rego.parse_module\`: a policy has nothing but its input to decide by.
`,
    fixed: `
allow { http.send({"method": "GET", "url": "https://example.com"}).status_code == 200 }
allow { opa.runtime().env.HOME; trace("here") }
allow { rego.parse_module("a.rego", "package a") }
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'other clocks', text: 'allow if time.weekday(input.request.timestamp_ns) == "Monday"' },
  { name: "the policy's own function", text: 'trace(x) := x\nallow if trace(true)' },
  { name: 'a string', text: 'allow if input.session.login == "http.send"' },
  { name: 'a field', text: 'allow if input.session.http.send' },
  { name: 'half-typed', text: 'allow if http.' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL017', fixture);
});
