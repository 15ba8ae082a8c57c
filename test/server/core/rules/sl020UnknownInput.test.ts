import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

function never(path: string, meant?: string): string {
  const hint = meant === undefined ? '' : ` Is \`${meant}\` meant?`;
  return `SL020 warning: The input of a login has no \`${path}\`: the condition is never met.${hint}`;
}

const fires: RuleFixture[] = [
  {
    name: 'a slip of the fingers',
    text: `
allow if input.session.logn == "a"
#                      ^^^^ ${never('input.session.logn', 'input.session.login')}
deny if input.sesion.member
#             ^^^^^^ ${never('input.sesion', 'input.session')}
`,
    fixed: `
allow if input.session.login == "a"
deny if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'in brackets, v0',
    engine: 'v0',
    text: `
allow { input["session"]["logn"] == "a" }
#                        ^^^^^^ ${never('input.session.logn', 'input.session.login')}
`,
    fixed: `
allow { input["session"]["login"] == "a" }
`,
    unsafe: true,
  },
  {
    name: "other products' names",
    text: `
allow if input.session.email == "a@example.com"
#                      ^^^^^ ${never('input.session.email', 'input.session.login')}
admin if "DevOps" in input.session.groups
#                                  ^^^^^^ ${never('input.session.groups', 'input.session.teams')}
`,
    fixed: `
allow if input.session.login == "a@example.com"
admin if "DevOps" in input.session.teams
`,
    unsafe: true,
  },
  {
    name: 'the field is elsewhere',
    text: `
allow if net.cidr_contains("10.0.0.0/8", input.session.remote_ip)
#                                                      ^^^^^^^^^ ${never('input.session.remote_ip', 'input.request.remote_ip')}
deny if not "DevOps" in input.teams
#                             ^^^^^ ${never('input.teams', 'input.session.teams')}
`,
    fixed: `
allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
deny if not "DevOps" in input.session.teams
`,
    unsafe: true,
  },
  {
    name: 'as in other policies',
    text: `
deny if time.weekday(input.spacelift.request.timestamp_ns) == "Sunday"
#                          ^^^^^^^^^ ${never('input.spacelift', 'input.request.timestamp_ns')}
`,
    fixed: `
deny if time.weekday(input.request.timestamp_ns) == "Sunday"
`,
    unsafe: true,
  },
  {
    name: 'nothing near: no fix',
    text: `
allow if { some space in input.spaces; space.parent == "root" }
#                                            ^^^^^^ ${never('input.spaces[_].parent')}
deny if input.spaces[_].parent == "root"
#                       ^^^^^^ ${never('input.spaces[_].parent')}
`,
    fixed: `
allow if { some space in input.spaces; space.parent == "root" }
deny if input.spaces[_].parent == "root"
`,
  },
  {
    name: 'through an import and locals',
    text: `
import input.session as who
allow if who.emial == "a"
#            ^^^^^ ${never('input.session.emial', 'input.session.login')}
deny if {
  request := input.request
  ip := request.remote_ipp
#               ^^^^^^^^^^ ${never('input.request.remote_ipp', 'input.request.remote_ip')}
  ip == "203.0.113.7"
}
`,
    fixed: `
import input.session as who
allow if who.login == "a"
deny if {
  request := input.request
  ip := request.remote_ip
  ip == "203.0.113.7"
}
`,
    unsafe: true,
  },
  {
    name: 'through a rule, a function and an object',
    text: `
who := input.session
allow if who.emial == "a"
#            ^^^^^ ${never('input.session.emial', 'input.session.login')}
address(request) := request.remote_ipp
#                           ^^^^^^^^^^ SL020 warning: The input of a login has no \`input.request.remote_ipp\`: this is always undefined. Is \`input.request.remote_ip\` meant?
deny if address(input.request) == "203.0.113.7"
`,
  },
  {
    name: 'an import, and not what it is used for',
    text: `
import input.sesion as who
#            ^^^^^^ SL020 warning: The input of a login has no \`input.sesion\`: this is always undefined. Is \`input.session\` meant?
allow if who.login == "a"
`,
    fixed: `
import input.session as who
allow if who.login == "a"
`,
    unsafe: true,
  },
  {
    name: 'where being undefined comes to something else',
    text: `
names := [x | x := input.session.nickname]
#                                ^^^^^^^^ SL020 warning: The input of a login has no \`input.session.nickname\`: this is always undefined.
name := input.session.nickname
#                     ^^^^^^^^ SL020 warning: The input of a login has no \`input.session.nickname\`: this is always undefined.
deny if not input.session.nickname
#                         ^^^^^^^^ SL020 warning: The input of a login has no \`input.session.nickname\`: \`not\` is always met.
`,
  },
  {
    name: 'below a value, and a list asked by a name',
    text: `
allow if input.session.login.name == "a"
#                            ^^^^ SL020 warning: \`input.session.login\` is a string, with nothing below it: this is always undefined.
deny if input.spaces.production
#                    ^^^^^^^^^^ SL020 warning: \`input.spaces\` is a list: it has positions (0, 1, …) but no "production", so this is always undefined.
`,
  },
  {
    name: 'by a key that is held elsewhere',
    text: `
allow if {
  key := "email"
  input.session[key] == "a"
#               ^^^ SL020 warning: The input of a login has no \`input.session.email\`: the condition is never met. Is \`input.session.login\` meant?
}
`,
    fixed: `
allow if {
  key := "email"
  input.session[key] == "a"
}
`,
  },
  {
    name: 'with a default',
    text: `
allow if object.get(input.session, "email", "") == "a"
#                                  ^^^^^^^ SL020 warning: The input of a login has no \`input.session.email\`: this is always the default. Is \`input.session.login\` meant?
deny if object.get(input, ["session", "groups"], []) == []
#                                     ^^^^^^^^ SL020 warning: The input of a login has no \`input.session.groups\`: this is always the default. Is \`input.session.teams\` meant?
`,
    fixed: `
allow if object.get(input.session, "login", "") == "a"
deny if object.get(input, ["session", "teams"], []) == []
`,
    unsafe: true,
  },
  {
    name: 'what is handed over by with, and what is not replaced',
    text: `
allow if is_ada with input.session.login as input.session.email
#                                                         ^^^^^ SL020 warning: The input of a login has no \`input.session.email\`: the condition is never met. Is \`input.session.login\` meant?
admin if input.session.emial == "a" with input.session.login as "a"
#                      ^^^^^ SL020 warning: The input of a login has no \`input.session.emial\`: the condition is never met. Is \`input.session.login\` meant?
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'all fields', text: 'allow if input.session.login == "a"\ndeny if input.request.remote_ip == "b"' },
  { name: 'lists', text: 'allow if input.session.teams[0] == "a"\ndeny if input.spaces[i].labels[_] == "b"' },
  { name: 'new fields', text: 'allow if input.session.idp_subject == "a"\ndeny if input.roles[_].ulid == "b"' },
  { name: 'Slack', text: 'allow if input.slack.channel.name == "ops"\ndeny if input.slack.user.tz == "UTC"' },
  { name: 'what the contract leaves open', text: 'allow if input.attachment.anything.at.all' },
  { name: 'computed', text: 'allow if input.session[field] == "a"\ndeny if input[x].y' },
  { name: 'as a whole', text: 'allow if count(input) > 0\ndeny if input.session' },
  { name: 'a local of that name', text: 'allow if { session := {"logn": "a"}; session.logn == "a" }' },
  { name: 'a replacement', text: 'allow if is_ada with input.session.nickname as "ada"' },
  { name: 'SL013 tells it', text: 'allow if input.session.teams["DevOps"]' },
  { name: 'half-typed', text: 'allow if input.session.\ndeny if input[' },
  { name: 'replaced', text: 'allow if input.session.email == "a" with input.session.email as "a"' },
  {
    name: 'replaced, with all above',
    text: 'allow if input.session.email == "a" with input.session as {"email": "a"}',
  },
  {
    name: 'replaced for a helper wherever it is asked',
    text: 'allow if is_ada with input.session.email as "a"\nis_ada if is_it("a")\nis_it(name) if input.session.email == name',
  },
  { name: 'by one of several keys', text: 'allow if { some key in ["email", "login"]; input.session[key] == "a" }' },
  { name: 'a default for what may be missing', text: 'allow if object.get(input.session, "stack_id", "") == "a"' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL020', fixture);
});
