import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

function near(rule: string, meant: string): string {
  return `SL009 warning: Spacelift reads no rule \`${rule}\`, and nothing here asks it. Is \`${meant}\` meant?`;
}

function unused(rule: string): string {
  return `SL009 information: Spacelift reads no rule \`${rule}\`, and nothing here asks it.`;
}

const fires: RuleFixture[] = [
  {
    name: 'names that are near',
    text: `
allowed if input.session.member
#^^^^^^ ${near('allowed', 'allow')}
admins if input.session.login == "ada"
#^^^^^ ${near('admins', 'admin')}
denied if input.session.login == "eve"
#^^^^^ ${near('denied', 'deny')}
teams contains name if some name in input.session.teams
#^^^^ ${near('teams', 'team')}
role["a"] contains "deployer" if input.session.member
#^^^ ${near('role', 'roles')}
`,
    fixed: `
allow if input.session.member
admin if input.session.login == "ada"
deny if input.session.login == "eve"
team contains name if some name in input.session.teams
roles["a"] contains "deployer" if input.session.member
`,
    unsafe: true,
  },
  {
    name: 'names of older pages, v0, all clauses and the default',
    engine: 'v0',
    text: `
space_reader["a"] { input.session.member }
#^^^^^^^^^^^ ${near('space_reader', 'space_read')} That is deprecated too: grant the role \`space-reader\` by \`roles\`.
space_writer["b"] { input.session.member }
#^^^^^^^^^^^ ${near('space_writer', 'space_write')} That is deprecated too: grant the role \`space-writer\` by \`roles\`.
default alow = false
#       ^^^^ ${near('alow', 'allow')}
alow { input.session.member }
alow { input.session.admin }
`,
    fixed: `
space_read["a"] { input.session.member }
space_write["b"] { input.session.member }
default allow = false
allow { input.session.member }
allow { input.session.admin }
`,
    unsafe: true,
  },
  {
    name: 'near, but nothing of that kind: no more than unused',
    text: `
admins := {"ada", "grace"}
#^^^^^ ${unused('admins')}
teams := ["DevOps"]
#^^^^ ${unused('teams')}
allowed(login) if login == "ada"
#^^^^^^ ${unused('allowed')}
deny_reason := "not a member" if not input.session.member
#^^^^^^^^^^ ${unused('deny_reason')}
`,
    fixed: `
admins := {"ada", "grace"}
teams := ["DevOps"]
allowed(login) if login == "ada"
deny_reason := "not a member" if not input.session.member
`,
  },
  {
    name: 'a helper that is left over',
    text: `
is_contractor if "Contractors" in input.session.teams
#^^^^^^^^^^^^ ${unused('is_contractor')}
allow if input.session.member
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'asked by another rule', text: 'allow if allowed\nallowed if input.session.member' },
  { name: 'asked by its whole name', text: 'allow if data.spacelift.allowed\nallowed if input.session.member' },
  { name: 'a function that is called', text: 'allow if admins("ada")\nadmins(x) if input.session.login == x' },
  {
    name: 'all that Spacelift reads',
    text: 'allow if true\nflag contains "a"\nsample if true\nspace_read contains "a"',
  },
  { name: 'tests', text: 'test_allow if allow with input as {}\ntodo_test_deny if deny' },
  { name: 'what SL011 tells', text: 'result := {}' },
  {
    name: 'unused, where a name is not known: it may be this one',
    text: 'allow if is_memebr\nis_member if input.session.member',
    errors: [{ code: 'rego_unsafe_var_error', message: 'var is_memebr is unsafe' }],
  },
  {
    name: 'where OPA can not read the text',
    text: 'allowed if input.session.member\nallow if {',
    errors: [{ code: 'rego_parse_error', message: 'unexpected eof token' }],
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL009', fixture);
});
