import { expect, test } from 'vitest';
import { demoAccount } from '../account/demoAccount.ts';
import { checkRule, findByRules, type RuleFixture } from '../../../support/findings.ts';

const name =
  'SL002 warning: `Infrastructure provisioner` is the name of a role: a login policy names a role by its slug, `tf-provisioner`.';
const unknown = 'SL002 warning: This account has no role with the slug `deployr`. Is `deployer` meant?';
const nothingLike = 'SL002 warning: This account has no role with the slug `astronaut`.';
const level = (text: string, slug: string): string =>
  `SL002 warning: This account has no role with the slug \`${text}\`. Is \`${slug}\` meant?`;
const used = 'related: Used here as the slug of a role.';

const account = demoAccount;

const fires: RuleFixture[] = [
  {
    name: 'a slip of the fingers, v1',
    account,
    text: `
roles["root"] contains "deployr" if input.session.member
#                      ^^^^^^^^^ ${unknown}
`,
    fixed: `
roles["root"] contains "deployer" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'a slip of the fingers, v0',
    engine: 'v0',
    account,
    text: `
roles["root"]["deployr"] { input.session.member }
#             ^^^^^^^^^ ${unknown}
`,
    fixed: `
roles["root"]["deployer"] { input.session.member }
`,
    unsafe: true,
  },
  {
    name: 'the levels of old',
    account,
    text: `
roles["root"] contains "admin" if input.session.member
#                      ^^^^^^^ ${level('admin', 'space-admin')}
roles["root"] contains "Writer" if input.session.member
#                      ^^^^^^^^ ${level('Writer', 'space-writer')}
roles["root"] contains "read" if input.session.member
#                      ^^^^^^ ${level('read', 'space-reader')}
`,
    fixed: `
roles["root"] contains "space-admin" if input.session.member
roles["root"] contains "space-writer" if input.session.member
roles["root"] contains "space-reader" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'the name of a role',
    account,
    text: `
roles["root"] contains "Infrastructure provisioner" if input.session.member
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${name}
`,
    fixed: `
roles["root"] contains "tf-provisioner" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'nothing like it',
    account,
    text: `
roles["root"] contains "astronaut" if input.session.member
#                      ^^^^^^^^^^^ ${nothingLike}
`,
    fixed: `
roles["root"] contains "astronaut" if input.session.member
`,
  },
  {
    name: 'an account that shows some roles only',
    account: { ...account, roles: { ...account.roles, state: 'partial' } },
    text: `
roles["root"] contains "deployr" if input.session.member
#                      ^^^^^^^^^ SL002 information: \`deployr\` is not among the roles that this account shows you. Is \`deployer\` meant?
`,
  },
  {
    name: 'written after a dot, v0',
    engine: 'v0',
    account,
    text: `
roles["root"].deployr { input.session.member }
#             ^^^^^^^ ${unknown}
`,
    fixed: `
roles["root"]["deployer"] { input.session.member }
`,
    unsafe: true,
  },
  {
    name: 'through a set, twice used: told once',
    account,
    text: `
deployers := {"deployr"}
#             ^^^^^^^^^ ${unknown}
roles["root"] contains role if some role in deployers
#                      ^^^^ ${used}
roles["legacy"] contains role if some role in deployers
#                        ^^^^ ${used}
`,
  },
  {
    name: 'through functions and locals',
    account,
    text: `
role_of("DevOps") := "deployr"
#                    ^^^^^^^^^ ${unknown}
role_of("Security") := "space-reader"
roles["root"] contains role if {
#                      ^^^^ ${used}
  some team in input.session.teams
  role := role_of(team)
}
`,
  },
  {
    name: 'compared with the roles of the account',
    account,
    text: `
allow if "deployr" in {role.slug | some role in input.roles}
#        ^^^^^^^^^ ${unknown}
`,
  },
  {
    name: 'the name of a role of the input, without an account',
    text: `
roles["root"] contains input.roles[_].name
#                      ^^^^^^^^^^^^^^^^^^^ SL002 warning: This is the \`name\` of a role: a login policy names a role by its slug.
`,
    fixed: `
roles["root"] contains input.roles[_].slug
`,
    unsafe: true,
  },
];

const silent: RuleFixture[] = [
  { name: 'a slug of the account', account, text: 'roles["root"] contains "deployer"' },
  { name: 'no account', text: 'roles["root"] contains "astronaut"' },
  {
    name: 'an account that shows no roles',
    account: { ...account, roles: { ...account.roles, state: 'forbidden', items: [] } },
    text: 'roles["root"] contains "astronaut"',
  },
  {
    name: 'an empty list of roles, as one gets without permission',
    account: { ...account, roles: { ...account.roles, items: [] } },
    text: 'roles["root"] contains "astronaut"',
  },
  { name: 'the name of a role, asked as a name', account, text: 'allow if input.roles[_].name == "Astronaut"' },
  { name: 'the start of a slug', account, text: 'allow if startswith(input.roles[_].slug, "astro")' },
  { name: 'a space of the same name', account, text: 'roles["astronaut"] contains "deployer"' },
  { name: 'filled in by Terraform', account, text: 'roles["root"] contains "${role}"' },
  { name: 'not yet typed', account, text: 'roles["root"] contains ""' },
  { name: 'half-typed', account, text: 'roles["root"] contains "' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL002', fixture);
});

test.each([
  ['a ULID', '01K9PFWPM00Y44QPHHEZJN5WBT', 'SL001'],
  ['a placeholder', 'developer-role-slug', 'SL028'],
  ['an unknown role', 'astronaut', 'SL002'],
])('one mistake, one finding: %s', (_, role, rule) => {
  const text = `package spacelift\n\nroles["root"] contains "${role}" if "DevOps" in input.session.teams\nallow if true`;
  const ofNames = ['SL001', 'SL002', 'SL028'];
  const found = findByRules(text, { account }).map((finding) => finding.rule);
  expect(found.filter((id) => ofNames.includes(id))).toEqual([rule]);
});
