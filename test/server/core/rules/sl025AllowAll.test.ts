import { expect, test } from 'vitest';
import { checkRule, findByRules, type RuleFixture } from '../../../support/findings.ts';

const always = 'SL025 warning: This always holds: everybody who can reach the login gets in.';
const unlessDenied = 'SL025 information: This always holds: everybody gets in whom `deny` does not refuse.';
const others = 'SL025 warning: Everybody gets in but those who are named here: say who is meant instead.';
const emptyObject =
  'SL025 warning: Empty braces are an empty object in Rego v1, which always holds: everybody gets in.';

function present(text: string): string {
  return `SL025 warning: Every login has \`${text}\`, so this always holds: everybody gets in.`;
}
function collection(text: string, type: string): string {
  return `SL025 warning: \`${text}\` is ${type}, which holds even where nothing is in it: everybody gets in.`;
}

const fires: RuleFixture[] = [
  {
    name: 'any address, and any number of teams',
    text: `
allow if net.cidr_contains("0.0.0.0/0", input.request.remote_ip)
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL025 warning: Every address of its kind is in \`0.0.0.0/0\`, and nothing else is asked: everybody gets in.
allow if { input.session.member; net.cidr_contains("::/0", input.request.remote_ip) }
`,
  },
  {
    name: 'v1',
    text: `
allow := true
#^^^^ ${always}
allow if true
#^^^^ ${always}
allow if { 1 < 2; "a" in {"a"} }
#^^^^ ${always}
allow if not false
#^^^^ ${always}
default allow := true
#       ^^^^^ ${always}
`,
  },
  {
    name: 'v0',
    engine: 'v0',
    text: `
allow = true
#^^^^ ${always}
allow { true }
#^^^^ ${always}
allow { x := 1; x == 1 }
#^^^^ ${always}
`,
  },
  {
    name: 'a login that is not empty',
    text: `
allow if input.session.login != ""
#^^^^ ${always}
allow if { who := input.session.login; not "" == who }
#^^^^ ${always}
`,
  },
  {
    name: 'everybody but some',
    text: `
allow if not input.session.login == "mallory"
#^^^^ ${others}
allow if { input.session.login; not input.session.login in blocked }
#^^^^ ${others}
allow if not is_contractor
#^^^^ ${others}
is_contractor if "Contractors" in input.session.teams
blocked := {"mallory", "eve"}
`,
  },
  {
    name: 'everybody but whom deny refuses, v0',
    engine: 'v0',
    text: `
allow { not deny }
#^^^^ ${others}
deny { input.session.login == "mallory" }
`,
  },
  {
    name: 'everybody, as no deny is written',
    text: `
allow if not deny
#^^^^ ${always}
`,
  },
  {
    name: 'empty braces',
    text: `
allow if {}
#        ^^ ${emptyObject}
allow if { }
#        ^^^ ${emptyObject}
`,
  },
  {
    name: 'empty braces in braces',
    text: `
allow if { {} }
#          ^^ ${emptyObject}
`,
  },
  {
    name: 'through helper rules, functions and else',
    text: `
allow if is_open
#^^^^ ${always}
default is_open := true
allow if known("ada")
#^^^^ ${always}
known(login) if login != ""
allow if level == "some"
level := "all" if input.session.admin
else := "some"
allow if {
#^^^^ ${always}
  input.session.admin
} else := true
`,
  },
  {
    name: 'what every login has',
    text: `
allow if input.session.login
#        ^^^^^^^^^^^^^^^^^^^ ${present('input.session.login')}
allow if who.teams
#        ^^^^^^^^^ ${present('who.teams')}
who := input.session
`,
  },
  {
    name: 'a collection as a whole',
    text: `
known := {"ada", "grace"}
allow if known
#        ^^^^^ ${collection('known', 'a set')}
allow if [x | some x in input.session.teams; x in known]
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${collection('[x | some x in input.session.teams; x in known]', 'a list')}
allow if has_role
has_role if roles
#           ^^^^^ ${collection('roles', 'an object')}
roles["a"] contains "b" if input.session.member
`,
  },
  {
    name: 'a collection as a whole, v0',
    engine: 'v0',
    text: `
members[login] { login := input.session.login; input.session.member }
allow { members }
#       ^^^^^^^ ${collection('members', 'a set')}
`,
  },
  {
    name: 'patterns that everything meets',
    text: `
allow if regex.match(".*", input.session.login)
#^^^^ ${always}
allow if endswith(input.session.login, "")
#^^^^ ${always}
`,
  },
  {
    name: 'with all refused who are not allowed: nobody is',
    text: `
allow := true
#^^^^ ${always}
admin if input.session.login == "ada"
deny if { not allow; not admin }
`,
  },
  {
    name: 'with everybody refused but some',
    text: `
allow := true
#^^^^ ${unlessDenied}
deny if not input.session.member
`,
  },
  {
    name: 'with some refused',
    text: `
allow := true
#^^^^ ${always}
deny if input.session.login == "eve"
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'the condition is the value',
    text: `
allow := input.session.member if not deny

deny if input.session.login == "x"
`,
  },
  { name: 'a default with exceptions', text: 'default allow := true\nallow := false if input.session.login == "eve"' },
  { name: 'unless denied, where strangers are', text: 'allow if not deny\ndeny if not input.session.member' },
  {
    name: 'everybody but some, where strangers are denied',
    text: 'allow if input.session.login != "mallory"\ndeny if not input.session.member',
  },
  {
    name: 'some of the members',
    text: 'allow if { input.session.member; not "Contractors" in input.session.teams }\nallow if not stranger\nstranger if not input.session.member',
  },
  {
    name: 'some of the members, v0',
    engine: 'v0',
    text: 'allow { input.session.member; input.session.login != "mallory" }',
  },
  {
    name: 'some, from some place',
    text: 'allow if { not input.session.login == "mallory"; net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }',
  },
  { name: 'a name that may be empty', text: 'allow if input.session.name != ""' },
  { name: 'a condition', text: 'allow if input.session.member' },
  { name: 'a set, asked for a member', text: 'known := {"ada"}\nallow if known[input.session.login]' },
  { name: 'a field that only some have', text: 'allow if input.session.idp_subject\nallow if input.session.stack_id' },
  { name: 'Slack', text: 'allow if input.slack' },
  { name: 'what may be empty', text: 'allow if { some t in input.session.teams; t }\nallow if input.session.teams[0]' },
  { name: 'never', text: 'allow := false\nallow if false\nallow if not true' },
  { name: 'a default of its own', text: 'default allow := false\nallow if input.session.admin' },
  {
    name: 'a helper that fails sometimes',
    text: 'allow if is_ok\nis_ok := false if input.session.admin\nis_ok if input.session.member',
  },
  { name: 'a value that is compared', text: 'allow if { x := input.session.login; x == "ada" }' },
  { name: 'unified twice', text: 'allow if { x = "a"; x = input.session.login }' },
  { name: 'a function, of what varies', text: 'allow if f(input.session.login)\nf("ada") := true' },
  { name: 'a table by what varies', text: 'allow if {"ada": true}[input.session.login]' },
  { name: 'replaced input', text: 'allow if true with input as {}' },
  { name: 'a set: SL010 tells it', text: 'allow contains "a"' },
  {
    name: 'patterns',
    text: 'allow if regex.match("^$", input.session.name)\nallow if regex.match("^a.*", input.session.login)',
  },
  { name: 'empty braces of a comprehension', text: 'allow if count({x | x := input.session.teams[_]}) > 0' },
  { name: 'not written yet', text: 'allow if' },
  {
    name: 'v0 refuses empty braces',
    engine: 'v0',
    text: 'allow { }',
    errors: [
      {
        code: 'rego_parse_error',
        message: 'found empty body',
        location: { file: 'policy', offset: 25, length: 1 },
      },
    ],
  },
];

test('empty braces over several lines, with a comment', () => {
  const found = findByRules('package spacelift\nallow if {\n  # input.session.member\n}\n');
  expect(found.map(({ rule, range }) => [rule, range.start.line, range.end.line])).toEqual([['SL025', 1, 3]]);
});

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL025', fixture);
});
