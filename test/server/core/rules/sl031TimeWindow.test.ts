import { test } from 'vitest';
import { checkRule, type RuleFixture } from '../../../support/findings.ts';

const time = 'SL031 hint: The time is asked at the login only: a session goes on when the window is over.';
const place = 'SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.';

const fires: RuleFixture[] = [
  {
    name: 'an address, once a policy',
    text: `
allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
#                                        ^^^^^^^^^^^^^^^^^^^^^^^ ${place}
deny if time.weekday(input.request.timestamp_ns) == "Sunday"
`,
  },
  {
    name: 'a time, v0, through a helper rule and a local',
    engine: 'v0',
    text: `
roles["a"]["deployer"] { in_window }
in_window {
  now := [input.request.timestamp_ns, "Europe/Berlin"]
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^ ${time}
  time.clock(now)[0] >= 9
}
`,
  },
  {
    name: 'by an import',
    text: `
import input.request as r
deny_admin if not r.remote_ip == "203.0.113.7"
#                 ^^^^^^^^^^^ ${place}
`,
  },
];

const silent: RuleFixture[] = [
  { name: 'neither', text: 'allow if input.session.member' },
  { name: 'for samples only', text: 'sample if time.weekday(input.request.timestamp_ns) == "Sunday"' },
  {
    name: 'in a rule that nobody asks',
    text: 'late if time.clock(input.request.timestamp_ns)[0] > 20\nallow if input.session.member',
  },
  { name: 'where the session was made', text: 'allow if input.session.creator_ip == "203.0.113.7"' },
];

test.each([...fires, ...silent])('$name', (fixture) => {
  checkRule('SL031', fixture);
});
