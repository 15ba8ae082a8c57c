import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const anywhere = 'SL043 warning: A login with this anywhere in it satisfies the test.';
const goesOn = 'SL043 warning: A login that goes on behind this satisfies the test.';
const domain = 'SL043 warning: A login whose domain only ends so satisfies the test.';
const begins = 'SL043 warning: Any login that begins so satisfies the test.';
const ends = 'SL043 warning: Any login that ends so satisfies the test.';
const dot = 'SL043 warning: The dot of the domain stands for any character.';

const unreadable = "SL043 warning: OPA can't read this regular expression:";
function swapped(text: string, name: string, constant: string, asked: string): string {
  return `SL043 warning: Here \`${text}\` is taken for the ${name}, and ${constant} for the text that \`${asked}\` tests: they seem to be the wrong way round.`;
}
const never = 'so the condition is never met.';

const fires: RuleFixture[] = [
  {
    name: 'regular expressions that OPA can not read',
    text: `
allow if regex.match("*@example\\\\.com$", input.session.login)
#                    ^^^^^^^^^^^^^^^^^^ ${unreadable} nothing stands before \`*\`. \`regex.match\` fails, ${never}
allow if regex.match("^[a-z+@example.com$", input.session.login)
#                    ^^^^^^^^^^^^^^^^^^^^^ ${unreadable} a \`[\` is not closed. \`regex.match\` fails, ${never}
people := \`^(?!eve)[a-z]+@example\\.com\`
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unreadable} RE2 has no \`(?!…)\`. \`regex.match\` fails, so \`not\` is always met.
deny if not regex.match(people, input.session.login)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
roles[s.id] contains "space-reader" if { some s in input.spaces; regex.match(\`(a|b\`, s.name) }
#                                                                            ^^^^^^ ${unreadable} a \`(\` is not closed. \`regex.match\` fails, ${never}
`,
  },
  {
    name: 'the wrong way round',
    text: `
allow if endswith("@example.com", input.session.login)
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${swapped('input.session.login', 'end', '"@example.com"', 'endswith')}
allow if regex.match(input.session.login, "^ada@example\\\\.com$")
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${swapped('input.session.login', 'pattern', '"^ada@example\\\\.com$"', 'regex.match')}
allow if contains("ada, grace", input.session.login)
`,
    fixed: `
allow if endswith(input.session.login, "@example.com")
allow if regex.match("^ada@example\\\\.com$", input.session.login)
allow if contains("ada, grace", input.session.login)
`,
    unsafe: true,
  },
  {
    name: 'a domain that anybody can have one in',
    text: `
allow if endswith(input.session.login, ".com")
#                                      ^^^^^^ SL043 warning: A login of any domain that ends so satisfies the test. \`me@attacker.com\` does too.
allow if glob.match("*.co.uk", [], input.session.login)
#                   ^^^^^^^^^ SL043 warning: A login of any domain that ends so satisfies the test. \`me@attacker.co.uk\` does too.
allow if endswith(input.session.login, ".example.com")
`,
  },
  {
    name: 'two tests, both loose; who is not meant is no test',
    text: `
allow if {
  contains(input.session.login, "@example.com")
  #                             ^^^^^^^^^^^^^^ ${anywhere} \`me@example.com.attacker.net\` does too.
  input.session.login != "mallory"
}
`,
  },
  {
    name: 'a domain without its @',
    narrows: true,
    text: `
allow if endswith(input.session.login, "example.com")
#                                      ^^^^^^^^^^^^^ ${domain} \`me@not-example.com\` does too.
`,
    fixed: `
allow if endswith(input.session.login, "@example.com")
`,
  },
  {
    name: 'a domain anywhere, in lower case, in a helper rule',
    narrows: true,
    text: `
is_employee if contains(lower(input.session.login), "@example.com")
#                                                   ^^^^^^^^^^^^^^ ${anywhere} \`me@example.com.attacker.net\` does too.
roles["root"] contains "space-reader" if is_employee
`,
    fixed: `
is_employee if endswith(lower(input.session.login), "@example.com")
roles["root"] contains "space-reader" if is_employee
`,
  },
  {
    name: 'the beginning of an address, v0',
    narrows: true,
    engine: 'v0',
    text: `
admin { startswith(input.session.login, "ada@example.com") }
#                                       ^^^^^^^^^^^^^^^^^ ${goesOn} \`ada@example.com.attacker.net\` does too.
admin { startswith(input.session.login, "ada@") }
#                                       ^^^^^^ ${goesOn} \`ada@attacker.net\` does too.
`,
    fixed: `
admin { input.session.login == "ada@example.com" }
admin { startswith(input.session.login, "ada@") }
`,
  },
  {
    name: 'under not in a deny',
    text: `
deny if not contains(input.session.login, "example.com")
#                                         ^^^^^^^^^^^^^ ${anywhere} \`me@example.com.attacker.net\` does too.
`,
  },
  {
    name: 'one of a set, through a local',
    narrows: true,
    text: `
domains := {"@example.com", "example.org"}
#                           ^^^^^^^^^^^^^ ${domain} \`me@not-example.org\` does too.
allow if {
  login := input.session.login
  some domain in domains
  endswith(login, domain)
# ^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
}
`,
    fixed: `
domains := {"@example.com", "@example.org"}
allow if {
  login := input.session.login
  some domain in domains
  endswith(login, domain)
}
`,
  },
  {
    name: 'through a function',
    text: `
from(domain) if endswith(input.session.login, domain)
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
allow if from("example.com")
#             ^^^^^^^^^^^^^ ${domain} \`me@not-example.com\` does too.
`,
  },
  {
    name: 'the part behind the @',
    text: `
allow if endswith(split(input.session.login, "@")[1], "example.com")
#                                                     ^^^^^^^^^^^^^ ${domain} \`me@not-example.com\` does too.
`,
    fixed: `
allow if endswith(split(input.session.login, "@")[1], "example.com")
`,
  },
  {
    name: 'regular expressions without an end',
    narrows: true,
    text: `
allow if regex.match(\`@example\\.com\`, input.session.login)
#                    ^^^^^^^^^^^^^^^ ${anywhere} \`me@example.com.attacker.net\` does too.
allow if regex.match("^[^@]+@example\\\\.com", input.session.login)
#                    ^^^^^^^^^^^^^^^^^^^^^^ ${goesOn}
allow if regex.match("admin", input.session.login)
#                    ^^^^^^^ ${anywhere} \`not-admin\` does too.
`,
    fixed: `
allow if regex.match(\`@example\\.com$\`, input.session.login)
allow if regex.match("^[^@]+@example\\\\.com$", input.session.login)
allow if regex.match("admin", input.session.login)
`,
  },
  {
    name: 'dots, v0',
    narrows: true,
    engine: 'v0',
    text: `
allow { re_match("^[^@]+@example.com$", input.session.login) }
#                ^^^^^^^^^^^^^^^^^^^^^ ${dot} \`me@examplexcom\` does too.
allow { regex.match(\`@mail.example.com$\`, input.session.login) }
#                   ^^^^^^^^^^^^^^^^^^^^ ${dot} \`me@mailxexample.com\` does too.
`,
    fixed: `
allow { re_match("^[^@]+@example\\\\.com$", input.session.login) }
allow { regex.match(\`@mail\\.example\\.com$\`, input.session.login) }
`,
  },
  {
    name: 'a whole word for a beginning or an end',
    text: `
admin if startswith(input.session.login, "admin")
#                                        ^^^^^^^ ${begins} \`admin-mallory\` does too.
allow if { net.cidr_contains("10.0.0.0/8", input.request.remote_ip); endswith(input.session.login, "prod") }
#                                                                                                  ^^^^^^ ${ends} \`not-prod\` does too.
deny if not startswith(input.session.login, "acme")
#                                           ^^^^^^ ${begins} \`acme-mallory\` does too.
`,
  },
  {
    name: 'a whole word, v0, through locals, a function and a helper rule',
    engine: 'v0',
    text: `
word = "admin"
#      ^^^^^^^ ${begins} \`admin-mallory\` does too.
is_admin { begins(input.session.login, word) }
begins(login, start) { startswith(login, start) }
#                      ^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
admin { is_admin }
`,
  },
  {
    name: 'by the index',
    text: `
allow if indexof(input.session.login, "@example.com") != -1
#                                     ^^^^^^^^^^^^^^ ${anywhere} \`me@example.com.attacker.net\` does too.
admin if {
  at := indexof(lower(input.session.login), "admin")
#                                           ^^^^^^^ ${anywhere} \`not-admin\` does too.
  at >= 0
# ^^^^^^^ related: It is compared here.
}
deny if indexof(input.session.login, "@example.com") == -1
#                                    ^^^^^^^^^^^^^^ ${anywhere} \`me@example.com.attacker.net\` does too.
deny if not 0 == indexof(input.session.login, "ada@example.com")
#                                             ^^^^^^^^^^^^^^^^^ ${goesOn} \`ada@example.com.attacker.net\` does too.
`,
  },
  {
    name: 'by the index, v0',
    engine: 'v0',
    text: `
allow { -1 < indexof(input.session.login, "@example.com") }
#                                         ^^^^^^^^^^^^^^ ${anywhere} \`me@example.com.attacker.net\` does too.
`,
  },
  {
    name: 'alternatives',
    narrows: true,
    text: `
admin if regex.match(\`^ada@example\\.com|bob@example\\.com$\`, input.session.login)
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL043 warning: \`^\` holds only the first alternative and \`$\` only the last: the others may begin or end with anything.
`,
    fixed: `
admin if regex.match(\`^(?:ada@example\\.com|bob@example\\.com)$\`, input.session.login)
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'the login is tested in another way too',
    text: `
allow if {
  contains(input.session.login, "@example.com")
  endswith(input.session.login, "@example.com")
}
admin if {
  startswith(input.session.login, "api::")
  contains(input.session.login, "01K422")
}
`,
  },
  {
    name: 'a team is asked for too',
    text: 'allow if { "ops" in input.session.teams; contains(input.session.login, "ops") }',
  },
  { name: 'a word, of members', text: 'admin if { input.session.member; startswith(input.session.login, "admin") }' },
  {
    name: 'a word, of a team, through helper rules',
    text: 'is_admin if startswith(input.session.login, "admin")\nin_ops if "ops" in input.session.teams\nadmin if { is_admin; in_ops }',
  },
  { name: 'a word, for a role alone', text: 'roles["a"] contains "deployer" if startswith(input.session.login, "ci")' },
  { name: 'a word that is refused', text: 'deny if startswith(input.session.login, "bot")' },
  { name: 'a word, v0', engine: 'v0', text: 'admin { input.session.member; endswith(input.session.login, "admin") }' },
  { name: 'a part that is refused by its index', text: 'deny if indexof(input.session.login, "contractor") != -1' },
  { name: 'another index', text: 'allow if indexof(input.session.login, "@example.com") > 2' },
  { name: 'the index of something else', text: 'allow if indexof(input.session.name, "admin") != -1' },
  {
    name: 'an index, of a part that tells kinds of logins apart',
    text: 'allow if { indexof(input.session.login, "::") == -1; indexof(input.session.login, "@") != -1 }',
  },
  { name: 'a domain with its @', text: 'allow if endswith(input.session.login, "@example.com")' },
  { name: 'keys by a prefix', text: 'allow if startswith(input.session.login, "ci-cd-")' },
  { name: 'keys by a suffix', text: 'allow if endswith(input.session.login, "-dev")' },
  {
    name: 'keys and people',
    text: 'allow if { not startswith(input.session.login, "api::"); contains(input.session.login, "@") }',
  },
  { name: 'a whole pattern', text: 'allow if regex.match(`^[^@]+@example\\.com$`, input.session.login)' },
  { name: 'a wide deny', text: 'deny if contains(input.session.login, "contractor")' },
  {
    name: 'a wide deny, in a helper rule',
    text: 'outside if contains(input.session.login, "example.org")\ndeny if outside',
  },
  { name: 'a wide exception', text: 'allow if { input.session.member; not contains(input.session.login, "bot") }' },
  { name: 'a sample', text: 'sample if contains(input.session.login, "ada")' },
  { name: 'a team', text: 'allow if { some t in input.session.teams; contains(t, "Admin") }' },
  { name: 'the whole domain', text: 'allow if split(input.session.login, "@")[1] == "example.com"' },
  { name: 'filled in by Terraform', text: 'allow if endswith(input.session.login, "${domain}.com")' },
  { name: 'half-typed', text: 'allow if contains(input.session.login, "")' },
  { name: 'half-typed call', text: 'allow if regex.match(' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL043', fixture);
});
