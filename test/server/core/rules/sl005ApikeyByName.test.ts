import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import { demoAccount, keyId } from '../account/demoAccount.ts';
import { applyFixes, checkRule, findByRules, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const id = keyId('terraform-automation');
const [first, second] = account.apiKeys.items.filter(({ name }) => name === 'staging-deploy').map((key) => key.id);
const used = 'related: Compared with the login here.';

const bare = 'SL005 warning: An API key logs in as `api::` and its id, by most evidence: `api::` is missing here.';
const shown =
  'SL005 warning: Spacelift shows an API key like this, but it logs in as `api::` and its id, by most evidence.';
const named = (name: string): string =>
  `SL005 warning: \`${name}\` is the name of an API key, but a key logs in as \`api::\` and its id, by most evidence.`;
const pattern = (names: string): string =>
  `SL005 warning: This looks for names of API keys (${names}), but a key logs in as \`api::\` and its id, by most evidence.`;

const withoutAccount: RuleFixture[] = [
  {
    name: 'a ULID without api::, v1',
    text: `
allow if input.session.login == "${id}"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${bare}
`,
    fixed: `
allow if input.session.login == "api::${id}"
`,
    unsafe: true,
  },
  {
    name: 'a ULID without api::, v0, through a set',
    engine: 'v0',
    text: `
keys := {"${id}"}
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${bare}
allow { keys[input.session.login] }
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
`,
    fixed: `
keys := {"api::${id}"}
allow { keys[input.session.login] }
`,
    unsafe: true,
  },
  {
    name: 'as the start of a login',
    text: `
allow if startswith(input.session.login, "${id}")
#                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${bare}
`,
  },
  {
    name: 'as Spacelift shows it, with the whole id',
    text: `
allow if input.session.login in {"api::${id}::terraform-automation"}
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${shown}
`,
    fixed: `
allow if input.session.login in {"api::${id}"}
`,
    unsafe: true,
  },
  {
    name: 'as Spacelift shows it, with a short id',
    text: `
allow if input.session.login in {"api::JSMARHACGFEH::terraform-automation"}
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${shown}
`,
    fixed: `
allow if input.session.login in {"api::JSMARHACGFEH::terraform-automation"}
`,
  },
  {
    name: 'one colon, or small letters',
    text: `
allow if input.session.login == "api:01K44Q1800G06J1SMARHACGFEH"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL005 warning: An API key logs in as \`api::\` and its id, letter by letter, by most evidence: \`api::01K44Q1800G06J1SMARHACGFEH\`.
admin if input.session.login in {"api::01k44q1800g06j1smarhacgfeh"}
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL005 warning: An API key logs in as \`api::\` and its id, letter by letter, by most evidence: \`api::01K44Q1800G06J1SMARHACGFEH\`.
`,
    fixed: `
allow if input.session.login == "api::01K44Q1800G06J1SMARHACGFEH"
admin if input.session.login in {"api::01K44Q1800G06J1SMARHACGFEH"}
`,
    unsafe: true,
  },
];

const withAccount: RuleFixture[] = [
  {
    name: 'compared, v1',
    account,
    text: `
allow if input.session.login == "terraform-automation"
#                               ^^^^^^^^^^^^^^^^^^^^^^ ${named('terraform-automation')}
`,
    fixed: `
allow if input.session.login == "api::${id}"
`,
    unsafe: true,
  },
  {
    name: 'compared, v0, and the other way round',
    engine: 'v0',
    account,
    text: `
deny { "terraform-automation" != input.session.login }
#      ^^^^^^^^^^^^^^^^^^^^^^ ${named('terraform-automation')}
`,
    fixed: `
deny { "api::${id}" != input.session.login }
`,
    unsafe: true,
  },
  {
    name: 'after api::',
    account,
    text: `
allow if input.session.login == "api::terraform-automation"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${named('terraform-automation')}
`,
    fixed: `
allow if input.session.login == "api::${id}"
`,
    unsafe: true,
  },
  {
    name: 'as Spacelift shows it, with a short id',
    account,
    text: `
allow if input.session.login == "api::${id.slice(-6)}::terraform-automation"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${shown}
`,
    fixed: `
allow if input.session.login == "api::${id}"
`,
    unsafe: true,
  },
  {
    name: 'in a set, through a helper rule; told once, though asked twice',
    account,
    text: `
ours := {"terraform-automation", "api::${keyId('terraform-prod')}"}
#        ^^^^^^^^^^^^^^^^^^^^^^ ${named('terraform-automation')}
is_ours if input.session.login in ours
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
deny if not input.session.login in ours
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
allow if is_ours
`,
    fixed: `
ours := {"api::${id}", "api::${keyId('terraform-prod')}"}
is_ours if input.session.login in ours
deny if not input.session.login in ours
allow if is_ours
`,
    unsafe: true,
  },
  {
    name: 'in a map and through a function',
    account,
    text: `
grants := {"terraform-automation": {"root"}}
#          ^^^^^^^^^^^^^^^^^^^^^^ ${named('terraform-automation')}
roles[space] contains "plan-only" if some space in grants[input.session.login]
#                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
allow if is_key("terraform-prod")
#               ^^^^^^^^^^^^^^^^ ${named('terraform-prod')}
is_key(name) if input.session.login == name
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
`,
  },
  {
    name: 'a name that two keys have, in a set: both of them first',
    account,
    text: `
allow if input.session.login in {"staging-deploy"}
#                                ^^^^^^^^^^^^^^^^ ${named('staging-deploy')}
`,
    fixed: `
allow if input.session.login in {"api::${first ?? ''}", "api::${second ?? ''}"}
`,
    unsafe: true,
  },
  {
    name: 'a name that two keys have, compared: one of them',
    account,
    text: `
allow if input.session.login == "staging-deploy"
#                               ^^^^^^^^^^^^^^^^ ${named('staging-deploy')}
`,
    fixed: `
allow if input.session.login == "api::${first ?? ''}"
`,
    unsafe: true,
  },
  {
    name: 'a key that is no longer there: nothing to write instead',
    account,
    text: `
allow if input.session.login == "retired-runner"
#                               ^^^^^^^^^^^^^^^^ ${named('retired-runner')}
`,
    fixed: `
allow if input.session.login == "retired-runner"
`,
  },
  {
    name: 'in lower case: the id is not',
    account,
    text: `
allow if lower(input.session.login) == "terraform-automation"
#                                      ^^^^^^^^^^^^^^^^^^^^^^ ${named('terraform-automation')}
`,
    fixed: `
allow if lower(input.session.login) == "terraform-automation"
`,
  },
  {
    name: 'by a name in other letters, and with a blank',
    account,
    text: `
allow if input.session.login in {"Terraform-Automation", "ci-cd-dev "}
#                                ^^^^^^^^^^^^^^^^^^^^^^ ${named('terraform-automation')}
#                                                        ^^^^^^^^^^^^ ${named('ci-cd-dev')}
`,
    fixed: `
allow if input.session.login in {"api::${id}", "api::${keyId('ci-cd-dev')}"}
`,
    unsafe: true,
  },
  {
    name: 'by the start of the names, v1',
    account,
    text: `
allow if startswith(input.session.login, "ci-cd-")
#                                        ^^^^^^^^ ${pattern('`ci-cd-production`, `ci-cd-prod`, `ci-cd-dev`')}
`,
    fixed: `
allow if input.session.login in {"api::${keyId('ci-cd-production')}", "api::${keyId('ci-cd-prod')}", "api::${keyId('ci-cd-dev')}"}
`,
    unsafe: true,
  },
  {
    name: 'by the end of the names, v0, under not',
    engine: 'v0',
    account,
    text: `
deny { not endswith(input.session.login, "-monitoring") }
#                                        ^^^^^^^^^^^^^ ${pattern('`grafana-monitoring`')}
`,
    fixed: `
deny { not {"api::${keyId('grafana-monitoring')}"}[input.session.login] }
`,
    unsafe: true,
  },
  {
    name: 'by the end of the names, v0 with in',
    engine: 'v0',
    account,
    text: `import future.keywords.in
deny { endswith(input.session.login, "-monitoring") }
#                                    ^^^^^^^^^^^^^ ${pattern('`grafana-monitoring`')}
`,
    fixed: `import future.keywords.in
deny { input.session.login in {"api::${keyId('grafana-monitoring')}"} }
`,
    unsafe: true,
  },
  {
    name: 'by a part of many names',
    account,
    text: `
allow if contains(input.session.login, "deploy")
#                                      ^^^^^^^^ ${pattern('`github-actions-deploy`, `gitlab-ci-deploy`, `jenkins-deploy`, and 3 more')}
`,
  },
  {
    name: 'by patterns',
    account,
    text: `
allow if regex.match(\`^(?:terraform|ansible)-automation$\`, input.session.login)
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${pattern('`terraform-automation`, `ansible-automation`')}
allow if glob.match("{backup,mail}-*", [], input.session.login)
#                   ^^^^^^^^^^^^^^^^^ ${pattern('`backup-service`')}
`,
  },
  {
    name: 'by one of several beginnings: nothing to write instead',
    account,
    text: `
allow if {
  some start in ["ci-cd-", "nobody-"]
#                ^^^^^^^^ ${pattern('`ci-cd-production`, `ci-cd-prod`, `ci-cd-dev`')}
  startswith(input.session.login, start)
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
}
allow if strings.any_suffix_match(input.session.login, {"-monitoring"})
#                                                       ^^^^^^^^^^^^^ ${pattern('`grafana-monitoring`')}
`,
    fixed: `
allow if {
  some start in ["ci-cd-", "nobody-"]
  startswith(input.session.login, start)
}
allow if strings.any_suffix_match(input.session.login, {"-monitoring"})
`,
  },
  {
    name: 'where the account has shown that it is the id',
    account: { ...account, keyLogin: 'id' },
    text: `
allow if input.session.login == "terraform-automation"
#                               ^^^^^^^^^^^^^^^^^^^^^^ SL005 warning: \`terraform-automation\` is the name of an API key, but a key logs in as \`api::\` and its id.
`,
  },
  {
    name: 'where the user says that it is the id, whatever the account has shown',
    account: { ...account, keyLogin: 'name' },
    settings: { keyLogin: 'id' },
    text: `
allow if startswith(input.session.login, "ci-cd-d")
#                                        ^^^^^^^^^ SL005 warning: This looks for names of API keys (\`ci-cd-dev\`), but a key logs in as \`api::\` and its id.
`,
  },
];

const byName: AccountSnapshot = { ...account, keyLogin: 'name' };

const silent: RuleFixture[] = [
  { name: 'an id', account, text: `allow if input.session.login == "api::${id}"` },
  { name: 'an id, without an account', text: `allow if input.session.login == "api::${id}"` },
  { name: 'a name, without an account', text: 'allow if input.session.login == "terraform-automation"' },
  { name: 'a start, without an account', text: 'allow if startswith(input.session.login, "ci-cd-")' },
  { name: 'a person', account, text: 'allow if input.session.login == "ada@example.com"' },
  { name: 'the name of the session', account, text: 'allow if input.session.name == "terraform-automation"' },
  { name: 'a ULID cut out', account, text: `allow if trim_prefix(input.session.login, "api::") == "${id}"` },
  { name: 'the end of an id', account, text: `allow if endswith(input.session.login, "${id}")` },
  { name: 'every key', account, text: 'allow if startswith(input.session.login, "api::")' },
  { name: 'a domain', account, text: 'allow if endswith(input.session.login, "@example.com")' },
  { name: 'too little to name a key', account, text: 'allow if contains(input.session.login, "-")' },
  { name: 'what fits names and ids', account, text: 'allow if regex.match("01|terraform", input.session.login)' },
  { name: 'a kind of login', account, text: 'allow if regex.match("^[a-z-]+$", input.session.login)' },
  { name: 'a pattern that nobody can read', account, text: 'allow if regex.match("ci-cd-(", input.session.login)' },
  {
    name: 'a pattern that could take ages',
    account,
    text: 'allow if regex.match("^(ci-(cd)+)+$", input.session.login)',
  },
  { name: 'where logins are names', account: byName, text: 'allow if input.session.login == "terraform-automation"' },
  {
    name: 'where the user says that logins are names',
    account,
    settings: { keyLogin: 'name' },
    text: `allow if input.session.login in {"terraform-automation", "${id}"}`,
  },
  {
    name: 'where the account shows no keys',
    account: { ...account, apiKeys: { ...account.apiKeys, state: 'forbidden', items: [] } },
    text: 'allow if input.session.login == "terraform-automation"',
  },
  { name: 'half-typed', account, text: 'allow if startswith(input.session.login, "' },
  {
    name: 'compared in small letters',
    text: 'allow if lower(input.session.login) == "api::01k44q1800g06j1smarhacgfeh"',
  },
];

describe.each([
  ['without an account', withoutAccount],
  ['with an account', withAccount],
  ['silent', silent],
])('%s', (_, fixtures) => {
  test.each(fixtures)('$name', (fixture) => {
    checkRule('SL005', fixture);
  });
});

test('of two keys with one name, each can be chosen', () => {
  const text = 'package spacelift\n\nallow if input.session.login in {"staging-deploy"}';
  const [finding] = findByRules(text, { account }).filter(({ rule }) => rule === 'SL005');
  const texts = finding?.fixes?.slice(1).map((fix) => applyFixes(text, [fix]));
  expect(texts).toEqual([first, second].map((one) => text.replace('staging-deploy', `api::${one ?? ''}`)));
});
