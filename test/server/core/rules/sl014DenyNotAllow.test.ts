import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const told =
  'SL014 warning: Whoever is `admin` but not `allow` is refused too: `deny` comes first. Ask `not admin` as well.';
const refused = 'related: Refused, unless allowed too.';

const fires: RuleFixture[] = [
  {
    name: 'v1, one condition',
    text: `
allow if input.session.member
admin if "DevOps" in input.session.teams
#^^^^ ${refused}
deny if not allow
#       ^^^^^^^^^ ${told}
`,
    fixed: `
allow if input.session.member
admin if "DevOps" in input.session.teams
deny if {
	not admin
	not allow
}
`,
    unsafe: true,
  },
  {
    name: 'v0, in one line',
    engine: 'v0',
    text: `
allow { input.session.member }
admin { input.session.teams[_] == "DevOps" }
#^^^^ ${refused}
deny { not allow }
#      ^^^^^^^^^ ${told}
`,
    fixed: `
allow { input.session.member }
admin { input.session.teams[_] == "DevOps" }
deny { not admin; not allow }
`,
    unsafe: true,
  },
  {
    name: 'with a session asked for, and admins of two kinds, one of whom is allowed',
    text: `
allow if is_member
is_member if input.session.member
admin if { input.session.member; "DevOps" in input.session.teams }
admin if input.session.login == "ada"
#^^^^ ${refused}
deny if {
  input.session # not Slack
  not allow
# ^^^^^^^^^ ${told}
}
`,
    fixed: `
allow if is_member
is_member if input.session.member
admin if { input.session.member; "DevOps" in input.session.teams }
admin if input.session.login == "ada"
deny if {
  not admin
  input.session # not Slack
  not allow
}
`,
    unsafe: true,
  },
  {
    name: 'through a helper rule, and where nobody is allowed at all',
    text: `
admin if "DevOps" in input.session.teams
#^^^^ ${refused}
allow := false
may_enter if allow
deny if not may_enter
#       ^^^^^^^^^^^^^ ${told}
`,
    fixed: `
admin if "DevOps" in input.session.teams
allow := false
may_enter if allow
deny if {
	not admin
	not may_enter
}
`,
    unsafe: true,
  },
  {
    name: 'compared with false and true',
    text: `
allow if input.session.member
admin if input.session.login == "a"
#^^^^ related: Refused, unless allowed too.
#^^^^ related: Refused, unless allowed too.
#^^^^ related: Refused, unless allowed too.
deny if allow == false
#       ^^^^^^^^^^^^^^ SL014 warning: Whoever is \`admin\` but not \`allow\` is refused too: \`deny\` comes first. Ask \`not admin\` as well.
deny if { input.session; true != allow }
#                        ^^^^^^^^^^^^^ SL014 warning: Whoever is \`admin\` but not \`allow\` is refused too: \`deny\` comes first. Ask \`not admin\` as well.
deny if not allow == true
#       ^^^^^^^^^^^^^^^^^ SL014 warning: Whoever is \`admin\` but not \`allow\` is refused too: \`deny\` comes first. Ask \`not admin\` as well.
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'admins are spared',
    text: 'allow if input.session.member\nadmin if "a" in input.session.teams\ndeny if { not allow; not admin }',
  },
  { name: 'no admin', text: 'allow if input.session.member\ndeny if not allow' },
  {
    name: 'an admin that never is one',
    text: 'allow if input.session.member\nadmin if false\ndeny if not allow',
  },
  {
    name: 'admins are allowed',
    text: 'allow if input.session.member\nallow if admin\nadmin if "a" in input.session.teams\ndeny if not allow',
  },
  {
    name: 'admins have to be allowed',
    text: 'allow if input.session.member\nadmin if { allow; "a" in input.session.teams }\ndeny if not allow',
  },
  {
    name: 'admins meet all that is asked for being allowed, through helper rules',
    text: `
allow if { is_employee; from_office }
is_employee if input.session.member
from_office if input.request.remote_ip == "203.0.113.7"
admin if { is_platform; from_office }
is_platform if { input.session.member; "Platform" in input.session.teams }
deny if not allow
`,
  },
  {
    name: 'more is asked',
    text: 'allow if input.session.member\nadmin if "a" in input.session.teams\ndeny if { not allow; not is_key }\nis_key if startswith(input.session.login, "api::")',
  },
  {
    name: 'not not allow',
    text: 'allow if input.session.member\nadmin if "a" in input.session.teams\ndeny if stranger\nstranger if not input.session.member',
  },
  {
    name: 'something OPA refuses',
    text: 'allow if deny\nadmin if input.session.login == "a"\ndeny if not allow',
    errors: [
      {
        code: 'rego_recursion_error',
        message: 'rule deny is recursive',
        location: { file: 'policy', offset: 68, length: 4 },
      },
    ],
  },
  {
    name: 'allowed, or for another login',
    text: 'allow if input.session.member\nadmin if input.session.login == "a"\ndeny if allow == true\ndeny if not allow != true\ndeny if not allow with input.session.login as "x"',
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL014', fixture);
});
