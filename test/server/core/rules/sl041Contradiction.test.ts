import { describe, expect, test } from 'vitest';
import { checkRule, findByRules, type RuleFixture } from '../../../support/findings.ts';

const other = 'related: The other condition.';

function never(subject: string, first: string, second: string, more = ''): string {
  return `SL041 warning: This can't hold together with another condition, so the clause never fires: \`${subject}\` ${first} there and ${second} here.${more}`;
}
const overnight = ' A window over midnight takes two clauses, one for each side of it.';

const fires: RuleFixture[] = [
  {
    name: 'a condition, and a helper rule that asks for it, under not',
    text: `
allow if {
  input.session.member
# ^^^^^^^^^^^^^^^^^^^^ related: The other condition.
  not is_member
# ^^^^^^^^^^^^^ ${never('input.session.member', 'holds', 'does not hold')}
}
is_member if known
known if input.session.member
`,
  },
  {
    name: 'one of several, under not through a helper rule and a function',
    text: `
admin if { not is_one; input.session.login == "b" }
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'is none of "a", "b"', 'is "b"')}
is_one if input.session.login in {"a", "b"}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
is_one if "Ops" in input.session.teams
deny if { not is(input.session.login, "c"); input.session.login == "c" }
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'is not "c"', 'is "c"')}
is(login, name) if login == name
#                  ^^^^^^^^^^^^^ ${other}
deny_admin if { not stranger; not input.session.member }
#                             ^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.member', 'holds', 'does not hold')}
stranger if not input.session.member
#           ^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
`,
  },
  {
    name: 'capital letters where there are none',
    text: `
allow if lower(input.session.login) == "Ada@example.com"
#                                      ^^^^^^^^^^^^^^^^^ SL041 warning: \`lower\` leaves no capital letters, and "Ada@example.com" has some: the condition is never met.
admin if { login := lower(input.session.login); login in {"Ada", "grace"} }
#                                                         ^^^^^ SL041 warning: \`lower\` leaves no capital letters, and "Ada" has some: among the others it never matches.
deny if upper(input.session.login) != "EVE1"
deny_admin if not startswith(upper(input.session.login), "Eve")
#                                                        ^^^^^ SL041 warning: \`upper\` leaves no small letters, and "Eve" has some: \`not\` is always met.
`,
    fixed: `
allow if lower(input.session.login) == "ada@example.com"
admin if { login := lower(input.session.login); login in {"ada", "grace"} }
deny if upper(input.session.login) != "EVE1"
deny_admin if not startswith(upper(input.session.login), "EVE")
`,
    unsafe: true,
  },
  {
    name: 'what has no members',
    text: `
allow if "ada@example.com" in input.session.login
#                             ^^^^^^^^^^^^^^^^^^^ SL041 warning: \`input.session.login\` is a string, which has no members: the condition is never met.
deny if not "ada" in input.session.login
#                    ^^^^^^^^^^^^^^^^^^^ SL041 warning: \`input.session.login\` is a string, which has no members: \`not\` is always met.
`,
  },
  {
    name: 'each of several names',
    text: `
allow if every name in {"a", "b"} { input.session.login == name }
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL041 warning: This can't hold for all of them, so the clause never fires: \`input.session.login\` is "a" for one and is "b" for another.
allow if { every name in ["a"] { input.session.login == name }; input.session.login == "c" }
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'is "a"', 'is "c"')}
`,
  },
  {
    name: 'by unification, v0',
    engine: 'v0',
    text: `
allow { x = input.session.login; x = "b"; x = "c" }
#                                ^^^^^^^ ${other}
#                                         ^^^^^^^ ${never('x', 'is "b"', 'is "c"')}
`,
  },
  {
    name: 'v1, two logins in one clause',
    text: `
allow if {
  input.session.member
  input.session.login == "ada"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
  input.session.login == "grace" # both of them
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'is "ada"', 'is "grace"')}
}
`,
    fixed: `
allow if {
  input.session.member
  input.session.login == "ada"
}

allow if {
  input.session.member
  input.session.login == "grace" # both of them
}
`,
    unsafe: true,
  },
  {
    name: 'v0, three in one line',
    engine: 'v0',
    text: `
roles["a"]["deployer"] { input.session.member; input.session.login == "a"; input.session.login == "b"; input.session.login == "c" }
#                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'is "a"', 'is "b"')}
`,
    fixed: `
roles["a"]["deployer"] { input.session.member; input.session.login == "a" }

roles["a"]["deployer"] { input.session.member; input.session.login == "b" }

roles["a"]["deployer"] { input.session.member; input.session.login == "c" }
`,
    unsafe: true,
  },
  {
    name: 'one member of a list, through a local',
    text: `
admin if {
  some team in input.session.teams
  team == "Platform"
# ^^^^^^^^^^^^^^^^^^ ${other}
  team == "SRE"
# ^^^^^^^^^^^^^ ${never('team', 'is "Platform"', 'is "SRE"')}
}
admin if {
  input.session.teams[i] == "Platform"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
  input.session.teams[i] == "SRE"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.teams[i]', 'is "Platform"', 'is "SRE"')}
}
`,
  },
  {
    name: 'through helper rules: no split here',
    text: `
is_ada if input.session.login == "ada"
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
is_grace if input.session.login in {"grace", "hopper"}
allow if {
  is_ada
  is_grace
# ^^^^^^^^ ${never('input.session.login', 'is "ada"', 'is one of "grace", "hopper"')}
}
`,
    fixed: `
is_ada if input.session.login == "ada"
is_grace if input.session.login in {"grace", "hopper"}
allow if {
  is_ada
  is_grace
}
`,
  },
  {
    name: 'through a helper rule of several clauses, and sets',
    text: `
keys := {"api::1", "api::2"}
is_key if input.session.login in keys
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
is_key if input.session.login == "api::3"
allow if { is_key; input.session.login == "ada" }
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'is one of "api::1", "api::2", "api::3"', 'is "ada"')}
`,
  },
  {
    name: 'a bound that cannot be met: a window over midnight',
    text: `
in_window if {
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  hour >= 22
# ^^^^^^^^^^ ${other}
  hour < 6
# ^^^^^^^^ ${never('hour', 'is at least 22', 'is less than 6', overnight)}
}
allow if in_window
`,
    fixed: `
in_window if {
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  hour >= 22
}

in_window if {
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  hour < 6
}
allow if in_window
`,
    unsafe: true,
  },
  {
    name: 'two calls that are the same, from two helper rules',
    text: `
now := [input.request.timestamp_ns, "UTC"]
is_saturday if time.weekday(now) == "Saturday"
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
is_sunday if time.weekday([input.request.timestamp_ns, "UTC"]) == "Sunday"
deny if { is_saturday; is_sunday }
#                      ^^^^^^^^^ ${never('time.weekday([input.request.timestamp_ns, "UTC"])', 'is "Saturday"', 'is "Sunday"')}
`,
  },
  {
    name: 'a condition and its opposite',
    text: `
allow if {
  input.session.member
# ^^^^^^^^^^^^^^^^^^^^ ${other}
  not input.session.member
# ^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.member', 'holds', 'does not hold')}
}
admin if { is_ada; not is_ada }
#          ^^^^^^ ${other}
#                  ^^^^^^^^^^ ${never('is_ada', 'holds', 'does not hold')}
is_ada if input.session.login == "ada"
deny if { is_employee; not input.session.member }
#                      ^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.member', 'is true', 'does not hold')}
is_employee if { input.session.member == true; input.session.admin == false }
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
`,
    fixed: `
allow if {
  input.session.member
  not input.session.member
}
admin if { is_ada; not is_ada }
is_ada if input.session.login == "ada"
deny if { is_employee; not input.session.member }
is_employee if { input.session.member == true; input.session.admin == false }
`,
  },
  {
    name: 'beginnings, ends and networks that exclude each other',
    text: `
allow if { startswith(input.session.login, "api::"); endswith(input.session.login, "@a.com"); endswith(input.session.login, "@b.com") }
#                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'ends with "@a.com"', 'ends with "@b.com"')}
deny if { startswith(input.session.login, "api::"); startswith(input.session.login, "ci-") }
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'begins with "api::"', 'begins with "ci-"')}
admin if {
  net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
  net.cidr_contains("192.168.0.0/16", input.request.remote_ip)
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.request.remote_ip', 'is in "10.0.0.0/8"', 'is in "192.168.0.0/16"')}
}
`,
  },
  {
    name: 'a name that the other condition rules out',
    text: `
allow if { input.session.login in {"ada", "grace"}; not input.session.login in {"eve", "ada", "grace"} }
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'is one of "ada", "grace"', 'is none of "eve", "ada", "grace"')}
deny if { startswith(input.session.login, "api::"); input.session.login == "ada" }
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'begins with "api::"', 'is "ada"')}
deny if { net.cidr_contains("10.1.0.0/16", input.request.remote_ip); not net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.request.remote_ip', 'is in "10.1.0.0/16"', 'is not in "10.0.0.0/8"')}
deny if { input.session.login != "ada"; input.session.login == "ada" }
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${other}
#                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${never('input.session.login', 'is not "ada"', 'is "ada"')}
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'two teams at once', text: 'admin if { "A" in input.session.teams; "B" in input.session.teams }' },
  {
    name: 'two teams at once, v0',
    engine: 'v0',
    text: 'admin { input.session.teams[_] == "A"; input.session.teams[_] == "B" }',
  },
  { name: 'two members', text: 'admin if { some a, b; input.session.teams[a] == "A"; input.session.teams[b] == "B" }' },
  { name: 'in two clauses', text: 'allow if input.session.login == "a"\nallow if input.session.login == "b"' },
  { name: 'the same twice', text: 'allow if { input.session.login == "a"; input.session.login == "a" }' },
  {
    name: 'the same twice, through a helper rule',
    text: 'allow if { is_employee; input.session.member }\nis_employee if { input.session.member; not input.session.admin }',
  },
  { name: 'the same not, twice', text: 'allow if { not input.session.admin; not input.session.admin }' },
  {
    name: 'sets that overlap',
    text: 'allow if { input.session.login in {"a", "b"}; input.session.login in {"b", "c"} }',
  },
  { name: 'two fields', text: 'allow if { input.session.login == "a"; input.session.name == "b" }' },
  {
    name: 'bounds that can be met',
    text: 'allow if { h := time.clock(input.request.timestamp_ns)[0]; h >= 9; h < 17; h != 12 }',
  },
  { name: 'just so', text: 'allow if { h := time.clock(input.request.timestamp_ns)[0]; h >= 9; h <= 9 }' },
  {
    name: 'in two zones',
    text: 'allow if { time.weekday([input.request.timestamp_ns, "Asia/Tokyo"]) == "Monday"; time.weekday(input.request.timestamp_ns) == "Sunday" }',
  },
  {
    name: 'beginnings that go together',
    text: 'allow if { startswith(input.session.login, "api::"); startswith(input.session.login, "api::0") }',
  },
  {
    name: 'networks that overlap',
    text: 'allow if { net.cidr_contains("10.0.0.0/8", input.request.remote_ip); net.cidr_contains("10.1.0.0/16", input.request.remote_ip) }',
  },
  {
    name: 'one of several networks',
    text: 'nets := {"10.0.0.0/8", "192.168.0.0/16"}\nallow if { some n in nets; net.cidr_contains(n, input.request.remote_ip); net.cidr_contains("10.0.0.0/16", input.request.remote_ip) }',
  },
  {
    name: 'what is excluded and what is asked differ',
    text: 'allow if { input.session.login != "eve"; input.session.login == "ada"; not input.session.login in {"mallory"} }',
  },
  {
    name: 'excluded by a set that may be empty',
    text: 'blocked contains "ada" if input.session.admin\nallow if { input.session.login == "ada"; not input.session.login in blocked }',
  },
  {
    name: 'under not and in comprehensions',
    text: 'allow if { not both; count([1 | input.session.login == "a"; input.session.member]) > 0; input.session.login == "b" }\nboth if input.session.login == "c"',
  },
  {
    name: 'a helper with other clauses too',
    text: 'h if input.session.login == "a"\nh if input.session.member\nallow if { h; input.session.login == "b" }',
  },
  {
    name: 'a helper with else',
    text: 'h if { input.session.login == "a" } else := true\nallow if { h; input.session.login == "b" }',
  },
  {
    name: 'a function of two callers',
    text: 'is(x) if input.session.login == x\nallow if { is("a"); input.session.member }\nadmin if { is("b"); input.session.login == "b" }',
  },
  {
    name: 'another input',
    text: 'allow if { input.session.login == "a"; h with input.session.login as "b" }\nh if input.session.login == "b"',
  },
  {
    name: 'one member, twice through helper rules',
    text: 'a if { some t in input.session.teams; t == "A" }\nb if { some t in input.session.teams; t == "B" }\nallow if { a; b }',
  },
  { name: 'what is not known', text: 'allow if { input.session.login == data.a; input.session.login == "b" }' },
  {
    name: 'addresses of both kinds, one mapped into the other',
    text: 'allow if { net.cidr_contains("10.0.0.0/8", input.request.remote_ip); net.cidr_contains("::ffff:10.0.0.0/104", input.request.remote_ip) }',
  },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL041', fixture);
});

describe('a clause that can not be split', () => {
  test.each([
    [
      'with a shared head',
      'v0',
      'deny { input.session.login == "a"; input.session.login == "b" } { input.session.admin }',
    ],
    ['with else', 'v1', 'x if { input.session.login == "a"; input.session.login == "b" } else := false'],
    ['with a comment in between', 'v1', 'deny if { input.session.login == "a"; # x\n input.session.login == "b" }'],
  ] as const)('%s', (_, engine, text) => {
    const found = findByRules(`package spacelift\n${text}\n`, { engine }).filter(({ rule }) => rule === 'SL041');
    expect(found.flatMap(({ fixes = [] }) => fixes)).toEqual([]);
  });
});
