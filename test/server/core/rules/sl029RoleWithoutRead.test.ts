import { test } from 'vitest';
import { demoAccount, spaceId } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const production = spaceId('production');
const eu = spaceId('eu');
const blind =
  "SL029 information: The role `state-operator` does not include `space:read`: whoever has no other role in the space can't see it.";

const fires: RuleFixture[] = [
  {
    name: 'v1',
    account,
    text: `
roles["${production}"] contains "state-operator" if "On-Call" in input.session.teams
#                                                       ^^^^^^^^^^^^^^^^ ${blind}
`,
  },
  {
    name: 'v0',
    engine: 'v0',
    account,
    text: `
roles["${production}"]["state-operator"] { input.session.teams[_] == "On-Call" }
#                                              ^^^^^^^^^^^^^^^^ ${blind}
`,
  },
  {
    name: 'beside a role that reads, for others',
    account,
    text: `
roles["${production}"] contains "state-operator" if "On-Call" in input.session.teams
#                                                       ^^^^^^^^^^^^^^^^ ${blind}
roles["${production}"] contains "space-reader" if "DevOps" in input.session.teams
`,
  },
  {
    name: 'beside a role that reads, elsewhere and below',
    account,
    text: `
roles["${production}"] contains "state-operator" if "On-Call" in input.session.teams
#                                                       ^^^^^^^^^^^^^^^^ ${blind}
roles["legacy"] contains "space-reader" if "On-Call" in input.session.teams
roles["${eu}"] contains "space-reader" if "On-Call" in input.session.teams
`,
  },
  {
    name: 'in a map',
    account,
    text: `
grants := {
  "On-Call": {"${production}": {"state-operator"}},
#                                                       ^^^^^^^^^^^^^^^^ ${blind}
  "DevOps": {"${production}": {"space-reader"}},
}
roles[space] contains role if {
#                     ^^^^ related: Used here as the slug of a role.
  some team in input.session.teams
  some role in grants[team][space]
}
`,
  },
  {
    name: 'through a local and a helper rule',
    account,
    text: `
operator := "state-operator"
#           ^^^^^^^^^^^^^^^^ ${blind}
roles["${production}"] contains operator if "On-Call" in input.session.teams
#                                                       ^^^^^^^^ related: Used here as the slug of a role.
roles["legacy"] contains role if {
#                        ^^^^ related: Used here as the slug of a role.
  role := "state-operator"
#         ^^^^^^^^^^^^^^^^ ${blind}
  "On-Call" in input.session.teams
}
`,
  },
];

const both = `roles["${production}"] contains "state-operator" if "On-Call" in input.session.teams\n`;

const silent: RuleFixture[] = [
  { name: 'a role that reads', account, text: `roles["${production}"] contains "deployer"` },
  { name: 'no account', text: both },
  {
    name: 'a system role',
    account: {
      ...account,
      roles: { ...account.roles, items: account.roles.items.map((role) => ({ ...role, isSystem: true })) },
    },
    text: both,
  },
  {
    name: 'a role of which the account does not show the actions',
    account: {
      ...account,
      roles: { ...account.roles, items: account.roles.items.map((role) => ({ ...role, actions: [] })) },
    },
    text: both,
  },
  {
    name: 'beside one that reads, for the same',
    account,
    text: `${both}roles["${production}"] contains "space-reader" if "On-Call" in input.session.teams`,
  },
  {
    name: 'beside one that reads, for everybody, and in a space above',
    account,
    text: `${both}roles["root"] contains "space-reader"`,
  },
  {
    name: 'beside one that reads, for some more',
    account,
    text: `
roles["${production}"] contains "state-operator" if {
  "On-Call" in input.session.teams
  input.session.member
}
roles["${production}"] contains "space-reader" if { "On-Call" in  input.session.teams }`,
  },
  {
    name: 'beside the deprecated rule that reads, v0',
    engine: 'v0',
    account,
    text: `
roles["${production}"]["state-operator"] { input.session.member }
space_read["${production}"] { input.session.member }`,
  },
  {
    name: 'in every space, beside one that reads',
    account,
    text: `
roles[space.id] contains "state-operator" if some space in input.spaces
roles[space.id] contains "space-reader" if some space in input.spaces`,
  },
  {
    name: 'in one set with a role that reads',
    account,
    text: `roles["${production}"] := {"state-operator", "space-reader"} if input.session.member`,
  },
  {
    name: 'in a map, below a space in which another role reads',
    account,
    text: `
grants := {"On-Call": {"${eu}": {"state-operator"}, "${production}": {"space-reader"}}}
roles[space] contains role if some role in grants[input.session.teams[_]][space]`,
  },
  { name: 'only asked for', account, text: 'allow if input.roles[_].slug == "state-operator"' },
  {
    name: 'read beside it, in a space that a local and a helper rule name',
    account,
    text: `
above := "${production}"
roles[above] contains "space-reader" if "On-Call" in input.session.teams
roles["${eu}"] contains role if {
  role := "state-operator"
  "On-Call" in input.session.teams
}
`,
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL029', fixture);
});
