import { test } from 'vitest';
import { demoAccount } from '../account/demoAccount.ts';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const managed = { ...demoAccount, authorizationScheme: 'MANAGED_USERS' } as const;
const { authorizationScheme, ...unknown } = demoAccount;

const inert = 'SL034 information: The account demo is set to user management: it does not ask login policies.';

const fires: RuleFixture[] = [
  {
    name: 'v1',
    bare: true,
    account: managed,
    text: `package spacelift
#       ^^^^^^^^^ ${inert}
allow if input.session.member
`,
  },
  {
    name: 'v0',
    bare: true,
    engine: 'v0',
    account: managed,
    text: `# here
package spacelift
#       ^^^^^^^^^ ${inert}
allow { input.session.member }
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'login policies',
    account: { ...demoAccount, authorizationScheme: authorizationScheme ?? 'LOGIN_POLICIES' },
    text: 'allow if true',
  },
  { name: 'nobody knows', account: unknown, text: 'allow if true' },
  { name: 'no account', text: 'allow if true' },
  { name: 'no package', bare: true, account: managed, text: 'allow if true' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL034', fixture);
});
