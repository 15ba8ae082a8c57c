import { test } from 'vitest';
import type { AccountSnapshot, Space } from '../../../../server/src/protocol/account.ts';
import { demoAccount, spaceId } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const id = spaceId('production');

const shape = (text: string): string =>
  `SL003 warning: \`${text}\` is not the id of a space: that is \`root\`, \`legacy\`, or a name, a hyphen and a ULID.`;
const name = `SL003 warning: \`production\` is the name of a space: a login policy names a space by its id, \`${id}\`.`;
const used = 'related: Used here as the id of a space.';

const twin: Space = {
  id: 'production-01K5HM8E000000000000000000',
  name: 'production',
  description: '',
  parentSpace: 'root',
  inheritEntities: false,
  labels: [],
};

const withSpace = (space: Space): AccountSnapshot => ({
  ...account,
  spaces: { ...account.spaces, items: [...account.spaces.items, space] },
});

const fires: RuleFixture[] = [
  {
    name: 'a name, v1, no account',
    text: `
roles["production"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^^ ${shape('production')}
`,
  },
  {
    name: 'a name, v0, no account',
    engine: 'v0',
    text: `
roles["production"]["deployer"] { input.session.member }
#     ^^^^^^^^^^^^ ${shape('production')}
`,
  },
  {
    name: 'a name, v1, known',
    account,
    text: `
roles["production"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^^ ${name}
`,
    fixed: `
roles["${id}"] contains "deployer" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'a name, v0, known, after a dot',
    engine: 'v0',
    account,
    text: `
roles.production["deployer"] { input.session.member }
#     ^^^^^^^^^^ ${name}
`,
    fixed: `
roles["${id}"]["deployer"] { input.session.member }
`,
    unsafe: true,
  },
  {
    name: 'a name that is nearly one',
    account,
    text: `
roles["prodution"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^ ${shape('prodution')} Is \`${id}\` meant?
`,
    fixed: `
roles["${id}"] contains "deployer" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'a name that two spaces have: a fix for each',
    account: withSpace(twin),
    text: `
roles["production"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^^ SL003 warning: \`production\` is the name of a space: a login policy names a space by its id, \`${id}\` or \`${twin.id}\`.
`,
  },
  {
    name: 'a ULID alone',
    text: `
roles["01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${shape('01JK5GKEM09MTEXGFXG694BX2X')}
`,
  },
  {
    name: 'in the deprecated rules',
    engine: 'v0',
    text: `
space_admin["production"] { input.session.member }
#           ^^^^^^^^^^^^ ${shape('production')}
`,
  },
  {
    name: 'through a set and a map',
    account,
    text: `
ours := {"production"}
#        ^^^^^^^^^^^^ ${name}
theirs := {"DevOps": "production"}
#                    ^^^^^^^^^^^^ ${name}
roles[space] contains "deployer" if some space in ours
#     ^^^^^ ${used}
roles[theirs[team]] contains "deployer" if some team in input.session.teams
#     ^^^^^^^^^^^^ ${used}
`,
  },
  {
    name: 'compared',
    account,
    text: `
roles[space.id] contains "deployer" if {
  some space in input.spaces
  space.id == "production"
#             ^^^^^^^^^^^^ ${name}
}
`,
  },
  {
    name: 'asked as a label too: no fix',
    account,
    text: `
names := {"production"}
#         ^^^^^^^^^^^^ ${name}
roles[space] contains "deployer" if some space in names
#     ^^^^^ ${used}
allow if {
  some label in input.spaces[_].labels
  label in names
}
`,
    fixed: `
names := {"production"}
roles[space] contains "deployer" if some space in names
allow if {
  some label in input.spaces[_].labels
  label in names
}
`,
  },
  {
    name: 'the ULID in small letters',
    text: `
roles["production-01hnd497t9jkr76mr3ka2cdjhp"] contains "deployer" if input.session.member
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL003 warning: The ULID in the id of a space stands in capitals, and ids are compared letter by letter: \`production-01HND497T9JKR76MR3KA2CDJHP\`.
`,
    fixed: `
roles["production-01HND497T9JKR76MR3KA2CDJHP"] contains "deployer" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'the whole space, its id forgotten',
    text: `
roles[space] contains "deployer" if some space in input.spaces
#     ^^^^^ SL003 warning: This is a whole space, with all its fields: a login policy names a space by its \`id\`.
`,
    fixed: `
roles[space.id] contains "deployer" if some space in input.spaces
`,
    unsafe: true,
  },
  {
    name: 'another field of a space, in v0',
    engine: 'v0',
    text: `
roles[space.name]["deployer"] { space := input.spaces[_] } { space := input.spaces[0] }
#     ^^^^^^^^^^ SL003 warning: This is the \`name\` of a space: a login policy names a space by its \`id\`.
`,
    fixed: `
roles[space.id]["deployer"] { space := input.spaces[_] } { space := input.spaces[0] }
`,
    unsafe: true,
  },
  {
    name: 'a field that a local holds: no fix',
    text: `
space_read contains name if name := input.spaces[_]["name"]
#                   ^^^^ SL003 warning: This is the \`name\` of a space: a login policy names a space by its \`id\`.
`,
    fixed: `
space_read contains name if name := input.spaces[_]["name"]
`,
  },
  {
    name: 'what is no string',
    text: `
roles[{"root"}] contains "deployer" if input.session.member
#     ^^^^^^^^ SL003 warning: Here a set stands for a space: a login policy names a space by its id, a string.
roles[["root"]] contains "deployer" if input.session.member
#     ^^^^^^^^ SL003 warning: Here a list stands for a space: a login policy names a space by its id, a string.
roles[i] contains "deployer" if input.spaces[i].name == "production"
#     ^ SL003 warning: Here a number, its place in a list, stands for a space: a login policy names a space by its id, a string.
roles[n] contains "deployer" if some n, space in input.spaces
#     ^ SL003 warning: Here a number, its place in a list, stands for a space: a login policy names a space by its id, a string.
roles[all] contains "deployer" if all := input.spaces
#     ^^^ SL003 warning: Here a list stands for a space: a login policy names a space by its id, a string.
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'an id', text: `roles["${id}"] contains "deployer"` },
  { name: 'an id, in v0', engine: 'v0', text: `roles["${id}"]["deployer"] { input.session.member }` },
  { name: 'the ids that every account has', text: 'roles["root"] contains "a"\nroles["legacy"] contains "a"' },
  { name: 'an id with hyphens', text: 'roles["a-b-c-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer"' },
  {
    name: 'an id of another shape that the account knows',
    account: withSpace({ ...twin, id: 'odd' }),
    text: 'roles["odd"] contains "deployer"',
  },
  { name: 'a name, asked as a name', text: 'allow if input.spaces[_].name == "production"' },
  { name: 'the start of an id', text: 'allow if startswith(input.spaces[_].id, "production-")' },
  { name: 'of the input', text: 'roles[space.id] contains "deployer" if some space in input.spaces' },
  { name: 'a set where a map belongs: SL010 tells', text: 'roles contains "deployer" if input.session.member' },
  { name: 'computed', text: 'roles[concat("-", ["a", "b"])] contains "deployer"' },
  { name: 'filled in by Terraform', text: 'roles["${spacelift_space.production.id}"] contains "deployer"' },
  { name: 'not yet typed', text: 'roles[""] contains "deployer"' },
  { name: 'half-typed', text: 'roles["' },
  {
    name: 'what a function gives for something else',
    text: 'name_of("space") := "root"\nname_of("role") := "deployer"\nroles[name_of("space")] contains name_of("role")',
  },
  { name: 'the id of a space of the input', text: 'roles[s.id] contains "a" if some s in input.spaces' },
  { name: 'a key of a map', text: 'ids := {"root": "a"}\nroles[id] contains role if some id, role in ids' },
  {
    name: 'a space or something else',
    text: 'x := input.spaces[0]\nx := "root" if input.session.member\nroles[x] contains "a"',
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL003', fixture);
});
