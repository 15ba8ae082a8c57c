import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const fires: RuleFixture[] = [
  {
    name: 'v1',
    text: `
space_admin contains "root" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_admin\` is deprecated: grant the role \`space-admin\` by \`roles\` instead.
`,
    fixed: `
roles["root"] contains "space-admin" if input.session.admin
`,
  },
  {
    name: 'v0',
    engine: 'v0',
    text: `
space_write["dev"] { input.session.member }
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
roles["dev"]["space-writer"] { input.session.member }
`,
  },
  {
    name: 'v0 with the words of v1 imported: still as the placeholder of v0 wants it',
    engine: 'v0',
    text: `import future.keywords
space_read contains space.id if some space in input.spaces
#^^^^^^^^^ SL008 warning: \`space_read\` is deprecated: grant the role \`space-reader\` by \`roles\` instead.
`,
    fixed: `import future.keywords
roles[space.id]["space-reader"] if some space in input.spaces
`,
  },
  {
    name: 'as the roles that are there are written',
    text: `
roles["a"]["deployer"] if input.session.member
space_read contains "b"
#^^^^^^^^^ SL008 warning: \`space_read\` is deprecated: grant the role \`space-reader\` by \`roles\` instead.
`,
    fixed: `
roles["a"]["deployer"] if input.session.member
roles["b"]["space-reader"] := true
`,
  },
  {
    name: 'every clause, once for a head of v0 with several bodies',
    engine: 'v0',
    text: `
space_read["a"] { input.session.member } { input.session.admin }
#^^^^^^^^^ SL008 warning: \`space_read\` is deprecated: grant the role \`space-reader\` by \`roles\` instead.
space_read[space] { space := input.spaces[_].id }
#^^^^^^^^^ SL008 warning: \`space_read\` is deprecated: grant the role \`space-reader\` by \`roles\` instead.
`,
    fixed: `
roles["a"]["space-reader"] { input.session.member } { input.session.admin }
roles[space]["space-reader"] { space := input.spaces[_].id }
`,
  },
  {
    name: 'somebody asks the rule: the fix may change an answer',
    text: `
space_admin contains "root" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_admin\` is deprecated: grant the role \`space-admin\` by \`roles\` instead.
allow if space_admin["root"]
`,
    fixed: `
roles["root"] contains "space-admin" if input.session.admin
allow if space_admin["root"]
`,
    unsafe: true,
  },
  {
    name: 'of a wrong type: no fix',
    text: `
space_admin := {"root"}
#^^^^^^^^^^ SL008 warning: \`space_admin\` is deprecated: grant the role \`space-admin\` by \`roles\` instead.
`,
    fixed: `
space_admin := {"root"}
`,
  },
  {
    name: 'no fix: beside sets that are given whole: a second value for the same space would clash',
    text: `
roles[s] := {"space-reader"} if s := input.spaces[_].id
space_write contains "legacy" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
roles[s] := {"space-reader"} if s := input.spaces[_].id
space_write contains "legacy" if input.session.admin
`,
  },
  {
    name: 'no fix: the same in v0',
    engine: 'v0',
    text: `
roles[s] = {"space-reader"} { s := input.spaces[_].id }
space_write["legacy"] { input.session.admin }
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
roles[s] = {"space-reader"} { s := input.spaces[_].id }
space_write["legacy"] { input.session.admin }
`,
  },
  {
    name: 'no fix: beside a map that is given whole',
    text: `
roles := {"root": ["space-reader"]} if input.session.member
space_write contains "root" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
roles := {"root": ["space-reader"]} if input.session.member
space_write contains "root" if input.session.admin
`,
  },
  {
    name: 'no fix: beside roles of both kinds',
    text: `
roles["a"] contains "x" if input.session.member
roles["b"]["x"] if input.session.member
space_write contains "root" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
roles["a"] contains "x" if input.session.member
roles["b"]["x"] if input.session.member
space_write contains "root" if input.session.admin
`,
  },
  {
    name: 'no fix: beside roles with other values',
    text: `
roles["b"]["x"] := 1 if input.session.member
space_write contains "root" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
roles["b"]["x"] := 1 if input.session.member
space_write contains "root" if input.session.admin
`,
  },
  {
    name: 'no fix: beside a default',
    text: `
default roles := {}
space_write contains "root" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
default roles := {}
space_write contains "root" if input.session.admin
`,
  },
  {
    name: 'no fix: with a condition on roles: they would ask themselves',
    text: `
roles["b"] contains "x" if input.session.member
busy if count(roles) > 1
space_write contains "root" if busy
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
roles["b"] contains "x" if input.session.member
busy if count(roles) > 1
space_write contains "root" if busy
`,
  },
  {
    name: 'no fix: with another branch',
    text: `
space_write contains "root" if input.session.admin else := false
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
space_write contains "root" if input.session.admin else := false
`,
  },
  {
    name: 'no fix: a space that is computed',
    text: `
space_write contains "a" | "b" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
space_write contains "a" | "b" if input.session.admin
`,
  },
  {
    name: 'somebody asks roles',
    text: `
roles["b"] contains "x" if input.session.member
space_write contains "root" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
allow if roles.root
`,
    fixed: `
roles["b"] contains "x" if input.session.member
roles["root"] contains "space-writer" if input.session.admin
allow if roles.root
`,
    unsafe: true,
  },
  {
    name: 'a fact of v0 has a value',
    engine: 'v0',
    text: `
space_write["root"]
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
`,
    fixed: `
roles["root"]["space-writer"] := true
`,
  },
  {
    name: 'no fix: only the roles of Spacelift are asked',
    text: `
space_write contains "root" if input.session.admin
#^^^^^^^^^^ SL008 warning: \`space_write\` is deprecated: grant the role \`space-writer\` by \`roles\` instead.
allow if roles.root
`,
    fixed: `
space_write contains "root" if input.session.admin
allow if roles.root
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'roles', text: 'roles["a"] contains "space-admin"' },
  { name: 'a rule with a similar name', text: 'space_admins contains "a"\nmy_space_read contains "b"' },
  { name: 'only asked, never defined', text: 'allow if space_admin["root"]' },
  { name: 'a string and a comment', text: '# space_admin["x"]\nallow if input.session.login == "space_admin"' },
  { name: 'nothing', bare: true, text: '' },
  { name: 'a half-typed package', bare: true, text: 'pack' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL008', fixture);
});
