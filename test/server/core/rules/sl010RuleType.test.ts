import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const fires: RuleFixture[] = [
  {
    name: 'a set for a boolean',
    text: `
deny contains "no members" if not input.session.member
#^^^ SL010 error: Spacelift reads \`deny\` as true or false. Here it is a set: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a set for a boolean, v0',
    engine: 'v0',
    text: `
deny["no members"] { not input.session.member }
#^^^ SL010 error: Spacelift reads \`deny\` as true or false. Here it is a set: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a string for a boolean, others related',
    text: `
allow := "yes" if input.session.member
#        ^^^^^ SL010 error: Spacelift reads \`allow\` as true or false. Here it is a string: as far as documented, such a policy is not saved.
allow := 10 if input.session.admin
#        ^^ related: Here it is a number.
`,
  },
  {
    name: 'a message in an else branch',
    text: `
allow if {
	input.session.member
} else := "no" if input.session.admin
#         ^^^^ SL010 error: Spacelift reads \`allow\` as true or false. Here it is a string: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a string by way of a local and a rule',
    text: `
deny := message if {
#       ^^^^^^^ SL010 error: Spacelift reads \`deny\` as true or false. Here it is a string: as far as documented, such a policy is not saved.
  not input.session.member
  message := "members only"
}
flags := ["new"]
sample := flags
#         ^^^^^ SL010 error: Spacelift reads \`sample\` as true or false. Here it is a list: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a function for a boolean',
    text: `
allow(session) if session.member
#^^^^ SL010 error: Spacelift reads \`allow\` as true or false. Here it is a function: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a map for a boolean',
    text: `
admin.root := true
#^^^^ SL010 error: Spacelift reads \`admin\` as true or false. Here it is a map: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a boolean for a set',
    engine: 'v0',
    text: `
space_admin { input.session.admin }
#^^^^^^^^^^ SL010 error: Spacelift reads \`space_admin\` as a set of strings. Here it is one value, given as a whole: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a whole set where clauses add members',
    text: `
team := {"DevOps"}
#^^^ SL010 warning: Spacelift is taken to have a clause of \`team\` that is added to, in front of the policy: one value given as a whole would clash with it.
`,
  },
  {
    name: 'the set of v0 with `if` is a map in v1',
    text: `
space_read["a"] if input.session.member
#^^^^^^^^^ SL010 error: Spacelift reads \`space_read\` as a set of strings. Here it is a map: as far as documented, such a policy is not saved.
`,
    fixed: `
space_read contains "a" if input.session.member
`,
  },
  {
    name: 'a set of roles',
    text: `
roles contains "deployer" if input.session.member
#^^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here it is a set: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a set of roles, v0',
    engine: 'v0',
    text: `
roles["deployer"] { input.session.member }
#^^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here it is a set: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'a default that is no boolean',
    text: `
default allow := "no"
#                ^^^^ SL010 error: Spacelift reads \`allow\` as true or false. Here it is a string: as far as documented, such a policy is not saved.
`,
  },
  {
    name: 'one slug for a space',
    text: `
roles["a"] := "deployer" if input.session.member
#             ^^^^^^^^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here a space has a string.
`,
  },
  {
    name: 'nothing for a space',
    text: `
roles["deployer"] if input.session.member
#^^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here a space has a boolean.
`,
  },
  {
    name: 'something for a role',
    text: `
roles["a"]["deployer"] := "c" if input.session.member
#                         ^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here a role has a string.
`,
  },
  {
    name: 'a level too many',
    text: `
roles["a"]["b"] contains "deployer" if input.session.member
#^^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here a space has an object of more levels.
`,
  },
  {
    name: 'a role that is no string, others related',
    text: `
roles["a"] contains 5 if input.session.member
#                   ^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here a role is a number.
roles["a"] contains ["x"] if input.session.member
#                   ^^^^^ related: Here a role is a list.
`,
  },
  {
    name: 'a set of lists',
    text: `
team contains input.session.teams
#             ^^^^^^^^^^^^^^^^^^^ SL010 error: Spacelift reads \`team\` as a set of strings. Here a member is a list.
`,
    fixed: `
team contains input.session.teams[_]
`,
    unsafe: true,
  },
  {
    name: 'a set of lists, v0',
    engine: 'v0',
    text: `
team[input.session.teams] { input.session.member }
#    ^^^^^^^^^^^^^^^^^^^ SL010 error: Spacelift reads \`team\` as a set of strings. Here a member is a list.
`,
    fixed: `
team[input.session.teams[_]] { input.session.member }
`,
    unsafe: true,
  },
  {
    name: 'numbers and strings for booleans: of a built-in, of the input, of an operator',
    text: `
deny := count(input.session.teams)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL010 error: Spacelift reads \`deny\` as true or false. Here it is a number: as far as documented, such a policy is not saved.
allow := input.session.login
#        ^^^^^^^^^^^^^^^^^^^ SL010 error: Spacelift reads \`allow\` as true or false. Here it is a string: as far as documented, such a policy is not saved.
sample := 1 + 1
#         ^^^^^ SL010 error: Spacelift reads \`sample\` as true or false. Here it is a number: as far as documented, such a policy is not saved.
admin := n if {
#        ^ SL010 error: Spacelift reads \`admin\` as true or false. Here it is a number: as far as documented, such a policy is not saved.
  n := count(input.session.teams)
}
`,
  },
  {
    name: 'what is not documented for login policies',
    text: `
flag := true if input.session.member
#       ^^^^ SL010 warning: In other types of policies Spacelift reads \`flag\` as a set of strings. Here it is a boolean.
`,
  },
  {
    name: 'a whole role, a whole space, and a role that is no string',
    text: `
roles["root"] contains role if some role in input.roles
#                      ^^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here a role is an object.
space_read contains space if some space in input.spaces
#                   ^^^^^ SL010 error: Spacelift reads \`space_read\` as a set of strings. Here a member is an object.
`,
    fixed: `
roles["root"] contains role.slug if some role in input.roles
space_read contains space.id if some space in input.spaces
`,
    unsafe: true,
  },
  {
    name: 'a role in v0 that is no string',
    engine: 'v0',
    text: `
roles["root"][role] { role := input.roles[_] }
#             ^^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here a role is an object.
`,
    fixed: `
roles["root"][role.slug] { role := input.roles[_] }
`,
    unsafe: true,
  },
  {
    name: 'a whole map: the names in it are looked at as well',
    text: `
roles := {"root": {"deployer"}} if input.session.member
#^^^^ SL010 warning: Spacelift is taken to have a clause of \`roles\` that is added to, in front of the policy: one value given as a whole would clash with it.
`,
  },
  {
    name: 'a whole list for a map',
    text: `
roles := ["deployer"] if input.session.member
#        ^^^^^^^^^^^^ SL010 error: Spacelift reads \`roles\` as a map from space ids to sets of role slugs. Here it is a list: as far as documented, such a policy is not saved.
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'booleans', text: 'allow if input.session.member\nadmin := true\ndeny := false\ndefault sample := false' },
  { name: 'booleans, v0', engine: 'v0', text: 'allow { input.session.member }\nadmin = true\ndeny = x { x := true }' },
  {
    name: 'computed',
    text: 'allow := input.session.member\nadmin := is_admin\ndeny := count(input.session.teams) == 0',
  },
  { name: 'sets', text: 'team contains "a"\nflag contains x if x := "b"' },
  { name: 'sets, v0', engine: 'v0', text: 'team["a"] { true }\nspace_read[s] { s := input.spaces[_].id }' },
  { name: 'roles by contains', text: 'roles["a"] contains "deployer" if input.session.member' },
  { name: 'roles by nested keys', engine: 'v0', text: 'roles["a"]["deployer"] { input.session.member }' },
  { name: 'roles by sets', text: 'roles["a"] := {"deployer"} if input.session.member' },
  { name: 'roles by lists and maps', text: 'roles["a"] := ["deployer"]\nroles["b"] := {"deployer": true}' },
  {
    name: 'members that are computed',
    text: `
team contains name if some name in input.session.teams
flag contains x if some x in [1, "a"]
roles[space.id] contains slug if {
  some space in input.spaces
  some slug in slugs
}
slugs := {"deployer"}
allow := input.session.idp_subject == "a"
admin := input.session.clearance
`,
  },
  { name: 'rules that Spacelift does not read', text: 'reason contains "x"\ndenied := "no"\nf(x) := 1' },
  { name: 'half-typed', text: 'allow := \nroles[' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL010', fixture);
});
