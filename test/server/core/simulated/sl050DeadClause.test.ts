import { demoAccount, keyId } from '../account/demoAccount.ts';
import { checkFixtures } from './checkFixtures.ts';

const key = `api::${keyId('terraform-automation')}`;
const oidcKey = `api::${keyId('github-actions-deploy')}`;

checkFixtures('SL050', [
  {
    name: 'a team that the key does not have',
    account: demoAccount,
    text: `
allow if input.session.member

roles["root"] contains "space-reader" if {
# <- SL050
  input.session.login == "${key}"
  "Security" in input.session.teams
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The furthest stops here.
}
`.replace(
      '# <- SL050',
      `#${'^'.repeat(36)} SL050 information: No known login fires this clause, out of 51 sessions tried. The furthest: terraform-automation by its id.`,
    ),
  },
  {
    name: 'a team of no key that is meant, through a helper, v0, in a second body',
    engine: 'v0',
    account: demoAccount,
    text: `
terraform_keys := {"${key}", "api::${keyId('terraform-dev')}"}

is_terraform {
  terraform_keys[input.session.login]
}

allow {
  input.session.member
} {
  is_terraform
# ^^^^^^^^^^^^ SL050 information: No known login fires this clause, out of 51 sessions tried. The furthest: terraform-automation by its id.
  input.session.teams[_] == "Security"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The furthest stops here.
}
`,
  },
  {
    name: 'told in the helper alone',
    account: demoAccount,
    text: `
allow if input.session.member

is_secure if {
#^^^^^^^^ SL050 information: No known login fires this clause, out of 357 sessions tried. The furthest: terraform-automation by its id, from 9.255.255.255.
  input.session.login == "${key}"
  "Security" in input.session.teams
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The furthest stops here.
}

admin if {
  net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
  is_secure
}
`,
  },
  {
    name: 'teams that a clause asks for itself and through a helper',
    text: `
is_boss if input.session.login in {"ada", "grace"}

is_away if {
  "Away" in input.session.teams
  "Late" in input.session.teams
}

allow if input.session.member

admin if {
  is_boss
  "Platform" in input.session.teams
  not is_away
}
`,
  },
  { name: 'fields that are not varied', text: 'allow if input.session.machine\n\nallow if input.session.member\n' },
  { name: 'actions through Slack', text: 'allow if input.session.member\n\ndeny if input.slack.user.is_owner\n' },
  {
    name: 'logins by a pattern',
    text: 'allow if input.session.member\n\nadmin if regex.match("^ops-[0-9]+$", input.session.login)\n',
  },
  {
    name: 'a key whose teams may differ from login to login',
    account: demoAccount,
    text: `
allow if input.session.member

roles["root"] contains "space-reader" if {
  input.session.login == "${oidcKey}"
  "Security" in input.session.teams
}
`,
  },
  {
    name: 'spaces that are not known without an account',
    text: `
allow if input.session.member

roles[space.id] contains "space-reader" if some space in input.spaces
`,
  },
  {
    name: 'what another rule tells',
    text: `
allow if input.session.member

admin if {
  input.session.login == "ada"
  input.session.login == "grace"
}
`,
  },
  {
    name: 'not all that the policy tells apart was tried',
    most: 2,
    text: `
allow if input.session.member

admin if {
  input.session.login == "ada"
  time.weekday(input.request.timestamp_ns) == "Sunday"
}
`,
  },
  { name: 'what is only recorded', text: 'allow if input.session.member\n\nsample if not input.session.login\n' },
]);
