/** Demands of lists, locals and functions, as SL041 tells them. */
import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../../support/findings.ts';

const other = 'related: The other condition.';

function never(subject: string, first: string, second: string): string {
  return `SL041 warning: This can't hold together with another condition, so the clause never fires: \`${subject}\` ${first} there and ${second} here.`;
}
function count(other: string, first: string, subject: string, second: string): string {
  return `SL041 warning: This can't hold together with another condition, so the clause never fires: \`${other}\` ${first} there and \`${subject}\` ${second} here.`;
}

const fires: RuleFixture[] = [
  {
    name: 'a team that is asked for and ruled out',
    text: `
allow if { "a" in input.session.teams; not "a" in input.session.teams }
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.teams', 'contains "a"', 'does not contain "a"')}
admin if {
  not "b" in teams
# ^^^^^^^^^^^^^^^^ ${other}
  some t in input.session.teams
  t == "b"
# ^^^^^^^^ ${never('input.session.teams', 'does not contain "b"', 'contains "b"')}
}
teams := input.session.teams
deny if { in_team("c"); not "c" in input.session.teams; input.session.member }
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.teams', 'contains "c"', 'does not contain "c"')}
in_team(team) if team in input.session.teams
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
deny if in_team("d")
`,
  },
  {
    name: 'a team, v0',
    engine: 'v0',
    text: `
allow { input.session.teams[_] == "a"; not has_a }
has_a { input.session.teams[_] == "a" }
admin { input.session.teams[_] == "a"; count(input.session.teams) == 0 }
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${count('input.session.teams', 'has a member', 'count(input.session.teams)', 'is 0')}
`,
  },
  {
    name: 'a team of none',
    text: `
allow if { count(input.session.teams) == 0; "a" in input.session.teams }
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${count('count(input.session.teams)', 'is 0', 'input.session.teams', 'has a member')}
admin if { is_in_none; some team in input.session.teams; startswith(team, "a") }
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${count('count(teams)', 'is less than 1', 'input.session.teams', 'has a member')}
is_in_none if { teams := input.session.teams; count(teams) < 1 }
#                                             ^^^^^^^^^^^^^^^^ ${other}
`,
  },
  {
    name: 'a local that is something else',
    text: `
allow if { x := "a"; x == "b"; input.session.member }
#          ^^^^^^^^ ${other}
#                    ^^^^^^^^ ${never('x', 'is "a"', 'is "b"')}
admin if { some level in {1, 2}; 3 <= level }
#          ^^^^^^^^^^^^^^^^^^^^ ${other}
#                                ^^^^^^^^^^ ${never('level', 'is one of 1, 2', 'is at least 3')}
deny if { [a, b] := ["x", "y"]; a == "x"; b in {"z"} }
#         ^^^^^^^^^^^^^^^^^^^^ ${other}
#                                         ^^^^^^^^^^ ${never('b', 'is "y"', 'is "z"')}
deny if { x := "a"; not x == "a" }
#         ^^^^^^^^ ${other}
#                   ^^^^^^^^^^^^ ${never('x', 'is "a"', 'is not "a"')}
`,
    fixed: `
allow if { x := "a"; x == "b"; input.session.member }
admin if { some level in {1, 2}; 3 <= level }
deny if { [a, b] := ["x", "y"]; a == "x"; b in {"z"} }
deny if { x := "a"; not x == "a" }
`,
  },
  {
    name: 'a local that is something else, v0',
    engine: 'v0',
    text: `
deny { x := "a"; x = "b" }
#      ^^^^^^^^ ${other}
#                ^^^^^^^ ${never('x', 'is "a"', 'is "b"')}
`,
  },
  {
    name: 'a function that is given two things',
    text: `
is(name) if input.session.login == name
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
allow if { is("ada"); is("grace") }
#                     ^^^^^^^^^^^ ${never('input.session.login', 'is "ada"', 'is "grace"')}
works(login, domain) if endswith(login, domain)
#                       ^^^^^^^^^^^^^^^^^^^^^^^ ${other}
admin if { works(input.session.login, "@a.com"); works(input.session.login, "@b.com") }
#                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'ends with "@a.com"', 'ends with "@b.com"')}
sample if works(input.session.name, "a")
deny if { is("eve"); not is("eve") }
#         ^^^^^^^^^ ${other}
#                    ^^^^^^^^^^^^^ ${never('is("eve")', 'holds', 'does not hold')}
`,
  },
  {
    name: 'a set that is asked twice, of something that is known only then',
    text: `
admins contains "ada" if input.session.admin
allow if { input.session.login in admins; not input.session.login in admins }
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login in admins', 'holds', 'does not hold')}
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'another team ruled out', text: 'allow if { "a" in input.session.teams; not "b" in input.session.teams }' },
  {
    name: 'a team among some of them',
    text: 'allow if { "a" in input.session.teams; not "a" in admins }\nadmins := {t | some t in input.session.teams; startswith(t, "b")}',
  },
  {
    name: 'one of two teams',
    text: 'allow if { some t in {"a", "b"}; t in input.session.teams; not "a" in input.session.teams }',
  },
  {
    name: 'another member of a list',
    text: 'allow if { some t in input.session.teams; not t == "a"; "a" in input.session.teams }',
  },
  { name: 'a team at its place', text: 'allow if { "a" in input.session.teams; not 0, "a" in input.session.teams }' },
  { name: 'one team', text: 'allow if { count(input.session.teams) == 1; "a" in input.session.teams }' },
  {
    name: 'teams and spaces',
    text: 'allow if { count(input.session.teams) == 0; some s in input.spaces; s.id == "a" }',
  },
  { name: 'locals that fit', text: 'allow if { x := "a"; x == "a"; some y in {1, 2}; y < 2; y != 1.5 }' },
  { name: 'a switch', text: 'allow if { mode := current; mode == "open" }\ncurrent := "closed"' },
  { name: 'a switch that is asked', text: 'allow if current == "open"\ncurrent := "closed"' },
  { name: 'a local of the input', text: 'allow if { x := input.session.login; x == "a" }' },
  { name: 'what a function is given', text: 'allow if is("a")\nis(x) if { x == "b"; input.session.member }' },
  {
    name: 'a function of members, given two',
    text: 'has(team) if { some t in input.session.teams; t == team }\nallow if { has("a"); has("b") }',
  },
  {
    name: 'a function of members, given two, v0',
    engine: 'v0',
    text: 'has(team) { input.session.teams[i] == team }\nallow { has("a"); has("b") }',
  },
  {
    name: 'a function, given other things',
    text: 'allow if { known(input.session.login); not known(input.session.name) }\nknown(x) if x in {"a", "b"}',
  },
  {
    name: 'a function in a function',
    text: 'is(x) if same(input.session.login, x)\nsame(a, b) if a == b\nallow if { is("a"); input.session.login == "a" }\nadmin if { is("b"); input.session.member }',
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL041', fixture);
});
