import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const never = 'the condition is never met.';
const always = 'the condition is always met.';
const others = 'among the others it never matches.';

const weekdays: RuleFixture[] = [
  {
    name: 'a weekday in lower case',
    narrows: true,
    text: `
deny if time.weekday(input.request.timestamp_ns) == "saturday"
#                                                   ^^^^^^^^^^ SL040 error: The weekday is never \`"saturday"\` here: ${never} Is "Saturday" meant?
`,
    fixed: `
deny if time.weekday(input.request.timestamp_ns) == "Saturday"
`,
  },
  {
    name: 'mending it lets people in',
    text: `
allow if {
  weekday := time.weekday(input.request.timestamp_ns)
  weekday == "Mon"
#            ^^^^^ SL040 error: The weekday is never \`"Mon"\` here: ${never} Is "Monday" meant?
}
`,
    fixed: `
allow if {
  weekday := time.weekday(input.request.timestamp_ns)
  weekday == "Monday"
}
`,
    unsafe: true,
  },
  {
    name: 'mending it lets fewer in',
    narrows: true,
    text: `
admin if time.weekday(input.request.timestamp_ns) != "Sunnday"
#                                                    ^^^^^^^^^ SL040 error: The weekday is never \`"Sunnday"\` here: ${always} Is "Sunday" meant?
`,
    fixed: `
admin if time.weekday(input.request.timestamp_ns) != "Sunday"
`,
  },
  {
    name: 'some of a set, in a helper rule that is asked for under not',
    narrows: true,
    text: `
weekend := {"Saturday", "Sun"}
#                       ^^^^^ SL040 error: The weekday is never \`"Sun"\` here: ${others} Is "Sunday" meant?
is_weekend if time.weekday(input.request.timestamp_ns) in weekend
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
allow if not is_weekend
`,
    fixed: `
weekend := {"Saturday", "Sunday"}
is_weekend if time.weekday(input.request.timestamp_ns) in weekend
allow if not is_weekend
`,
  },
  {
    name: 'all of a set, v0',
    engine: 'v0',
    text: `
weekend = {"sat", "sun"}
#          ^^^^^ SL040 error: The weekday is never \`"sat"\` here: \`not\` is always met. Is "Saturday" meant?
#                 ^^^^^ SL040 error: The weekday is never \`"sun"\` here: \`not\` is always met. Is "Sunday" meant?
allow { not weekend[time.weekday([input.request.timestamp_ns, "Europe/Berlin"])] }
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
`,
  },
  {
    name: 'each of a set, through a function',
    text: `
on(day) if time.weekday(input.request.timestamp_ns) == day
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
allow if on("Montag")
#           ^^^^^^^^ SL040 error: The weekday is never \`"Montag"\` here: ${never} Is "Monday" meant?
allow if on("Tuesday")
`,
  },
  {
    name: 'in a case that it is not brought to',
    text: `
allow if lower(time.weekday(input.request.timestamp_ns)) in {"monday", "Tuesday"}
#                                                                      ^^^^^^^^^ SL040 error: The weekday is never \`"Tuesday"\` here: ${others} Is "tuesday" meant?
`,
    fixed: `
allow if lower(time.weekday(input.request.timestamp_ns)) in {"monday", "tuesday"}
`,
    unsafe: true,
  },
  {
    name: 'by its beginning',
    text: `
deny if startswith(time.weekday(input.request.timestamp_ns), "s")
#                                                            ^^^ SL040 error: The weekday is never \`"s"\` here: ${never}
`,
  },
  {
    name: 'keys of an object',
    text: `
hours := {"monday": [9, 17], "Friday": [9, 15]}
#         ^^^^^^^^ SL040 error: The weekday is never \`"monday"\` here: ${others} Is "Monday" meant?
allow if hours[time.weekday(input.request.timestamp_ns)]
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
`,
  },
  {
    name: 'by the alphabet',
    text: `
allow if time.weekday(input.request.timestamp_ns) < "Saturday"
#                                                   ^^^^^^^^^^ SL040 warning: Weekdays are compared by the alphabet here (Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday).
`,
  },
];

