import { test } from 'vitest';
import { demoAccount, keyId } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const account = demoAccount;
const id = keyId('break-glass');
const bypass =
  'SL007 information: The API key break-glass is administrative: Spacelift lets it in as an admin without asking the policy.';

const deletedToo = {
  ...account,
  apiKeys: { ...account.apiKeys, items: account.apiKeys.items.map((key) => ({ ...key, deleted: true })) },
};

const fires: RuleFixture[] = [
  {
    name: 'v1',
    account,
    text: `
admin if input.session.login == "api::${id}"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${bypass}
`,
  },
  {
    name: 'v0, through a set and a local',
    engine: 'v0',
    account,
    text: `
deny {
  blocked := {"api::${id}"}
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${bypass}
  blocked[input.session.login]
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: Compared with the login here.
}
`,
  },
  {
    name: 'by its name, where that is its login',
    account: { ...account, keyLogin: 'name' },
    text: `
admin if input.session.login == "break-glass"
#                               ^^^^^^^^^^^^^ ${bypass}
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'another key', account, text: `admin if input.session.login == "api::${keyId('ci-cd-prod')}"` },
  { name: 'no account', text: `admin if input.session.login == "api::${id}"` },
  { name: 'by its name: SL005 tells', account, text: 'admin if input.session.login == "break-glass"' },
  { name: 'deleted: SL006 tells', account: deletedToo, text: `admin if input.session.login == "api::${id}"` },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL007', fixture);
});
