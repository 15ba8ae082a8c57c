import { test } from 'vitest';
import { demoAccount } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const stands = (text: string, meant: string): string =>
  `SL028 warning: In documentation \`${text}\` stands for ${meant}: write the real one.`;
const role = (text: string): string => stands(text, 'the slug of a role');
const space = (text: string): string => stands(text, 'the id of a space');
const login = (text: string): string => stands(text, 'a login (of an API key: `api::` and its id)');
const team = (text: string): string => stands(text, 'the name of a team, as the identity provider writes it');
const refused = (path: string): string =>
  `SL028 error: Rego knows nothing of Terraform: \`${path}\` has no value, and such a policy is refused.`;

const fires: RuleFixture[] = [
  {
    name: 'v1',
    text: `
roles["space-id"] contains "developer-role-slug" if "team-name" in input.session.teams
#     ^^^^^^^^^^ ${space('space-id')}
#                          ^^^^^^^^^^^^^^^^^^^^^ ${role('developer-role-slug')}
#                                                   ^^^^^^^^^^^ ${team('team-name')}
allow if input.session.login == "api-key-name"
#                               ^^^^^^^^^^^^^^ ${login('api-key-name')}
`,
  },
  {
    name: 'v0, through sets and maps',
    engine: 'v0',
    text: `
grants := {"production-space-id": {"ROLE_ID"}}
#          ^^^^^^^^^^^^^^^^^^^^^ ${space('production-space-id')}
#                                  ^^^^^^^^^ ${role('ROLE_ID')}
roles[space][role] { grants[space][role] }
#     ^^^^^ related: Used here as the id of a space.
#            ^^^^ related: Used here as the slug of a role.
keys := {"api::your-api-key-id", "<login>"}
#        ^^^^^^^^^^^^^^^^^^^^^^ ${login('api::your-api-key-id')}
#                                ^^^^^^^^^ ${login('<login>')}
allow { keys[input.session.login] }
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ related: Compared with the login here.
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ related: Compared with the login here.
`,
  },
  {
    name: 'whatever kind it is',
    text: `
admin if "CHANGEME" in input.session.teams
#        ^^^^^^^^^^ ${team('CHANGEME')}
roles["xxx"] contains "your-role" if input.session.member
#     ^^^^^ ${space('xxx')}
#                     ^^^^^^^^^^^ ${role('your-role')}
`,
  },
  {
    name: 'resources of Terraform',
    errors: [
      {
        code: 'rego_unsafe_var_error',
        message: 'var spacelift_space is unsafe',
        location: { file: 'policy', offset: 20, length: 5 },
      },
    ],
    text: `
roles[spacelift_space.production.id] contains spacelift_role.deployer.slug if input.session.member
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${refused('spacelift_space.production.id')}
#                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${refused('spacelift_role.deployer.slug')}
`,
  },
  {
    name: 'data sources of Terraform, v0',
    engine: 'v0',
    text: `
roles[data.spacelift_space.production.id]["deployer"] { input.session.member }
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL028 warning: Rego knows nothing of Terraform: \`data.spacelift_space.production.id\` is always undefined.
`,
  },
];

const real = {
  ...demoAccount,
  roles: { ...demoAccount.roles, items: demoAccount.roles.items.map((one) => ({ ...one, slug: 'read-role-slug' })) },
  spaces: { ...demoAccount.spaces, items: demoAccount.spaces.items.map((one) => ({ ...one, id: 'space-id' })) },
  teams: { ...demoAccount.teams, items: ['team-name'] },
  apiKeys: { ...demoAccount.apiKeys, items: demoAccount.apiKeys.items.map((one) => ({ ...one, name: 'key-name' })) },
};

const silent: RuleFixture[] = [
  {
    name: 'real names',
    text: 'roles["root"] contains "role-manager" if "Space Team" in input.session.teams\nallow if input.session.login == "keynes"',
  },
  {
    name: 'real names that look like placeholders',
    account: real,
    text: 'roles["space-id"] contains "read-role-slug" if "team-name" in input.session.teams\nallow if input.session.login == "key-name"',
  },
  { name: 'where nothing is named', text: 'allow if input.session.name == "team-name"\nx := "space-id"' },
  {
    name: 'a rule of that name',
    text: 'spacelift_space := {"id": "root"}\nroles[spacelift_space.id] contains "deployer"',
  },
  {
    name: 'a local of that name',
    text: 'roles[spacelift_role.id] contains "a" if some spacelift_role in input.spaces',
  },
  { name: 'a template of Terraform', text: 'roles["${spacelift_space.production.id}"] contains "deployer"' },
  { name: 'other data', text: 'allow if input.session.login in data.company.admins' },
  { name: 'half-typed', text: 'roles["' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL028', fixture);
});
