import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const told =
  "SL022 information: These take the place of the session's own teams, which later policies don't see any more: copy `input.session.teams` to keep them.";

const fires: RuleFixture[] = [
  {
    name: 'v1',
    text: `
team contains "Superwriter" if input.session.login == "ada"
#^^^ ${told}

allow if input.session.member
`,
    fixed: `
team contains "Superwriter" if input.session.login == "ada"

team contains name if some name in input.session.teams

allow if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'v0, after the last of them',
    engine: 'v0',
    text: `
team["Superwriter"] { input.session.login == "ada" }
#^^^ ${told}
allow { input.session.member }
team["Reader"] { input.session.member } { input.session.admin }
`,
    fixed: `
team["Superwriter"] { input.session.login == "ada" }
allow { input.session.member }
team["Reader"] { input.session.member } { input.session.admin }

team[name] { name := input.session.teams[_] }
`,
    unsafe: true,
  },
  {
    name: 'v0 with the words of v1, and teams from a table',
    engine: 'v0',
    text: `import future.keywords

renamed := {"sre-eu": "SRE"}
team contains renamed[name] if some name in input.session.teams
#^^^ ${told}
`,
    fixed: `import future.keywords

renamed := {"sre-eu": "SRE"}
team contains renamed[name] if some name in input.session.teams

team contains name if some name in input.session.teams
`,
    unsafe: true,
  },
];

const silent: RuleFixture[] = [
  { name: 'copied, v1', text: 'team contains "a"\nteam contains name if some name in input.session.teams' },
  { name: 'copied, v0', engine: 'v0', text: 'team["a"] { true }\nteam[t] { t := input.session.teams[_] }' },
  { name: 'copied directly', engine: 'v0', text: 'team[input.session.teams[_]] { true }' },
  { name: 'some of them', text: 'team contains t if { some t in input.session.teams; t != "Guests" }' },
  { name: 'written otherwise', text: 'team contains lower(trim_space(t)) if some t in input.session.teams' },
  {
    name: 'through a helper rule and a function',
    text: 'own contains t if some t in input.session.teams\nteam contains short(t) if some t in own\nshort(t) := trim_prefix(t, "x")',
  },
  { name: 'something that can be anything', text: 'team contains data.x' },
  { name: 'no set: SL010 tells it', text: 'team := {"a"}' },
  { name: 'no team rule', text: 'allow if input.session.member' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL022', fixture);
});
