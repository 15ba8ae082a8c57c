import { demoAccount, keyId } from '../account/demoAccount.ts';
import { checkFixtures } from './checkFixtures.ts';

checkFixtures('SL053', [
  {
    name: 'a team that the only key does not have',
    account: demoAccount,
    text: `
allow if {
#^^^^ SL053 warning: No known login gets in by this policy, out of 50 sessions tried. One of them: ci-cd-dev by its id.
  input.session.login == "api::${keyId('ci-cd-dev')}"
  "Security" in input.session.teams
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The furthest stops here.
}
`,
  },
  {
    name: 'a refusal of just those who would get in, v0',
    engine: 'v0',
    text: `
staff {
  input.session.teams[_] == "Staff"
}

allow {
#^^^^ SL053 warning: No known login gets in by this policy, out of 2 sessions tried. One of them: team Staff.
  staff
}

deny {
  staff
}
`,
  },
  { name: 'somebody', text: 'allow if input.session.member\n' },
  {
    name: 'an administrator',
    text: 'admin if input.session.login == "ada"\n\nallow if input.session.login == "grace"\n',
  },
  { name: 'what SL015 tells', text: 'roles["root"] contains "space-reader" if input.session.member\n' },
  { name: 'what SL051 tells', text: 'm if input.session.member\n\nallow if m\n\ndeny if m\n\ndeny if not m\n' },
  { name: 'what was not tried', text: 'allow if input.session.machine\n' },
]);
