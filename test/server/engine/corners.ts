/** Policies at the corners of what a compiled policy can do as the interpreter does it. */
import type { PolicySource } from '../../../server/src/protocol/engine.ts';

interface Corner {
  what: string;
  policy: PolicySource;
  /** JSON texts. Missing: the usual sessions. */
  inputs?: string[];
  /** How many of the inputs are left to the interpreter; none unless said. */
  interpreted?: number;
}

function v0(...lines: string[]): PolicySource {
  return { text: ['package spacelift', '', ...lines, ''].join('\n'), engine: 'v0' };
}

function v1(...lines: string[]): PolicySource {
  return { text: ['package spacelift', '', ...lines, ''].join('\n'), engine: 'v1' };
}

/** One input for each value, under `x`. */
function xs(...values: string[]): string[] {
  return values.map((value) => `{"x":${value}}`);
}

const NUMBERS = xs(
  '0',
  '-0',
  '1',
  '1.0',
  '1e0',
  '1.5',
  '1e3',
  '1000',
  '9007199254740993',
  '9223372036854775807',
  '1e400',
  '0.1',
);

export const CORNERS: Corner[] = [
  {
    what: 'sets, which a compiled policy gives in the order of its hash table',
    policy: v1(
      'team contains t if some t in ["b", "a", "ä", "Z", "10", "9", "🚀", "\\uffff", "c", "d", "e", "f", "g", ""]',
      'flag contains sprintf_free if some sprintf_free in input.session.teams',
      'roles[s] contains r if { some s in ["z", "y"]; some r in ["c", "b", "a"] }',
      'space_read contains input.spaces[_].id',
    ),
  },
  {
    what: 'rules of the wrong type',
    policy: v1(
      'roles := [["b", "a"], {"z", "y"}, {"k": {"d", "c"}}, null, 2, 10]',
      'team := ["b", "a"]',
      'flag := "x"',
    ),
    inputs: ['{}'],
  },
  {
    what: 'v0: nested references',
    policy: v0(
      'roles["b"]["x"] { input.session.member }',
      'roles["a"][slug] { slug := input.session.teams[_] }',
      'roles[space]["w"] { space := input.spaces[_].id }',
      'space_admin["s"] { not input.session.member }',
      'allow = true { input.session.login == "alice" } else = false { true }',
    ),
  },
  {
    what: 'comparisons of numbers',
    policy: v1(
      'flag contains "eq 1" if input.x == 1',
      'flag contains "eq 1.5" if input.x == 1.5',
      'flag contains "lt 2^53+1" if input.x < 9007199254740993',
      'flag contains "le 2^53+1" if input.x <= 9007199254740993',
      'flag contains "ge 2^63-1" if input.x >= 9223372036854775807',
      'flag contains "in" if input.x in {0, 1000, 9007199254740993}',
    ),
    inputs: NUMBERS,
    // -0, and what is written with a point or an exponent.
    interpreted: 7,
  },
  {
    what: 'numbers written in several ways',
    policy: v1('flag contains format_int(count({n | some n in input.x}), 10)', 'allow if input.x[0] in {0.1, 2.50}'),
    inputs: xs(
      '[0.1,0.10,1e-1]',
      '[2.5]',
      '[1,1.0,1E0]',
      '[100,1e2]',
      '[-0,0]',
      '["n: 2.5"]',
      '[12345678901234567890,1]',
    ),
    interpreted: 5,
  },
  {
    what: 'arithmetic on instants',
    policy: v1(
      'hour := floor(input.request.timestamp_ns / 3600000000000) % 24',
      'flag contains format_int(hour, 10)',
      'flag contains format_int(input.request.timestamp_ns % 1000, 10)',
      'allow if input.request.timestamp_ns - 1 < 1772816400000000000 - 1',
    ),
  },
  {
    what: 'inputs that are no object',
    policy: v1('allow if input.x', 'flag contains "there" if input', 'flag contains "null" if input == null'),
    inputs: ['null', 'false', '0', '""', '[]', '{}', '"text"'],
  },
  {
    what: 'strings of all kinds',
    policy: v1(
      'team contains input.x',
      'team contains lower(input.x)',
      'team contains upper(input.x)',
      'team contains substring(input.x, 0, 1)',
      'flag contains "bmp" if startswith(input.x, "\\u00e4")',
      'flag contains format_int(count(input.x), 10)',
    ),
    inputs: xs(
      '""',
      '"ä"',
      '"\\u00e4"',
      '"🚀x"',
      '"\\ud83d\\ude80x"',
      '"a\\u0000b"',
      '"\\t\\n\\"\\\\"',
      '"İß"',
      '"\\u2028"',
    ),
    // The two halves of a rocket.
    interpreted: 1,
  },
  {
    what: 'helper functions, else, default and not',
    policy: v1(
      'level(t) := "high" if t == "DevOps" else := "low" if t != "Security"',
      'default greeting := "none"',
      'greeting := level(input.session.teams[0])',
      'flag contains greeting',
      'deny if not input.session.member',
      'deny if not level(input.session.login)',
    ),
  },
  {
    what: 'every, some and comprehensions',
    policy: v1(
      'allow if every t in input.session.teams { startswith(t, "D") }',
      'team contains t if { some i, t in input.session.teams; i > 0 }',
      'flag contains concat(",", sort({t | some t in input.session.teams}))',
      'roles := {s.id: {r | some r in ["viewer", "deployer"]} | some s in input.spaces}',
    ),
  },
  {
    what: 'patterns of text',
    policy: v1(
      'flag contains "regex" if regex.match(`^[a-z]+@example\\.com$`, input.session.login)',
      'flag contains "glob" if glob.match("api::*", null, input.session.login)',
      'flag contains "cidr" if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)',
      'flag contains p if some p in split(input.session.login, "-")',
      'flag contains trim_prefix(input.session.login, "api::")',
    ),
  },
  {
    what: 'what is delegated: clocks, dates and zones',
    policy: v1(
      'flag contains time.weekday(input.request.timestamp_ns)',
      'flag contains time.weekday([input.request.timestamp_ns, "Pacific/Auckland"])',
      'flag contains sprintf_free if { [y, m, d] := time.date(input.request.timestamp_ns); sprintf_free := concat("-", [format_int(y, 10), format_int(m, 10), format_int(d, 10)]) }',
      'flag contains "parsed" if input.request.timestamp_ns >= time.parse_rfc3339_ns("2026-03-06T18:00:00+01:00")',
      'flag contains "nowhere" if time.clock([input.request.timestamp_ns, "Europe/Nowhere"])',
    ),
  },
  {
    what: 'a rule that two clauses make differ',
    policy: v1(
      'level := 1 if input.session.member',
      'level := 2 if startswith(input.session.login, "api::")',
      'allow if level == 1',
    ),
    // Members by a key, where the rule has two values.
    interpreted: 16,
  },
  {
    what: 'a policy of several hundred rules',
    policy: v1(
      ...Array.from(
        { length: 300 },
        (_, i) =>
          `roles["space-${i}"] contains "role-${i % 7}" if input.session.login == "key-${i}-${'x'.repeat(200)}"`,
      ),
      'roles["every"] contains "reader"',
    ),
  },
];

export const REFUSED: { what: string; policy: PolicySource; reason: RegExp }[] = [
  {
    what: 'a built-in over sets that OPA would answer from JSON',
    policy: v1('flag contains c if some c in net.cidr_expand("10.0.0.0/30")'),
    reason: /net\.cidr_expand/,
  },
];
