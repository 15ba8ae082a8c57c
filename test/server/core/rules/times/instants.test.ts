/** Instants, and texts that stand for them, as SL040 tells them. */
import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../../support/findings.ts';

const never = 'the condition is never met.';
const always = 'the condition is always met.';

const instants: RuleFixture[] = [
  {
    name: 'seconds and microseconds',
    text: `
deny if input.request.timestamp_ns > 1767225600
#                                    ^^^^^^^^^^ SL040 error: In seconds, \`1767225600\` is 2026-01-01T00:00:00Z, but instants count nanoseconds: ${always}
deny if not input.request.timestamp_ns < end
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
end := 1767225600000000
#      ^^^^^^^^^^^^^^^^ SL040 error: In microseconds, \`1767225600000000\` is 2026-01-01T00:00:00Z, but instants count nanoseconds: \`not\` is always met.
`,
    fixed: `
deny if input.request.timestamp_ns > 1767225600000000000
deny if not input.request.timestamp_ns < end
end := 1767225600000000000
`,
    unsafe: true,
  },
  {
    name: 'milliseconds, v0',
    narrows: true,
    engine: 'v0',
    text: `
deny { 1767225600500 >= input.request.timestamp_ns }
#      ^^^^^^^^^^^^^ SL040 error: In milliseconds, \`1767225600500\` is 2026-01-01T00:00:00.500Z, but instants count nanoseconds: ${never}
`,
    fixed: `
deny { 1767225600500000000 >= input.request.timestamp_ns }
`,
  },
  {
    name: 'texts',
    narrows: true,
    text: `
deny if input.request.timestamp_ns > "2026-01-01T00:00:00Z"
#                                    ^^^^^^^^^^^^^^^^^^^^^^ SL040 error: An instant is a number, and every number comes before \`"2026-01-01T00:00:00Z"\`: ${never} Is \`time.parse_rfc3339_ns("2026-01-01T00:00:00Z")\` meant?
allow if "2026-06-30" >= input.request.timestamp_ns
#        ^^^^^^^^^^^^ SL040 error: An instant is a number, and every number comes before \`"2026-06-30"\`: ${always} Is \`time.parse_rfc3339_ns("2026-06-30T00:00:00Z")\` meant?
`,
    fixed: `
deny if input.request.timestamp_ns > time.parse_rfc3339_ns("2026-01-01T00:00:00Z")
allow if time.parse_rfc3339_ns("2026-06-30T00:00:00Z") >= input.request.timestamp_ns
`,
  },
  {
    name: 'texts, v0, in a rule of its own and a helper rule',
    narrows: true,
    engine: 'v0',
    text: `
end = "midnight"
#     ^^^^^^^^^^ SL040 error: An instant is a number, and every number comes before \`"midnight"\`: ${never}
is_over { now := input.request.timestamp_ns; now > end }
#                                            ^^^^^^^^^ related: It is compared here.
deny { is_over }
`,
  },
  {
    name: 'layouts',
    narrows: true,
    text: `
deny if input.request.timestamp_ns < time.parse_ns("YYYY-MM-DD", "2026-01-01")
#                                                  ^^^^^^^^^^^^ SL040 error: \`"YYYY-MM-DD"\` is a layout without a year, as layouts are written by the time 2006-01-02T15:04:05, so \`time.parse_ns\` fails: ${never} Is "2006-01-02" meant?
deny if input.request.timestamp_ns < time.parse_ns("15:04", input.session.name)
#                                                  ^^^^^^^ SL040 error: \`"15:04"\` is a layout without a year, as layouts are written by the time 2006-01-02T15:04:05, so \`time.parse_ns\` fails: ${never}
`,
    fixed: `
deny if input.request.timestamp_ns < time.parse_ns("2006-01-02", "2026-01-01")
deny if input.request.timestamp_ns < time.parse_ns("15:04", input.session.name)
`,
  },
  {
    name: 'texts of another layout, v0, through rules',
    engine: 'v0',
    text: `
layout = "2006-02-01"
start = time.parse_ns(layout, "2026-06-30")
#                             ^^^^^^^^^^^^ SL040 error: \`"2026-06-30"\` is not written as the layout \`"2006-02-01"\` says, so \`time.parse_ns\` fails: this is always undefined. Its layout is "2006-01-02".
allow { input.request.timestamp_ns > start }
`,
    fixed: `
layout = "2006-01-02"
start = time.parse_ns(layout, "2026-06-30")
allow { input.request.timestamp_ns > start }
`,
    unsafe: true,
  },
  {
    name: 'a text that is no instant',
    text: `
start := time.parse_rfc3339_ns("2026-01-01")
#                              ^^^^^^^^^^^^ SL040 error: \`"2026-01-01"\` is no instant in RFC 3339, so \`time.parse_rfc3339_ns\` fails: this is always undefined. Is "2026-01-01T00:00:00Z" meant?
allow if input.request.timestamp_ns > start
allow if input.request.timestamp_ns < time.parse_rfc3339_ns("2026-02-30T00:00:00Z")
#                                                           ^^^^^^^^^^^^^^^^^^^^^^ SL040 error: \`"2026-02-30T00:00:00Z"\` is no instant in RFC 3339, so \`time.parse_rfc3339_ns\` fails: ${never}
`,
    fixed: `
start := time.parse_rfc3339_ns("2026-01-01T00:00:00Z")
allow if input.request.timestamp_ns > start
allow if input.request.timestamp_ns < time.parse_rfc3339_ns("2026-02-30T00:00:00Z")
`,
    unsafe: true,
  },
];

const now = 'input.request.timestamp_ns';
const silent: RuleFixture[] = [
  { name: 'nanoseconds', text: `allow if ${now} < 1767225600000000000` },
  { name: 'in seconds after all', text: `allow if ${now} / 1000000000 < 1767225600` },
  { name: 'whether there is a time', text: `allow if ${now} > 0` },
  { name: 'an instant', text: `allow if ${now} < time.parse_rfc3339_ns("2026-06-30T23:59:59+02:00")` },
  { name: 'an instant in another form', text: `allow if ${now} < time.parse_ns("2006-01-02", "2026-06-30")` },
  { name: 'another number', text: 'allow if count(input.session.teams) > 1767225600' },
  { name: 'layouts of other kinds', text: `allow if ${now} < time.parse_ns("Jan 2, 2006", "Jun 30, 2026")` },
  { name: 'a layout with a name', text: `allow if ${now} < time.parse_ns("RFC3339", "2026-06-30T00:00:00Z")` },
  { name: 'a text that is not known', text: `allow if ${now} < time.parse_ns("2006-01-02", input.session.name)` },
  {
    name: 'layouts for texts of several kinds',
    narrows: true,
    text: `allow if { some t in {"2026-01-01", "x"}; ${now} < time.parse_ns("2006-01-02", t) }`,
  },
  { name: 'a text of something else', text: 'allow if input.session.name > "2026-01-01T00:00:00Z"' },
];

test.each([...instants, ...silent])('$name', (fixture) => {
  checkRule('SL040', fixture);
});
