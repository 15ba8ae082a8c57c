import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const unsaid =
  'SL021 information: An action through Slack has no session and no address, so this holds and refuses it. Where Slack is used, ask for `input.session` first.';
const used =
  'SL021 warning: An action through Slack has no session and no address, so this holds and refuses it: ask for `input.session` first.';

const fires: RuleFixture[] = [
  {
    name: 'what is made of nothing',
    text: `
deny if count([team | some team in input.session.teams]) == 0
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unsaid}
deny if object.get(input, ["session", "member"], false) == false
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unsaid}
deny if { object.get(input, "session", {}) != {}; not input.session.member }
deny if object.get(input, ["session", "member"], true) == false
`,
  },
  {
    name: 'v1',
    text: `
deny if not input.session.member
#       ^^^^^^^^^^^^^^^^^^^^^^^^ ${unsaid}
deny if {
  # only from the office
  not from_office
# ^^^^^^^^^^^^^^^ ${unsaid}
}
from_office if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
`,
    fixed: `
deny if {
	input.session
	not input.session.member
}
deny if {
  # only from the office
  input.session
  not from_office
}
from_office if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
`,
    unsafe: true,
  },
  {
    name: 'v0',
    engine: 'v0',
    text: `
deny { not input.session.member }
#      ^^^^^^^^^^^^^^^^^^^^^^^^ ${unsaid}
`,
    fixed: `
deny { input.session; not input.session.member }
`,
    unsafe: true,
  },
  {
    name: 'Slack is in use, as the settings say',
    settings: { slack: true },
    text: `
deny if not input.session.member
#       ^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
`,
  },
  {
    name: 'Slack is in use, as the policy says',
    text: `
allow if input.slack.channel.name == "ops"
deny if not input.session.member
#       ^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
`,
  },
  {
    name: 'through a helper rule, a local, a function and an import',
    text: `
import input.session as who
from_office if {
  some network in {"10.0.0.0/8", "192.168.0.0/16"}
  net.cidr_contains(network, input.request.remote_ip)
}
in_team(name) if name in who.teams
deny if not from_office
#       ^^^^^^^^^^^^^^^ ${unsaid}
deny if not in_team("DevOps")
#       ^^^^^^^^^^^^^^^^^^^^^ ${unsaid}
deny if not who.login == "ada"
#       ^^^^^^^^^^^^^^^^^^^^^^ ${unsaid}
deny if {
  is_weekend
  not who.admin
# ^^^^^^^^^^^^^ ${unsaid}
}
is_weekend if time.weekday(input.request.timestamp_ns) in {"Saturday", "Sunday"}
`,
  },
  {
    name: 'a not in an every',
    text: `
deny if {
  every name in {"ada", "grace"} { not input.session.login == name }
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL021 information: An action through Slack has no session and no address, so this holds and refuses it. Where Slack is used, ask for \`input.session\` first.
}
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'what OPA works out before the not: the clause fails',
    text: 'deny if not net.cidr_contains("10.0.0.0/8", input.request.remote_ip)\ndeny if not "a" in input.session.teams',
  },
  { name: 'a session is asked for', text: 'deny if { input.session; not input.session.member }' },
  { name: 'a field of the session is asked for', text: 'deny if { input.session.login; not input.session.member }' },
  {
    name: 'a condition on the session',
    text: 'deny if { "Guests" in input.session.teams; not net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }',
  },
  {
    name: 'through a helper rule',
    text: 'deny if { is_guest; not from_office }\nis_guest if "Guests" in input.session.teams\nfrom_office if input.request.remote_ip == "203.0.113.7"',
  },
  { name: 'not Slack', text: 'deny if { not input.slack; not input.session.member }' },
  {
    name: 'no not: never fires there',
    text: 'deny if input.session.member == false\ndeny if count(input.session.teams) == 0',
  },
  { name: 'not of something else', text: 'deny if not time.weekday(input.request.timestamp_ns) in {"Monday"}' },
  { name: 'Slack alone', text: 'deny if not input.slack.channel.name == "ops"' },
  {
    name: 'what Spacelift reads',
    text: 'allow if input.session.member\ndeny if { not allow; not admin }\nadmin if input.session.login == "a"',
  },
  { name: 'always, for logins too: SL015 tells it', text: 'deny if not false' },
  { name: 'deny_admin', text: 'deny_admin if not input.session.member' },
  { name: 'a value of false', text: 'deny := false if not input.session.member' },
  {
    name: 'an every that is not met there',
    text: 'deny if { every name in ["a"] { input.session.login != name } }\ndeny if { every t in ["a"] { not t in input.session.teams } }',
  },
  {
    name: 'not of a helper that is what Spacelift reads',
    text: 'allow if input.session.member\nok if allow\nok if admin\ndeny if not ok',
  },
  { name: 'of another input', text: 'deny if not input.session.member with input.session.member as false' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL021', fixture);
});
