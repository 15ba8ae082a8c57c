import { test } from 'vitest';
import { demoAccount } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const spelling = (team: string): string =>
  `SL026 information: The team is written "${team}", and is compared letter by letter.`;

const fires: RuleFixture[] = [
  {
    name: 'another case, v1',
    account,
    text: `
admin if "devops" in input.session.teams
#        ^^^^^^^^ ${spelling('DevOps')}
`,
    fixed: `
admin if "DevOps" in input.session.teams
`,
    unsafe: true,
  },
  {
    name: 'a slug, v0, one by one',
    engine: 'v0',
    account,
    text: `
admin { input.session.teams[_] == "data-engineering" }
#                                 ^^^^^^^^^^^^^^^^^^ ${spelling('Data Engineering')}
`,
    fixed: `
admin { input.session.teams[_] == "Data Engineering" }
`,
    unsafe: true,
  },
  {
    name: 'blanks around and between, through a set and a function',
    account,
    text: `
ours := {" Security"}
#        ^^^^^^^^^^^ ${spelling('Security')}
allow if {
  some team in input.session.teams
  team in ours
# ^^^^^^^^^^^^ related: Compared with the teams here.
}
has(name) if name in input.session.teams
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: Compared with the teams here.
allow if has("Data  Engineering")
#            ^^^^^^^^^^^^^^^^^^^ ${spelling('Data Engineering')}
`,
  },
  {
    name: 'a group that only a key has',
    account: {
      ...account,
      apiKeys: { ...account.apiKeys, items: account.apiKeys.items.map((key) => ({ ...key, teams: ['Robots'] })) },
    },
    text: `
allow if "robots" in input.session.teams
#        ^^^^^^^^ ${spelling('Robots')}
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'as it is written', account, text: 'admin if "DevOps" in input.session.teams' },
  { name: 'no account', text: 'admin if "devops" in input.session.teams' },
  {
    name: 'an account that shows no teams',
    account: { ...account, teams: { ...account.teams, state: 'forbidden', items: [] } },
    text: 'admin if "devops" in input.session.teams',
  },
  { name: 'compared in lower case', account, text: 'admin if lower(input.session.teams[_]) == "devops"' },
  { name: 'a part', account, text: 'admin if startswith(input.session.teams[_], "dev")' },
  { name: 'a team that the policy gives', account, text: 'team contains "devops" if input.session.member' },
  { name: 'a login', account, text: 'admin if input.session.login == "devops"' },
  {
    name: 'two teams that differ in case only, each as it is written',
    account: { ...account, teams: { ...account.teams, items: ['DevOps', 'devops'] } },
    text: 'admin if "devops" in input.session.teams',
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL026', fixture);
});
