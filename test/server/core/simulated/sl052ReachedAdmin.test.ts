import { checkFixtures } from './checkFixtures.ts';

checkFixtures('SL052', [
  {
    name: 'whoever has no team at all',
    text: `
allow if input.session.member

admin if {
#^^^^ SL052 warning: Whoever logs in so administers the whole account: anybody who is no member.
  every team in input.session.teams {
    team in {"Platform", "Security"}
  }
}
`,
  },
  {
    name: 'members, through root, v0, from a network',
    engine: 'v0',
    text: `
others[team] {
  team := input.session.teams[_]
  team != "Platform"
}

allow {
  input.session.member
}

roles["root"]["space-admin"] {
#^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL052 warning: Every member who logs in so administers the whole account: any member, from 10.0.0.0.
  input.session.member
  count(others) == 0
  net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
}
`,
  },
  { name: 'a team', text: 'allow if input.session.member\n\nadmin if "Platform" in input.session.teams\n' },
  {
    name: 'a login that ends so',
    text: 'allow if input.session.member\n\nadmin if endswith(input.session.login, "@example.com")\n',
  },
  {
    name: 'who is no member, of whom SL024 tells without a session',
    text: `
admin if not input.session.member
#^^^^ SL052 warning: Whoever logs in so administers the whole account: anybody who is no member.

allow if input.session.member
`,
  },
  {
    name: 'beside a clause of which SL024 tells less',
    text: `
admin if input.session.member

admin if {
#^^^^ SL052 warning: Whoever logs in so administers the whole account: anybody who is no member.
  every team in input.session.teams {
    team in {"Platform", "Security"}
  }
}
`,
  },
  { name: 'anybody, whom SL024 tells', text: 'admin if true\n' },
  { name: 'what SL024 tells', text: 'admin if input.session.member\n' },
]);
