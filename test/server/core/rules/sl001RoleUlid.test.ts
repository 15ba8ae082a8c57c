import { test } from 'vitest';
import { demoAccount } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const ulid =
  'SL001 warning: This is a ULID, as the API and Terraform have for the id of a role: a login policy names a role by its slug.';
const deployer =
  'SL001 warning: This is the ULID of the role Deployer: a login policy names a role by its slug, `deployer`.';
const used = 'related: Used here as the slug of a role.';

const fires: RuleFixture[] = [
  {
    name: 'v1, no account',
    text: `
roles["root"] contains "01K9PFWPM00Y44QPHHEZJN5WBT" if input.session.member
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ulid}
`,
  },
  {
    name: 'v0, no account, in lower case',
    engine: 'v0',
    text: `
roles["root"]["01k9pfwpm00y44qphhezjn5wbt"] { input.session.member }
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ulid}
`,
  },
  {
    name: 'v1, a role of the account',
    account: demoAccount,
    text: `
roles["root"] contains "01K9PFWPM00Y44QPHHEZJN5WBT" if input.session.member
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${deployer}
`,
    fixed: `
roles["root"] contains "deployer" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'v0, a role of the account',
    engine: 'v0',
    account: demoAccount,
    text: `
roles["root"]["01K9PFWPM00Y44QPHHEZJN5WBT"] { input.session.member }
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${deployer}
`,
    fixed: `
roles["root"]["deployer"] { input.session.member }
`,
    unsafe: true,
  },
  {
    name: 'no role of the account',
    account: demoAccount,
    text: `
roles["root"] contains "01K9PFWPM00Y44QPHHEZJN5WBX" if input.session.member
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ulid} This account has no role with this ULID.
`,
  },
  {
    name: 'an account that does not show its roles',
    account: { ...demoAccount, roles: { ...demoAccount.roles, state: 'forbidden', items: [] } },
    text: `
roles["root"] contains "01K9PFWPM00Y44QPHHEZJN5WBT" if input.session.member
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ulid}
`,
  },
  {
    name: 'through a map, a local and a rule of its own',
    account: demoAccount,
    text: `
grants := {"root": {"01K9PFWPM00Y44QPHHEZJN5WBT"}}
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${deployer}
roles[space] contains role if some role in grants[space]
#                     ^^^^ ${used}
`,
    fixed: `
grants := {"root": {"deployer"}}
roles[space] contains role if some role in grants[space]
`,
    unsafe: true,
  },
  {
    name: 'compared with the roles of the account',
    account: demoAccount,
    text: `
allow if input.roles[_].slug == "01K9PFWPM00Y44QPHHEZJN5WBT"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${deployer}
`,
  },
  {
    name: 'the ULID of a role of the input',
    text: `
roles["root"] contains role.ulid if some role in input.roles
#                      ^^^^^^^^^ SL001 warning: This is the ULID of a role: a login policy names a role by its slug.
`,
    fixed: `
roles["root"] contains role.slug if some role in input.roles
`,
    unsafe: true,
  },
];

const silent: RuleFixture[] = [
  { name: 'a slug', text: 'roles["root"] contains "deployer"' },
  { name: 'a character too few', text: 'roles["root"] contains "01K9PFWPM00Y44QPHHEZJN5WB"' },
  { name: 'a letter that no ULID has', text: 'roles["root"] contains "01K9PFWPM00Y44QPHHEZJN5WBU"' },
  { name: 'too late for a ULID', text: 'roles["root"] contains "81K9PFWPM00Y44QPHHEZJN5WBT"' },
  { name: 'as the ULID that it is', text: 'allow if input.roles[_].ulid == "01K9PFWPM00Y44QPHHEZJN5WBT"' },
  { name: 'of a key', text: 'allow if input.session.login == "api::01K9PFWPM00Y44QPHHEZJN5WBT"' },
  { name: 'of a space', text: 'roles["a-01K9PFWPM00Y44QPHHEZJN5WBT"] contains "deployer"' },
  {
    name: 'a slug that looks like one',
    account: {
      ...demoAccount,
      roles: {
        ...demoAccount.roles,
        items: demoAccount.roles.items.map((role) => ({ ...role, slug: '01k9pfwpm00y44qphhezjn5wbx' })).slice(0, 1),
      },
    },
    text: 'roles["root"] contains "01k9pfwpm00y44qphhezjn5wbx"',
  },
  { name: 'half-typed', text: 'roles["root"] contains "' },
  { name: 'the slug of a role of the input', text: 'roles["root"] contains role.slug if some role in input.roles' },
  {
    name: 'its id, which is the slug in the input',
    text: 'roles["root"] contains role.id if some role in input.roles',
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL001', fixture);
});
