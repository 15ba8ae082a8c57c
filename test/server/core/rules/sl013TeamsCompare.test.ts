import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const never = 'SL013 error: `input.session.teams` is a list and never equals a string: this is always false.';
const always = 'SL013 error: `input.session.teams` is a list and never equals a string: this is always true.';
const lookedUp =
  'SL013 error: `input.session.teams` is a list: it has positions (0, 1, …) but no "DevOps", so this is always undefined.';

const member = 'SL013 error: `input.session.teams` is a list, and none of these strings equals it: ask for each team.';

function given(name: string): string {
  return `SL013 error: \`input.session.teams\` is a list, and \`${name}\` takes one string: ask it of each team.`;
}

const fires: RuleFixture[] = [
  {
    name: '==, v1',
    text: `
admin if input.session.teams == "DevOps"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never}
`,
    fixed: `
admin if "DevOps" in input.session.teams
`,
    unsafe: true,
  },
  {
    name: '==, v0',
    engine: 'v0',
    text: `
admin { "DevOps" == input.session.teams }
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never}
`,
    fixed: `
admin { input.session.teams[_] == "DevOps" }
`,
    unsafe: true,
  },
  {
    name: '=, v0, with `in` imported',
    engine: 'v0',
    text: `import future.keywords.in
admin { input.session.teams = "DevOps" }
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never}
`,
    fixed: `import future.keywords.in
admin { "DevOps" in input.session.teams }
`,
    unsafe: true,
  },
  {
    name: '!=',
    text: `
deny if input.session.teams != "DevOps"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${always}
`,
    fixed: `
deny if not "DevOps" in input.session.teams
`,
    unsafe: true,
  },
  {
    name: '!=, v0: `_` has no value under `not`, so `in` is imported',
    bare: true,
    engine: 'v0',
    text: `package spacelift
deny { input.session.teams != "DevOps" }
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${always}
`,
    fixed: `package spacelift

import future.keywords.in
deny { not "DevOps" in input.session.teams }
`,
    unsafe: true,
  },
  {
    name: 'not ==',
    text: `
deny if not input.session.teams == "DevOps"
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never}
`,
    fixed: `
deny if not "DevOps" in input.session.teams
`,
    unsafe: true,
  },
  {
    name: 'not !=: nobody knows what is meant',
    text: `
deny if not input.session.teams != "DevOps"
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${always}
`,
    fixed: `
deny if not input.session.teams != "DevOps"
`,
    unsafe: true,
  },
  {
    name: 'through an import and a local',
    text: `
import input.session as who
admin if {
  mine := who.teams
  mine == "DevOps"
# ^^^^^^^^^^^^^^^^ ${never}
}
`,
    fixed: `
import input.session as who
admin if {
  mine := who.teams
  "DevOps" in mine
}
`,
    unsafe: true,
  },
  {
    name: 'with a name from a rule or a local',
    text: `
admins := "DevOps"
admin if input.session.teams == admins
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never}
deny if {
  team := "Guests"
  input.session["teams"] == team
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never}
}
`,
  },
  {
    name: 'looked up',
    text: `
admin if input.session.teams["DevOps"]
#                            ^^^^^^^^ ${lookedUp}
deny if not input.session.teams.DevOps
#                               ^^^^^^ ${lookedUp}
`,
    fixed: `
admin if "DevOps" in input.session.teams
deny if not "DevOps" in input.session.teams
`,
    unsafe: true,
  },
  {
    name: 'given to a built-in that takes one string',
    text: `
admin if startswith(input.session.teams, "Dev")
#                   ^^^^^^^^^^^^^^^^^^^ ${given('startswith')}
admin if regex.match("^Dev", input.session.teams)
#                            ^^^^^^^^^^^^^^^^^^^ ${given('regex.match')}
admin if lower(input.session.teams) == "devops"
#              ^^^^^^^^^^^^^^^^^^^ ${given('lower')}
`,
    fixed: `
admin if startswith(input.session.teams[_], "Dev")
admin if regex.match("^Dev", input.session.teams[_])
admin if lower(input.session.teams[_]) == "devops"
`,
    unsafe: true,
  },
  {
    name: 'given to a built-in, v0, through a local',
    engine: 'v0',
    text: `
admin { teams := input.session.teams; contains(teams, "Dev") }
#                                              ^^^^^ ${given('contains')}
`,
    fixed: `
admin { teams := input.session.teams; contains(teams[_], "Dev") }
`,
    unsafe: true,
  },
  {
    name: 'looked for among names',
    text: `
admin if input.session.teams in {"DevOps", "Security"}
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${member}
`,
    fixed: `
admin if input.session.teams[_] in {"DevOps", "Security"}
`,
    unsafe: true,
  },
  {
    name: 'where none may be: no fix',
    text: `
deny if not startswith(input.session.teams, "Dev")
#                      ^^^^^^^^^^^^^^^^^^^ ${given('startswith')}
deny if lower(input.session.teams) != "devops"
#             ^^^^^^^^^^^^^^^^^^^ ${given('lower')}
`,
    fixed: `
deny if not startswith(input.session.teams, "Dev")
deny if lower(input.session.teams) != "devops"
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'in', text: 'admin if "DevOps" in input.session.teams' },
  { name: 'each of them', engine: 'v0', text: 'admin { input.session.teams[_] == "DevOps" }' },
  { name: 'one by one', text: 'admin if { some t in input.session.teams; t == "DevOps" }' },
  { name: 'one by its position', text: 'admin if input.session.teams[0] == "DevOps"' },
  { name: 'with a list', text: 'admin if input.session.teams == ["DevOps"]\ndeny if input.session.teams == []' },
  { name: 'another field', text: 'admin if input.session.login == "DevOps"' },
  { name: 'with something that may be a list', text: 'admin if input.session.teams == mine\nmine := ["a"]' },
  { name: 'a local that is given one of them', text: 'admin if { t := input.session.teams[_]; t == "DevOps" }' },
  { name: 'half-typed', text: 'admin if input.session.teams == ' },
  { name: 'half-typed string', text: 'admin if input.session.teams[' },
  { name: 'each given to a built-in', text: 'admin if { some t in input.session.teams; startswith(t, "Dev") }' },
  { name: 'given to a built-in that takes a list', text: 'admin if concat(",", input.session.teams) == "a,b"' },
  { name: 'looked for among lists', text: 'admin if input.session.teams in [["DevOps"], []]' },
  { name: 'replaced', text: 'admin if input.session.teams == "a" with input.session.teams as "a"' },
  { name: 'replaced, with all of the input', text: 'admin if input.session.teams == "a" with input as {}' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL013', fixture);
});
