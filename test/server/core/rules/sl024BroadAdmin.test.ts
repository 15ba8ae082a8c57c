import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = 'becomes an administrator of the whole account';
const root = 'administers the space `root`, and so the whole account';

function anybody(rights: string): string {
  return `SL024 warning: Whoever logs in ${rights}: nothing here asks who it is.`;
}
function members(rights: string): string {
  return `SL024 warning: Every member ${rights}: nothing here asks for a team or a login. With single sign-on everybody is a member.`;
}
function outsiders(rights: string): string {
  return `SL024 warning: Whoever is no member ${rights}: nothing here asks for a team or a login.`;
}
const others = `SL024 information: Everybody ${account} but those who are named here: say who is meant instead.`;

function kind(who: string, rights: string): string {
  return `SL024 warning: Nothing more is asked here: ${who} ${rights}.`;
}

const fires: RuleFixture[] = [
  {
    name: 'a kind of logins',
    text: `
admin if startswith(input.session.login, "api::")
#^^^^ ${kind('every API key', account)}
admin if { input.session.member; count(input.session.teams) > 0 }
#^^^^ ${kind('whoever is in any team', account)}
admin if not is_key
#^^^^ ${kind('everybody but API keys', account)}
is_key if { login := input.session.login; regex.match("^api::", lower(login)) }
roles["root"] contains "space-admin" if input.session.teams != []
#^^^^ ${kind('whoever is in any team', root)}
`,
  },
  {
    name: 'a kind of logins, v0',
    engine: 'v0',
    text: `
space_admin["root"] { is_key(input.session.login) }
#^^^^^^^^^^ ${kind('every API key', root)}
is_key(login) { startswith(login, "api::") }
admin { input.session.teams[_] }
#^^^^ ${kind('whoever is in any team', account)}
admin { teams := input.session.teams; count(teams) >= 1 }
#^^^^ ${kind('whoever is in any team', account)}
`,
  },
  {
    name: 'what every login has',
    text: `
admin if input.session.login != ""
#^^^^ ${anybody(account)}
admin if { input.session.login; count(input.session.teams) >= 0; net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }
#^^^^ ${anybody(account)}
admin if { input.session.member; regex.match(".*", input.session.login) }
#^^^^ ${members(account)}
`,
  },
  {
    name: 'nobody in particular, v1',
    text: `
admin := true
#^^^^ ${anybody(account)}
admin if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
#^^^^ ${anybody(account)}
admin if input.session
#^^^^ ${anybody(account)}
default admin := true
#       ^^^^^ ${anybody(account)}
`,
  },
  {
    name: 'nobody in particular, v0, through helper rules and locals',
    engine: 'v0',
    text: `
admin { in_window }
#^^^^ ${anybody(account)}
in_window {
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  hour >= 9
}
admin { from("10.0.0.0/8") }
#^^^^ ${anybody(account)}
from(network) { net.cidr_contains(network, input.request.remote_ip) }
admin { everybody := true; everybody }
#^^^^ ${anybody(account)}
`,
  },
  {
    name: 'members',
    text: `
admin if input.session.member
#^^^^ ${members(account)}
admin if { is_member; net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }
#^^^^ ${members(account)}
is_member if input.session.member == true
`,
  },
  {
    name: 'everybody but some, by a default',
    text: `
default admin := true
#       ^^^^^ ${others}
admin := false if input.session.login == "eve"
`,
  },
  {
    name: 'everybody but some',
    text: `
admin if { input.session.member; not is_guest }
#^^^^ ${others}
is_guest if "Guests" in input.session.teams
admin if input.session.login != "eve"
#^^^^ ${others}
admin if every team in input.session.teams { team != "Guests" }
#^^^^ ${others}
`,
  },
  {
    name: 'by the space root',
    text: `
roles["root"] contains "space-admin" if input.session.member
#^^^^ ${members(root)}
space_admin contains space if { some space in {"root", "legacy"} }
#^^^^^^^^^^ ${anybody(root)}
roles[space.id] contains "space-admin" if some space in input.spaces
#^^^^ ${anybody(root)}
`,
  },
  {
    name: 'every role in every space',
    text: `
roles[space.id] contains role.slug if { some space in input.spaces; some role in input.roles; input.session.member }
#^^^^ ${members(root)}
roles[space.id] contains role.slug if { some space in input.spaces; some role in input.roles; role.slug != "space-admin" }
roles[space.id] contains role.slug if { some space in input.spaces; some role in input.roles; role.name == "Reader" }
roles["legacy"] contains role.slug if some role in input.roles
`,
  },
  {
    name: 'what is left of the spaces, root among it',
    text: `
roles[space] contains "space-admin" if some space in {"root", "legacy"} - {"legacy"}
#^^^^ ${anybody(root)}
`,
  },
  {
    name: 'by the space root, v0',
    engine: 'v0',
    text: `
main := "root"
space_admin[main] { input.session.member }
#^^^^^^^^^^ ${members(root)}
roles[id]["space-admin"] { id := input.spaces[_].id }
#^^^^ ${anybody(root)}
`,
  },
  {
    name: 'a set that is asked as a whole',
    text: `
admins contains login if { login := input.session.login; login in {"ada"} }
admin if admins
#        ^^^^^^ SL024 warning: \`admins\` is a set, which holds even where nothing is in it: whoever logs in ${account}.
`,
  },
  {
    name: 'with reasons to refuse that spare most',
    text: `
admin if input.session.member
#^^^^ ${members(account)}
deny if input.session.login == "eve"
deny_admin if "Contractors" in input.session.teams
`,
  },
  {
    name: 'with all refused who are neither allowed nor admin: admins are not among them',
    text: `
admin if input.session.member
#^^^^ ${members(account)}
allow if "Developers" in input.session.teams
deny if { not allow; not admin }
`,
  },
  {
    name: 'who is no member',
    text: `
admin if not input.session.member
#^^^^ ${outsiders(account)}
admin if input.session.member == false
#^^^^ ${outsiders(account)}
admin if { input.session.member != true; net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }
#^^^^ ${outsiders(account)}
admin if input.session.member != false
#^^^^ ${members(account)}
roles["root"] contains "space-admin" if is_guest
#^^^^ ${outsiders(root)}
is_guest if not input.session.member
`,
  },
  {
    name: 'with strangers refused: members are left',
    text: `
admin := true
#^^^^ ${members(account)}
deny if not input.session.member
`,
  },
  {
    name: 'deny_admin does not speak of the space root',
    text: `
roles["root"] contains "space-admin" if input.session.member
#^^^^ ${members(root)}
deny_admin if not "Platform" in input.session.teams
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'strangers, who are refused',
    text: `
admin if not input.session.member
deny if input.session.member == false
`,
  },
  {
    name: 'what never fires',
    text: `
admin if { count(input.session.teams) > 5; count(input.session.teams) < 3 }
admin if { input.session.member; is_busy }
is_busy if { count(input.session.teams) > 5; count(input.session.teams) < 3 }
roles["root"] contains "space-admin" if { input.session.member; not input.session.member }
`,
  },
  {
    name: 'the condition is the value',
    text: `
admin := x if { x := input.session.admin }
`,
  },
  { name: 'a login', text: 'admin if input.session.login == "ada"' },
  { name: 'a team', text: 'admin if { input.session.member; "DevOps" in input.session.teams }' },
  { name: 'a team, v0', engine: 'v0', text: 'admin { input.session.teams[_] == "DevOps" }' },
  {
    name: 'a helper rule',
    text: 'admin if is_platform\nis_platform if { some t in {"a", "b"}; t in input.session.teams }',
  },
  { name: 'a function of the session', text: 'admin if is_admin(input.session)\nis_admin(s) if s.login == "ada"' },
  { name: 'a set of teams', text: 'teams := {t | some t in input.session.teams}\nadmin if teams["DevOps"]' },
  { name: 'a table', text: 'levels := {"ada": "admin"}\nadmin if levels[input.session.login] == "admin"' },
  { name: 'a part of the login', text: 'admin if { [_, d] := split(input.session.login, "@"); d == "example.com" }' },
  { name: 'a table, by object.get', text: 'admin if object.get({"ada": true}, input.session.login, false)' },
  { name: 'by object.get', text: 'admin if object.get(input.session, "login", "") == "ada"' },
  { name: 'machines', text: 'admin if { input.session.machine; input.session.stack_id == "a" }' },
  {
    name: 'whom not not being named spares',
    text: 'admin if not stranger\nstranger if not input.session.login in {"ada"}',
  },
  { name: 'some keys', text: 'admin if { startswith(input.session.login, "api::"); input.session.name == "ci" }' },
  { name: 'one key', text: 'admin if startswith(input.session.login, "api::01K44Q1800G06J1SMARHACGFEH")' },
  {
    name: 'keys of a team',
    text: 'admin if { startswith(input.session.login, "api::"); "ops" in input.session.teams }',
  },
  { name: 'a count of some teams', text: 'admin if count({t | some t in input.session.teams; t in {"a", "b"}}) > 0' },
  { name: 'teams in common', text: 'admin if count({t | some t in input.session.teams} & {"a", "b"}) > 0' },
  {
    name: 'every key, narrowed by deny_admin',
    text: 'admin if startswith(input.session.login, "api::")\ndeny_admin if not "ops" in input.session.teams',
  },
  { name: 'a field that SL020 tells of', text: 'admin if input.session.groups[_] == "a"' },
  { name: 'Slack', text: 'admin if input.slack.user.id == "U1"' },
  { name: 'never', text: 'admin := false\nadmin if false' },
  {
    name: 'narrowed by deny_admin',
    text: 'admin if input.session.member\ndeny_admin if not "Platform" in input.session.teams',
  },
  {
    name: 'narrowed by a deny of all who are not allowed',
    text: 'admin if input.session.member\nallow if "Developers" in input.session.teams\ndeny if not allow',
  },
  {
    name: 'narrowed by deny',
    text: 'admin if input.session.member\ndeny if not is_known\nis_known if input.session.login in {"ada"}',
  },
  { name: 'another role in root', text: 'roles["root"] contains "space-reader" if input.session.member' },
  { name: 'another space', text: 'roles["sandbox"] contains "space-admin" if input.session.member' },
  {
    name: 'chosen spaces',
    text: 'roles[s.id] contains "space-admin" if { some s in input.spaces; "sandbox" in s.labels }\nspace_admin contains s.id if { some s in input.spaces; s.id != "root" }',
  },
  {
    name: 'what is left of all spaces, in a helper rule',
    text: `
below_root := {space.id | some space in input.spaces} - {"root"}
roles[space] contains "space-admin" if { some space in below_root; input.session.member }
other_spaces contains space.id if { some space in input.spaces; space.id != "root" }
roles[space] contains "space-admin" if { some space in other_spaces; input.session.member }
`,
  },
  {
    name: 'what is left of some spaces',
    text: `
mains := {"root", "legacy"}
roles[space] contains "space-admin" if some space in mains - {"root"}
roles[space] contains "space-admin" if some space in mains & {"legacy", "a"}
roles[space] contains "space-admin" if { some space in mains; space != "root" }
`,
  },
  {
    name: 'a table of several roles in several spaces',
    text: 'grants := {"root": {"space-reader"}, "a": {"space-admin"}}\nroles[s] contains r if { input.session.member; some s, rs in grants; some r in rs }',
  },
  { name: 'a set: SL010 tells it', text: 'admin contains "ada"' },
  {
    name: 'half-typed',
    text: 'admin if input.session.\nallow if true',
    errors: [{ code: 'rego_parse_error', message: 'unexpected newline token' }],
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL024', fixture);
});
