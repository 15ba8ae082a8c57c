import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const none =
  'SL015 warning: Nobody gets in by this policy: it has no `allow` and no `admin`. That is right only beside another login policy that lets people in.';
const denied = 'SL015 warning: Nobody gets in: this always holds, and `deny` comes before everything else.';

function never(...rules: string[]): string {
  return `SL015 warning: Nobody gets in by this policy: ${rules.map((rule) => `\`${rule}\``).join(' and ')} can never hold.`;
}

const fires: RuleFixture[] = [
  {
    name: 'nothing but reasons to refuse, v0',
    bare: true,
    engine: 'v0',
    text: `package spacelift
#^^^^^^^^^^^^^^^^ ${none}
deny { not net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }
`,
  },
  {
    name: 'defaults do not let in',
    bare: true,
    text: `package spacelift
#^^^^^^^^^^^^^^^^ ${none}
default allow := false
team contains "a"
`,
  },
  {
    name: 'rules that never hold',
    text: `
allow := false
#^^^^ ${never('allow')}
deny if input.session.login == "eve"
`,
  },
  {
    name: 'through a local, a helper rule and a function',
    text: `
allow if { open := false; open }
#^^^^ ${never('allow', 'admin')}
allow if is_open
#^^^^ related: Never holds either.
allow if open_on("Sunday")
#^^^^ related: Never holds either.
admin if { "b" in {"a"}; input.session.member }
#^^^^ related: Never holds either.
is_open if 1 > 2
open_on(day) := false
roles["a"] contains "b"
`,
  },
  {
    name: 'everybody is refused',
    text: `
allow if input.session.member
deny := true
#^^^ ${denied}
`,
  },
  {
    name: 'refused through helper rules, v0',
    engine: 'v0',
    text: `
allow { input.session.member }
deny { not is_open }
#^^^ ${denied}
is_open { "closed" == "open" }
`,
  },
  {
    name: 'refused by a set that is asked as a whole',
    text: `
allow if input.session.member
blocked contains "eve"
deny if blocked
#^^^ ${denied}
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'a default with exceptions',
    text: 'default deny := true\ndeny := false if input.session.member\nallow if input.session.admin',
  },
  { name: 'allow', text: 'allow if input.session.member' },
  { name: 'admin only', text: 'admin if input.session.login == "ada"\ndeny if not input.session.member' },
  { name: 'one of several clauses', text: 'allow if false\nallow if input.session.member' },
  { name: 'a default that lets in', text: 'default allow := true\ndeny if input.session.login == "eve"' },
  { name: 'roles: SL016 tells it', text: 'roles["a"] contains "b" if input.session.member' },
  { name: 'a name near by: SL009 tells it', text: 'allowed if input.session.member' },
  { name: 'sets: SL010 tells it', text: 'allow contains "a"\ndeny contains "b"' },
  { name: 'switched off', text: 'allow if input.session.member\ndeny if false\ndeny := false' },
  { name: 'an unknown field: SL020 tells it', text: 'allow if input.sesion.member' },
  {
    name: 'a rule that a default makes hold',
    text: 'default is_open := true\nis_open := false if input.session.login == "eve"\nallow if is_open',
  },
  { name: 'what holds in some evaluations', text: 'allow if { some x in [true, false]; x }' },
  {
    name: 'where OPA can not read the text',
    text: 'deny if not input.session.member\nallow if {',
    errors: [{ code: 'rego_parse_error', message: 'unexpected eof token' }],
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL015', fixture);
});
