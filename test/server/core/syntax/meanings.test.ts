import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import { listBoundaries } from '../../../../server/src/core/syntax/values/boundaries.ts';
import { zonesOf } from '../../../../server/src/core/syntax/values/meanings.ts';
import type { Value } from '../../../../server/src/core/syntax/values/value.ts';
import { readMarked, sortExpectations } from '../../../support/marked.ts';

const constants = (values: readonly Value[]): unknown[] =>
  values.map((value) => (value.kind === 'constant' ? value.value : value.kind));

describe('what constants stand for', () => {
  it.each([
    [
      'roles and spaces, as granted by v1',
      `
roles["s"] contains "r" if true
#     ^^^ space granted
#                   ^^^ role granted
roles[s] contains r if {
    some s in spaces
    some r in ["r"]
#              ^^^ role granted
}
spaces := {"s"}
#          ^^^ space granted`,
    ],
    [
      'roles and spaces, as granted by v0',
      `
roles["s"]["r"] { true }
#     ^^^ space granted
#          ^^^ role granted
roles[s][r] { r := grants[s][_] }
grants = {"s": ["r"]}
#         ^^^ space granted
#               ^^^ role granted`,
    ],
    [
      'roles as a whole',
      `
roles := {"s": {"r"}, "t": grants}
#         ^^^ space granted
#               ^^^ role granted
#                     ^^^ space granted
grants := {"r": true}
#          ^^^ role granted`,
    ],
    [
      'the deprecated rules, and teams',
      `
space_admin contains "s" if true
#                    ^^^ space granted
space_write["s"] { true }
#           ^^^ space granted
space_read := {"s"}
#              ^^^ space granted
team contains "t" if true
#             ^^^ team granted`,
    ],
    [
      'logins, teams, spaces and labels, as compared',
      `
p if input.session.login in keys
q if {
    some t in input.session.teams
    lower(t) == "t"
#               ^^^ team ==
    some s in input.spaces
    s.name == "s"
#             ^^^ spaceName ==
    "l" in s.labels
#   ^^^ label ==
    s.id != "i"
#           ^^^ space !=
    input.roles[_].slug == "r"
#                          ^^^ role ==
    split(input.session.login, "@")[1] == "d"
#                                         ^^^ loginPart ==
}
keys := {"a", b}
#        ^^^ login in
b := "b"
#    ^^^ login in`,
    ],
    [
      'through functions',
      `
allow if is_key("k")
#               ^^^ login ==
is_key(name) if input.session.login == name`,
    ],
    [
      'through functions, told apart by their arguments',
      `
roles[name_of("space")] contains name_of("role") if true
name_of("space") := "s"
#                   ^^^ space granted
name_of("role") := "r"
#                  ^^^ role granted`,
    ],
    [
      'networks and addresses',
      `
p if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
#                      ^^^^^^^^^^^^ network argument
#                      ^^^^^^^^^^^^ network network
q if net.cidr_contains("10.0.0.0/8", "10.0.0.1")
#                      ^^^^^^^^^^^^ network argument
#                                    ^^^^^^^^^^ address argument
r if input.request.remote_ip == "10.0.0.1"
#                               ^^^^^^^^^^ address ==`,
    ],
    [
      'clocks, weekdays, zones and instants',
      `
p if {
    [h, m, _] := time.clock([input.request.timestamp_ns, zone])
    h >= 9
#        ^ hour >=
    m < 30
#       ^^ minute <
    time.weekday(input.request.timestamp_ns) in ["Monday"]
#                                                ^^^^^^^^ weekday in
    input.request.timestamp_ns < time.parse_rfc3339_ns("2026-01-01T00:00:00Z")
#                                                      ^^^^^^^^^^^^^^^^^^^^^^ instantText argument
    input.request.timestamp_ns > 1700000000
#                                ^^^^^^^^^^ instant >
}
zone := "Europe/Berlin"
#       ^^^^^^^^^^^^^^^ zone argument`,
    ],
  ])('%s', (_, source) => {
    const { text, expected } = readMarked(source);
    const model = buildModel(text);
    const found = model
      .meanings()
      .map(({ literal, domain, use }) => ({ from: literal.from, to: literal.to, message: `${domain} ${use}` }));
    expect(sortExpectations(found)).toEqual(sortExpectations(expected));
  });

  it('tells a constant as it is used', () => {
    const model = buildModel('p if lower(input.session.login) in {lower("A"), "b", lower(c)}\nc := "C"');
    expect(model.meanings().map(({ literal, value }) => [literal.value, value])).toEqual([
      ['A', 'a'],
      ['b', 'b'],
      ['C', 'c'],
    ]);
  });

  it('a constant that means nothing has none', () => {
    const model = buildModel('p if count(input.x) > 3');
    expect(model.literals.flatMap((literal) => model.meaningsOf(literal))).toEqual([]);
  });

  it('tells the zones of a clock', () => {
    const model = buildModel('p if { time.clock([1, z]); z := {"UTC", "Asia/Tokyo"}[_] }\nq if time.weekday(1)');
    expect(model.calls.map((call) => constants(zonesOf(call, model.values)))).toEqual([['UTC', 'Asia/Tokyo'], []]);
  });
});

describe('boundaries', () => {
  it('are the constants that divide addresses and time, with their zones', () => {
    const text = `
p if {
    now := [input.request.timestamp_ns, "Europe/Berlin"]
    [hour, _, _] := time.clock(now)
    hour >= 2
    time.weekday(input.request.timestamp_ns) == "Monday"
    net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
    input.session.login == "a"
    input.request.timestamp_ns < time.parse_rfc3339_ns("2026-01-01T00:00:00Z")
}`;
    const found = listBoundaries(buildModel(text)).map(({ domain, literal, test, zones }) =>
      [domain, String(literal.value), test, ...zones].join(' '),
    );
    expect(found).toEqual([
      'hour 2 >= Europe/Berlin',
      'weekday Monday == UTC',
      'network 10.0.0.0/8 network',
      'network 10.0.0.0/8 argument',
      'instantText 2026-01-01T00:00:00Z argument',
    ]);
  });
});

describe('grants', () => {
  it('pairs spaces with roles, as far as the text tells', () => {
    const model = buildModel(`
roles["s"] contains "r" if x
roles[s.id]["r"] { s := input.spaces[_] }
roles["s"] := {"a", "b"} if x
roles := {"s": {"a"}, "t": ["b", "c"]}
space_admin contains "s" if x`);
    expect(model.grants().map(({ rule, spaces, roles }) => [rule, constants(spaces), constants(roles)])).toEqual([
      ['roles', ['s'], ['r']],
      ['roles', ['input'], ['r']],
      ['roles', ['s'], ['a', 'b']],
      ['roles', ['s'], ['a']],
      ['roles', ['t'], ['b', 'c']],
      ['space_admin', ['s'], []],
    ]);
  });
});
