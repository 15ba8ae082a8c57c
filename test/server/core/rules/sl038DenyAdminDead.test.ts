import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const told = 'SL038 information: Nothing here makes anybody an administrator: `deny_admin` has nothing to take away.';

const fires: RuleFixture[] = [
  {
    name: 'v1, once a policy',
    text: `
allow if input.session.member
deny_admin if not input.session.member
#^^^^^^^^^ ${told}
deny_admin if "Contractors" in input.session.teams
`,
  },
  {
    name: 'v0, with roles that are no such thing',
    engine: 'v0',
    text: `
allow { input.session.member }
roles["root"]["space-reader"] { input.session.member }
roles["sandbox"]["space-admin"] { input.session.member }
space_admin["legacy"] { input.session.member }
deny_admin { not input.session.member }
#^^^^^^^^^ ${told}
`,
  },
  {
    name: 'with an admin that never is one',
    text: `
admin if is_platform
is_platform := false
deny_admin if input.session.login == "eve"
#^^^^^^^^^ ${told}
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'admin', text: 'admin if input.session.login == "ada"\ndeny_admin if input.session.login == "eve"' },
  { name: 'the space root', text: 'space_admin contains "root"\ndeny_admin if input.session.login == "eve"' },
  {
    name: 'the space root, perhaps',
    text: 'roles[s.id] contains r if { some s in input.spaces; some r in table[s.name] }\ntable := {"a": ["space-admin"]}\ndeny_admin if input.session.login == "eve"',
  },
  { name: 'never', text: 'deny_admin := false\nallow if input.session.member' },
  { name: 'a default alone', text: 'default deny_admin := false\nallow if input.session.member' },
  {
    name: 'a name near by: SL009 tells it',
    text: 'admins if input.session.login == "ada"\ndeny_admin if input.session.login == "eve"',
  },
  {
    name: 'where OPA can not read the text',
    text: 'deny_admin if input.session.login == "eve"\nadmin if {',
    errors: [{ code: 'rego_parse_error', message: 'unexpected eof token' }],
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL038', fixture);
});