const clocks: RuleFixture[] = [
  {
    name: 'an hour after the last',
    text: `
allow if {
  [hour, minute, _] := time.clock(input.request.timestamp_ns)
  hour >= 24
#         ^^ SL040 error: The hour is a whole number from 0 to 23: ${never}
  minute < 30
}
`,
  },
  {
    name: 'hours and minutes in one number',
    text: `
allow if {
  clock := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  clock[0] >= 830
#             ^^^ SL040 error: The hour is a whole number from 0 to 23: ${never}
  clock[0] < 1730
#            ^^^^ SL040 error: The hour is a whole number from 0 to 23: ${always}
}
`,
  },
  {
    name: 'below the first, v0, in a helper rule',
    engine: 'v0',
    text: `
early { time.clock(input.request.timestamp_ns)[1] < 0 }
#                                                   ^ SL040 error: The minute is a whole number from 0 to 59: ${never}
deny { not early }
#      ^^^^^^^^^ related: So this is always met.
`,
  },
  {
    name: 'midnight as the end of a day, in a set',
    text: `
night := {22, 23, 24}
#                 ^^ SL040 error: The hour is a whole number from 0 to 23: ${others}
deny if time.clock(input.request.timestamp_ns)[0] in night
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is compared here.
`,
  },
  {
    name: 'through a function with bounds',
    text: `
between(from, to) if {
  hour := time.clock(input.request.timestamp_ns)[0]
  hour >= from
  hour < to
# ^^^^^^^^^ related: It is compared here.
}
allow if between(0, 24)
deny if between(22, 30)
#                   ^^ SL040 error: The hour is a whole number from 0 to 23: with it ${always}
`,
  },
  {
    name: 'a text: every number comes before it',
    text: `
allow if time.clock(input.request.timestamp_ns)[0] < "18"
#                                                    ^^^^ SL040 error: The hour is a whole number from 0 to 23: ${always}
`,
  },
  {
    name: 'half an hour',
    text: `
allow if {
  [hour, _, _] := time.clock(input.request.timestamp_ns)
  hour >= 8.5
#         ^^^ SL040 warning: The hour is a whole number: \`>= 8.5\` is the same as \`>= 9\`.
  17.5 > hour
# ^^^^ SL040 warning: The hour is a whole number: \`< 17.5\` is the same as \`< 18\`.
}
`,
  },
  {
    name: 'bounds that keep nothing out',
    text: `
allow if {
  [hour, minute, _] := time.clock(input.request.timestamp_ns)
  hour >= 0
#         ^ SL040 information: The hour is a whole number from 0 to 23: \`>= 0\` is always true.
  60 > minute
# ^^ SL040 information: The minute is a whole number from 0 to 59: \`< 60\` is always true.
}
`,
  },
  {
    name: 'a bound that keeps nothing out, v0',
    engine: 'v0',
    text: `
deny { clock := time.clock(input.request.timestamp_ns); not clock[1] < 60 }
#                                                                      ^^ SL040 information: The minute is a whole number from 0 to 59: \`< 60\` is always true.
`,
  },
  {
    name: 'months and days',
    text: `
deny if {
  [_, month, day] := time.date(input.request.timestamp_ns)
  month == 0
#          ^ SL040 error: The month is a whole number from 1 to 12: ${never}
  day > 31
#       ^^ SL040 error: The day is a whole number from 1 to 31: ${never}
}
`,
  },
];

const zones: RuleFixture[] = [
  {
    name: 'a city alone, and a misspelt one',
    text: `
allow if time.clock([input.request.timestamp_ns, "Berlin"])[0] < 18
#                                                ^^^^^^^^ SL040 error: \`"Berlin"\` is no time zone that OPA knows, so \`time.clock\` fails: ${never} Is "Europe/Berlin" meant?
deny if not time.weekday([input.request.timestamp_ns, "europe/berlin"]) == "Monday"
#                                                     ^^^^^^^^^^^^^^^ SL040 error: \`"europe/berlin"\` is no time zone that OPA knows, so \`time.weekday\` fails: the condition is never met. Is "Europe/Berlin" meant?
`,
    fixed: `
allow if time.clock([input.request.timestamp_ns, "Europe/Berlin"])[0] < 18
deny if not time.weekday([input.request.timestamp_ns, "Europe/Berlin"]) == "Monday"
`,
    unsafe: true,
  },
  {
    name: 'an abbreviation, in a rule of its own, v0',
    engine: 'v0',
    text: `
zone = "PST"
#      ^^^^^ SL040 error: \`"PST"\` is no time zone that OPA knows, so \`time.clock\` fails: ${never}
allow { [hour, _, _] := time.clock([input.request.timestamp_ns, zone]); hour < 18 }
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
`,
  },
  {
    name: 'given to a function, beside one that is known',
    text: `
hour_in(zone) := time.clock([input.request.timestamp_ns, zone])[0]
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: It is given to this.
allow if hour_in("America/New York") < 18
#                ^^^^^^^^^^^^^^^^^^ SL040 error: \`"America/New York"\` is no time zone that OPA knows, so \`time.clock\` fails: ${never} Is "America/New_York" meant?
allow if hour_in("Europe/Berlin") < 18
deny if not hour_in("CEST") < 18
#                   ^^^^^^ SL040 error: \`"CEST"\` is no time zone that OPA knows, so \`time.clock\` fails: the condition is never met.
`,
    fixed: `
hour_in(zone) := time.clock([input.request.timestamp_ns, zone])[0]
allow if hour_in("America/New_York") < 18
allow if hour_in("Europe/Berlin") < 18
deny if not hour_in("CEST") < 18
`,
    unsafe: true,
  },
  {
    name: 'the zone of a machine',
    text: `
allow if time.clock([input.request.timestamp_ns, "Local"])[0] < 18
#                                                ^^^^^^^ SL040 warning: \`Local\` is the zone of whatever machine evaluates the policy: name the zone that is meant.
`,
  },
];

