import { test } from 'vitest';
import { demoAccount, keyId } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const id = keyId('terraform-automation');
const slip = id.replace('1SMARH', '1SNARH');
const nowhere = '01K00000000000000000000000';

const unknown = (text: string, hint = ''): string =>
  `SL006 warning: This account has no API key with the id \`${text}\`.${hint}`;
const deleted = 'SL006 warning: The API key retired-runner is deleted: it does not log in any more.';
const expired = 'SL006 warning: The API key legacy-ci expired on 2025-06-30: it does not log in any more.';
const used = 'related: Compared with the login here.';

const fires: RuleFixture[] = [
  {
    name: 'a slip of the fingers, v1',
    account,
    text: `
allow if input.session.login == "api::${slip}"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown(slip, ' Is `terraform-automation` meant?')}
`,
    fixed: `
allow if input.session.login == "api::${id}"
`,
    unsafe: true,
  },
  {
    name: 'in lower case, v0',
    engine: 'v0',
    account,
    text: `
allow { input.session.login == "api::${id.toLowerCase()}" }
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown(id.toLowerCase(), ' Is `terraform-automation` meant?')}
`,
    fixed: `
allow { input.session.login == "api::${id}" }
`,
    unsafe: true,
  },
  {
    name: 'half-typed: nothing is unknown yet',
    account,
    text: 'allow if input.session.login in {"api::", "x"}',
  },
  {
    name: 'nothing like it, and no ULID',
    account,
    text: `
deny if input.session.login != "api::01234"
#                              ^^^^^^^^^^^^ ${unknown('01234')}
`,
  },
  {
    name: 'deleted and expired keys, through a set and a helper rule',
    account,
    text: `
keys := {"api::${keyId('retired-runner')}", "api::${keyId('legacy-ci')}"}
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${deleted}
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${expired}
is_ours if input.session.login in keys
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
allow if is_ours
`,
  },
  {
    name: 'an account that shows some keys only',
    account: { ...account, apiKeys: { ...account.apiKeys, state: 'partial' } },
    text: `
allow if input.session.login == "api::${nowhere}"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL006 information: \`${nowhere}\` is not among the API keys that this account shows you.
`,
  },
  {
    name: 'put together from constants',
    account,
    text: `
allow if input.session.login == concat("::", ["api", "${nowhere}"])
#                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown(nowhere)}
admin if input.session.login == sprintf("api::%s", [key])
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${used}
key := "${slip}"
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${unknown(slip, ' Is `terraform-automation` meant?')}
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'a key of the account', account, text: `allow if input.session.login == "api::${id}"` },
  {
    name: 'in lower case, as compared',
    account,
    text: `allow if lower(input.session.login) == "api::${id.toLowerCase()}"`,
  },
  {
    name: 'a key that expires later',
    account,
    text: `allow if input.session.login == "api::${keyId('gitlab-ci-deploy')}"`,
  },
  { name: 'no account', text: `allow if input.session.login == "api::${nowhere}"` },
  {
    name: 'an account that shows no keys',
    account: { ...account, apiKeys: { ...account.apiKeys, items: [] } },
    text: `allow if input.session.login == "api::${nowhere}"`,
  },
  { name: 'a person', account, text: 'allow if input.session.login == "ada@example.com"' },
  { name: 'a name: SL005 tells', account, text: 'allow if input.session.login == "api::terraform-automation"' },
  { name: 'as Spacelift shows it: SL005 tells', account, text: 'allow if input.session.login == "api::X::gone"' },
  { name: 'a placeholder: SL028 tells', account, text: 'allow if input.session.login == "api::your-api-key-id"' },
  { name: 'the start of an id', account, text: 'allow if startswith(input.session.login, "api::01K")' },
  {
    name: 'where logins are names',
    account,
    settings: { keyLogin: 'name' },
    text: `allow if input.session.login == "api::${nowhere}"`,
  },
  {
    name: 'another input',
    account,
    text: `allow if is_key with input.session.login as "x"\nis_key if input.session.login == "api::${nowhere}"`,
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL006', fixture);
});
