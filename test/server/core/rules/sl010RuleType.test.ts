import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const fires: RuleFixture[] = [
  {
    name: 'a set for a boolean',
    text: `
deny contains "no members" if not input.session.member
#^^^ SL010 error: Spacelift predefines \`deny\` as true or false. Here it is a set: such a policy is refused.
`,
  },
  {
    name: 'a set for a boolean, v0',
    engine: 'v0',
    text: `
deny["no members"] { not input.session.member }
#^^^ SL010 error: Spacelift predefines \`deny\` as true or false. Here it is a set: such a policy is refused.
`,
  },
  {
    name: 'a string for a boolean, others related',
    text: `
allow := "yes" if input.session.member
#        ^^^^^ SL010 error: Spacelift predefines \`allow\` as true or false. Here it is a string: such a policy is refused.
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
#         ^^^^ SL010 error: Spacelift predefines \`allow\` as true or false. Here it is a string: such a policy is refused.
`,
  },
  {
    name: 'a string by way of a local and a rule',
    text: `
deny := message if {
#       ^^^^^^^ SL010 error: Spacelift predefines \`deny\` as true or false. Here it is a string: such a policy is refused.
  not input.session.member
  message := "members only"
}
flags := ["new"]
sample := flags
#         ^^^^^ SL010 error: Spacelift predefines \`sample\` as true or false. Here it is a list: such a policy is refused.
`,
  },
  {
    name: 'a function for a boolean',
    text: `
allow(session) if session.member
#^^^^ SL010 error: Spacelift predefines \`allow\` as true or false. Here it is a function: such a policy is refused.
`,
  },
  {
    name: 'a map for a boolean',
    text: `
admin.root := true
#^^^^ SL010 error: Spacelift predefines \`admin\` as true or false. Here it is a map: such a policy is refused.
`,
  },
  {
    name: 'a boolean for a set',
    engine: 'v0',
    text: `
space_admin { input.session.admin }
#^^^^^^^^^^ SL010 error: Spacelift predefines \`space_admin\` as a set of strings. Here it is one value, given as a whole: such a policy is refused.
`,
  },
  {
    name: 'a whole set where clauses add members',
    text: `
team := {"DevOps"}
#^^^ SL010 error: Spacelift predefines \`team\` as a set of strings. Here it is one value, given as a whole: such a policy is refused.
`,
  },
  {
    name: 'the set of v0 with `if` is a map in v1',
    text: `
space_read["a"] if input.session.member
#^^^^^^^^^ SL010 error: Spacelift predefines \`space_read\` as a set of strings. Here it is a map: such a policy is refused.
`,
    fixed: `
space_read contains "a" if input.session.member
`,
  },
  {
    name: 'a set of roles',
    text: `
roles contains "deployer" if input.session.member
#^^^^ SL010 error: Spacelift predefines \`roles\` as a map from space ids to role slugs. Here it is a set: such a policy is refused.
`,
  },
  {
    name: 'a set of roles, v0',
    engine: 'v0',
    text: `
roles["deployer"] { input.session.member }
#^^^^ SL010 error: Spacelift predefines \`roles\` as a map from space ids to role slugs. Here it is a set: such a policy is refused.
`,
  },
  {
    name: 'a default that is no boolean',
    text: `
default allow := "no"
#                ^^^^ SL010 error: Spacelift predefines \`allow\` as true or false. Here it is a string: such a policy is refused.
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
  { name: 'rules that Spacelift does not read', text: 'reason contains "x"\ndenied := "no"\nf(x) := 1' },
  { name: 'half-typed', text: 'allow := \nroles[' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL010', fixture);
});