const now = 'input.request.timestamp_ns';
const silent: RuleFixture[] = [
  { name: 'weekdays', text: `allow if time.weekday(${now}) in {"Monday", "Tuesday"}` },
  { name: 'the end of a weekday', text: `allow if not startswith(time.weekday(${now}), "S")` },
  { name: 'weekdays in lower case', text: `allow if lower(time.weekday(${now})) == "monday"` },
  { name: 'a part of a weekday', text: `allow if substring(time.weekday(${now}), 0, 3) in {"Mon", "Tue"}` },
  { name: 'weekdays, v0', engine: 'v0', text: `allow { {"Monday", "Tuesday"}[time.weekday(${now})] }` },
  { name: 'hours', text: `allow if { [h, _, _] := time.clock(${now}); h >= 9; h < 17 }` },
  {
    name: 'all the day, through a function',
    text: `at(from, to) if { h := time.clock(${now})[0]; h >= from; h < to }\nallow if at(0, 24)\ndeny if at(7, 8)`,
  },
  { name: 'every hour but one that is none', text: `allow if time.clock(${now})[0] != 24` },
  {
    name: 'over midnight',
    text: `in_night(h) if h >= 22\nin_night(h) if h < 6\nallow if in_night(time.clock(${now})[0])`,
  },
  { name: 'minutes of the day', text: `allow if { [h, m, _] := time.clock(${now}); (h * 60) + m < 1050 }` },
  { name: 'whole times', text: `allow if { time.clock(${now}) >= [8, 30, 0]; time.clock(${now}) < [17, 30, 0] }` },
  {
    name: 'zones',
    text: `allow if { some z in {"Europe/Berlin", "Asia/Kolkata", "UTC", ""}; time.clock([${now}, z])[0] < 6 }`,
  },
  {
    name: 'a duration',
    text: `admin if { since := ${now} - time.parse_rfc3339_ns("2027-01-04T00:00:00Z"); since > 604800000000000 }`,
  },
  { name: 'a duration, from a constant', text: `deny if ${now} - 1796083200000000000 < 31536000000000000` },
  {
    name: 'what is left of a deadline',
    text: `until := 1893456000000000000\nallow if until - ${now} < 604800000000000`,
  },
  {
    name: 'durations, through rules and functions',
    text: `
day_ns := 86400000000000
elapsed(start) := ${now} - start
age := elapsed(time.parse_rfc3339_ns("2027-01-04T00:00:00Z"))
allow if age < 7776000000000000
deny if elapsed(1796083200000000000) > day_ns
admin if { start := ${now}; now := ${now}; abs(now - start) < day_ns }
`,
  },
  { name: 'another text', text: 'allow if input.session.login == "monday"' },
  { name: 'filled in by Terraform', text: 'allow if time.clock([1, "${zone}"])[0] < 6' },
  { name: 'half-typed', text: `allow if time.weekday(${now}) == ""` },
  { name: 'half-typed call', text: 'allow if time.clock([' },
];

test.each([...weekdays, ...clocks, ...zones, ...silent])('$name', (fixture) => {
  checkRule('SL040', fixture);
});
