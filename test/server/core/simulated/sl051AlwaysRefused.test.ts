import { checkFixtures } from './checkFixtures.ts';

checkFixtures('SL051', [
  {
    name: 'one way or the other',
    text: `
allow if input.session.member

is_inside if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)

deny if is_inside
#^^^ SL051 warning: \`deny\` holds for every known login, so nobody gets in. One of them: any member, from 9.255.255.255.

deny if not is_inside
#^^^ related: Or this holds.
`,
  },
  {
    name: 'nobody stays an administrator, v0',
    engine: 'v0',
    text: `
allow {
  input.session.member
}

admin {
  input.session.teams[_] == "Platform"
}

in_office {
  time.clock(input.request.timestamp_ns)[0] >= 9
}

deny_admin {
#^^^^^^^^^ SL051 warning: \`deny_admin\` holds for every known login, so \`admin\` makes nobody an administrator. One of them: team Platform, on Wednesday 2026-03-04 at 00:00:00 (UTC).
  in_office
}

deny_admin {
#^^^^^^^^^ related: Or this holds.
  not in_office
}
`,
  },
  { name: 'some', text: 'allow if input.session.member\n\ndeny if "Guests" in input.session.teams\n' },
  { name: 'what was not tried', text: 'allow if input.session.member\n\ndeny if not input.session.machine\n' },
  {
    name: 'nobody who is an administrator',
    text: 'allow if input.session.member\n\ndeny_admin if input.session.login\n',
  },
]);
