import { test } from 'vitest';
import { demoAccount } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const unknown = (team: string, hint = ''): string =>
  `SL027 information: Nobody has logged in with a team "${team}" so far.${hint}`;

const fires: RuleFixture[] = [
  {
    name: 'a slip of the fingers, v1',
    account,
    text: `
admin if "Developpers" in input.session.teams
#        ^^^^^^^^^^^^^ ${unknown('Developpers', ' Is `Developers` meant?')}
`,
    fixed: `
admin if "Developers" in input.session.teams
`,
    unsafe: true,
  },
  {
    name: 'nothing like it, v0',
    engine: 'v0',
    account,
    text: `
admin { input.session.teams[_] == "Astronauts" }
#                                 ^^^^^^^^^^^^ ${unknown('Astronauts')}
`,
  },
  {
    name: 'in a map',
    account,
    text: `
grants := {"Astronauts": {"root"}}
#          ^^^^^^^^^^^^ ${unknown('Astronauts')}
roles[space] contains "plan-only" if {
  some team in input.session.teams
  some space in grants[team]
#               ^^^^^^^^^^^^ related: Compared with the teams here.
}
`,
  },
  {
    name: 'in lower case, as compared',
    account,
    text: `
admin if lower(input.session.teams[_]) == "astronauts"
#                                         ^^^^^^^^^^^^ ${unknown('astronauts')}
`,
  },
  {
    name: 'an account that shows some teams only',
    account: { ...account, teams: { ...account.teams, state: 'partial' } },
    text: `
admin if "Astronauts" in input.session.teams
#        ^^^^^^^^^^^^ SL027 information: The team "Astronauts" is not among those that this account shows you.
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'a team of the account', account, text: 'admin if "On-Call" in input.session.teams' },
  { name: 'a team in lower case, as compared', account, text: 'admin if lower(input.session.teams[_]) == "on-call"' },
  { name: 'in another spelling: SL026 tells', account, text: 'admin if "on call" in input.session.teams' },
  { name: 'no account', text: 'admin if "Astronauts" in input.session.teams' },
  {
    name: 'nobody has logged in yet',
    account: { ...account, teams: { ...account.teams, items: [] } },
    text: 'admin if "Astronauts" in input.session.teams',
  },
  { name: 'a group of a key', account: withRobots(), text: 'admin if "Robots" in input.session.teams' },
  { name: 'a team that the policy gives', account, text: 'team contains "Approvers" if input.session.member' },
  { name: 'a placeholder: SL028 tells', account, text: 'admin if "team-name" in input.session.teams' },
  { name: 'a part', account, text: 'admin if endswith(input.session.teams[_], "nauts")' },
];

function withRobots(): typeof demoAccount {
  const [key] = account.apiKeys.items;
  return { ...account, apiKeys: { ...account.apiKeys, items: key ? [{ ...key, teams: ['Robots'] }] : [] } };
}

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL027', fixture);
});
