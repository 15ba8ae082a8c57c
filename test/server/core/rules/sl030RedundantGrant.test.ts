import { test } from 'vitest';
import { demoAccount, spaceId } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const production = spaceId('production');
const eu = spaceId('eu');
const granted =
  'SL030 information: `deployer` is granted in the space production already, and so in every space below.';
const above = 'related: Granted in the space production here.';

const fires: RuleFixture[] = [
  {
    name: 'v1',
    account,
    text: `
roles["${production}"] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${above}
roles["${eu}"] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${granted}
`,
  },
  {
    name: 'v0, for fewer people',
    engine: 'v0',
    account,
    text: `
roles["${eu}"]["deployer"] { input.session.member; input.session.teams[_] == "DevOps" }
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${granted}
roles["${production}"]["deployer"] { input.session.teams[_] == "DevOps" }
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${above}
`,
  },
  {
    name: 'above for everybody',
    account,
    text: `
roles["root"] contains "deployer"
#     ^^^^^^ related: Granted in the space root here.
roles["${eu}"] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL030 information: \`deployer\` is granted in the space root already, and so in every space below.
`,
  },
  {
    name: 'spaces of one set',
    account,
    text: `
spaces := {
  "${production}",
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${above}
  "${eu}",
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${granted}
}
roles[space] contains "deployer" if {
  "DevOps" in input.session.teams
  some space in spaces
}
`,
  },
  {
    name: 'spaces of one set, v0',
    engine: 'v0',
    account,
    text: `
roles[space]["deployer"] {
  space := spaces[_]
  input.session.teams[_] == "DevOps"
}
spaces := ["${production}", "${eu}"]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${above}
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${granted}
`,
  },
  {
    name: 'in a map of spaces',
    account,
    text: `
grants := {"DevOps": {
  "${production}": {"deployer", "space-reader"},
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${above}
  "${eu}": {"deployer"},
#                                   ^^^^^^^^^^ ${granted}
}}
roles[space] contains role if some role in grants[input.session.teams[_]][space]
`,
  },
  {
    name: 'as the deprecated rule of the same role',
    account,
    text: `
space_write contains "${production}" if input.session.member
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${above}
roles["${eu}"] contains "space-writer" if input.session.member
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${granted.replace('deployer', 'space-writer')}
`,
  },
  {
    name: 'the space above is a rule',
    account,
    text: `
sp := "${production}"
roles["${eu}"] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${granted}
roles[sp] contains "deployer" if "DevOps" in input.session.teams
#     ^^ ${above}
`,
  },
  {
    name: 'the space below is a rule: told where it is granted',
    account,
    text: `
eu := "${eu}"
roles["${production}"] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${above}
roles[eu] contains "deployer" if "DevOps" in input.session.teams
#     ^^ ${granted}
`,
  },
  {
    name: 'through locals, one of them a rule, with a condition that is a helper rule',
    account,
    text: `
sp := "${production}"
devops if "DevOps" in input.session.teams
roles[space] contains "deployer" if {
#     ^^^^^ ${above}
  space := sp
  devops
}
roles[space] contains "deployer" if {
  space := "${eu}"
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${granted}
  devops
}
`,
  },
];

const inEu = `roles["${eu}"] contains "deployer" if "DevOps" in input.session.teams\n`;

const silent: RuleFixture[] = [
  { name: 'no account', text: `${inEu}roles["${production}"] contains "deployer"` },
  { name: 'another role', account, text: `${inEu}roles["${production}"] contains "plan-only"` },
  { name: 'in a space below', account, text: `${inEu}roles["${spaceId('staging')}"] contains "deployer"` },
  {
    name: 'for others',
    account,
    text: `${inEu}roles["${production}"] contains "deployer" if "Developers" in input.session.teams`,
  },
  {
    name: 'for fewer people',
    account,
    text: `${inEu}roles["${production}"] contains "deployer" if {
  "DevOps" in input.session.teams
  input.session.login == "ada@example.com"
}`,
  },
  {
    name: 'spaces of which one is chosen',
    account,
    text: `
spaces := {"DevOps": "${production}", "On-Call": "${eu}"}
roles[space] contains "deployer" if some team, space in spaces`,
  },
  {
    name: 'spaces of which some are left out',
    account,
    text: `
roles[space] contains "deployer" if {
  some space in {"${production}", "${eu}"}
  startswith(space, "eu-")
}`,
  },
  {
    name: 'spaces that depend on something',
    account,
    text: `
spaces := {"${production}", "${eu}"} if input.session.admin
roles[space] contains "deployer" if some space in spaces
${inEu}`,
  },
  {
    name: 'maps of different teams',
    account,
    text: `
grants := {"DevOps": {"${production}": {"deployer"}}, "On-Call": {"${eu}": {"deployer"}}}
roles[space] contains role if some role in grants[input.session.teams[_]][space]`,
  },
  {
    name: 'computed spaces',
    account,
    text: `${inEu}roles[space.id] contains "deployer" if some space in input.spaces`,
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL030', fixture);
});
