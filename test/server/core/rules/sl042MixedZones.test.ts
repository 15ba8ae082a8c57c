import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const now = 'input.request.timestamp_ns';
const berlin =
  'SL042 warning: The day is read in UTC and the time of day in Europe/Berlin, by whose clocks that day begins at 01:00 or 02:00.';
const inBerlin = 'related: The time of day is read in Europe/Berlin here.';

const fires: RuleFixture[] = [
  {
    name: 'in one clause',
    text: `
allow if {
  time.weekday(input.request.timestamp_ns) in {"Monday", "Tuesday"}
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${berlin}
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${inBerlin}
  hour < 4
}
`,
    fixed: `
allow if {
  time.weekday([input.request.timestamp_ns, "Europe/Berlin"]) in {"Monday", "Tuesday"}
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  hour < 4
}
`,
    unsafe: true,
  },
  {
    name: 'the time of day in UTC, v0, through a local',
    engine: 'v0',
    text: `
deny {
  now := [input.request.timestamp_ns, "America/New_York"]
  {"Saturday", "Sunday"}[time.weekday(now)]
#                        ^^^^^^^^^^^^^^^^^ SL042 warning: The day is read in America/New_York and the time of day in UTC, by whose clocks that day begins at 05:00 or 04:00.
  time.clock(input.request.timestamp_ns)[0] > 18
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The time of day is read in UTC here.
}
`,
    fixed: `
deny {
  now := [input.request.timestamp_ns, "America/New_York"]
  {"Saturday", "Sunday"}[time.weekday(now)]
  time.clock([input.request.timestamp_ns, "America/New_York"])[0] > 18
}
`,
    unsafe: true,
  },
  {
    name: 'in two zones that are both named',
    text: `
allow if {
  time.date([input.request.timestamp_ns, "Asia/Kolkata"])[1] == 12
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL042 warning: The day is read in Asia/Kolkata and the time of day in Europe/Berlin, by whose clocks that day begins at 19:30 or 20:30.
  time.clock([input.request.timestamp_ns, "Europe/Berlin"])[0] < 4
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${inBerlin}
}
`,
    fixed: `
allow if {
  time.date([input.request.timestamp_ns, "Asia/Kolkata"])[1] == 12
  time.clock([input.request.timestamp_ns, "Europe/Berlin"])[0] < 4
}
`,
  },
  {
    name: 'through helper rules, one of them under not',
    text: `
weekday := time.weekday(input.request.timestamp_ns)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${berlin}
is_weekend if weekday == "Saturday"
is_weekend if weekday == "Sunday"
hour := time.clock([input.request.timestamp_ns, zone])[0]
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${inBerlin}
zone := "Europe/Berlin"
allow if {
  hour < 4
  not is_weekend
}
`,
  },
  {
    name: 'through functions',
    text: `
hour_in(zone) := time.clock([input.request.timestamp_ns, zone])[0]
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${inBerlin}
on(day) if time.weekday(input.request.timestamp_ns) == day
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${berlin}
allow if {
  on("Monday")
  hour_in("Europe/Berlin") < 4
}
deny if hour_in("Asia/Kolkata") > 20
`,
  },
];

const silent: RuleFixture[] = [
  {
    name: 'both in one zone',
    text: `allow if { t := [${now}, "Europe/Berlin"]; time.weekday(t) == "Monday"; time.clock(t)[0] < 4 }`,
  },
  {
    name: 'both in UTC',
    text: `allow if { time.weekday(${now}) == "Monday"; time.clock([${now}, "Etc/UTC"])[0] < 4 }`,
  },
  {
    name: 'one zone after the other',
    text: `
allow if { time.weekday([${now}, "Europe/Berlin"]) == "Monday"; time.clock([${now}, "Europe/Berlin"])[0] < 4 }
allow if { time.weekday([${now}, "Asia/Kolkata"]) == "Monday"; time.clock([${now}, "Asia/Kolkata"])[0] < 4 }`,
  },
  {
    name: 'one zone or the other, by a function',
    text: `
open(zone) if { time.weekday([${now}, zone]) == "Monday"; time.clock([${now}, zone])[0] < 4 }
allow if open("Europe/Berlin")
allow if open("Asia/Kolkata")
admin if { open("Europe/Berlin"); open("Asia/Kolkata") }`,
  },
  {
    name: 'windows of two zones, both asked',
    text: `
berlin if { t := [${now}, "Europe/Berlin"]; time.weekday(t) == "Monday"; time.clock(t)[0] < 9 }
kolkata if { t := [${now}, "Asia/Kolkata"]; time.weekday(t) == "Monday"; time.clock(t)[0] < 9 }
allow if { berlin; kolkata }`,
  },
  {
    name: 'either of two ways',
    text: `
quiet if time.weekday(${now}) == "Sunday"
quiet if time.clock([${now}, "Europe/Berlin"])[0] < 6
allow if not quiet`,
  },
  {
    name: 'in rules that Spacelift reads',
    text: `
allow if time.clock([${now}, "Europe/Berlin"])[0] < 6
deny if { not allow; time.weekday(${now}) == "Sunday" }`,
  },
  {
    name: 'a zone that depends',
    text: `allow if { time.weekday(${now}) == "Monday"; time.clock([${now}, input.x])[0] < 4 }`,
  },
  {
    name: 'another instant',
    text: `allow if { time.weekday(${now} + 3600000000000) == "Monday"; time.clock([${now}, "Europe/Berlin"])[0] < 4 }`,
  },
  {
    name: 'days alone',
    text: `allow if { time.weekday(${now}) == "Monday"; time.date([${now}, "Europe/Berlin"])[1] < 4 }`,
  },
  { name: 'half-typed', text: `allow if { time.weekday(); time.clock([])` },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL042', fixture);
});
