/** What simulation could disprove is not told: somebody fires these clauses, or gets in by them. */
import { afterAll, expect, test } from 'vitest';
import { findNobody } from '../../../../server/src/core/simulated/sl053NobodyEnters.ts';
import { neverFiring } from '../../../../server/src/core/simulated/neverFiring.ts';
import { rule as alwaysRefused } from '../../../../server/src/core/simulated/sl051AlwaysRefused.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { simulated } from './askSimulated.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const TEAMS = '{"Platform", "Security", "On-Call"}';
const dated = (zone: string, what: string): string =>
  `allow if {\n  [year, month, day] := time.date([input.request.timestamp_ns, "${zone}"])\n  ${what}\n}`;

test.each<[string, string]>([
  [
    'teams that nobody is to be without',
    'allow if true\ndeny if not "Platform" in input.session.teams\ndeny if not "Security" in input.session.teams\ndeny if not "DevOps" in input.session.teams',
  ],
  [
    'teams that nobody is to be without, of a set',
    `allow if true\ndeny if {\n  some t in ${TEAMS}\n  not t in input.session.teams\n}`,
  ],
  ['IPv6', 'allow if true\ndeny if net.cidr_contains("0.0.0.0/0", input.request.remote_ip)'],
  ['every', `allow if {\n  every t in ${TEAMS} {\n    t in input.session.teams\n  }\n}`],
  ['a function', 'has(t) if t in input.session.teams\nallow if {\n  has("Platform")\n  has("On-Call")\n}'],
  ['count', `allow if count([t | some t in ${TEAMS}; t in input.session.teams]) == 3`],
  [
    'what is left of a set',
    `member_of contains t if some t in input.session.teams\nallow if ${TEAMS} - member_of == set()`,
  ],
  ['an outsider with a team', 'allow if {\n  not input.session.member\n  "Platform" in input.session.teams\n}'],
  ['teams by place', 'allow if {\n  input.session.teams[0] == "Platform"\n  input.session.teams[1] == "Security"\n}'],
  [
    'a login without what others are made of',
    'allow if {\n  endswith(input.session.login, "@example.com")\n  not startswith(input.session.login, "somebody")\n}',
  ],
  ['the 29th of February', dated('UTC', 'month == 2\n  day == 29')],
  ['a Friday the 13th', dated('UTC', 'day == 13\n  time.weekday(input.request.timestamp_ns) == "Friday"')],
])('nothing is said of %s', async (_, rules) => {
  const source = { text: `package spacelift\n\n${rules}\n`, engine: 'v1' } as const;
  const policy = await simulated(engine, source, demoInventory);
  const context = { policy, said: [], stops: new Map(), scenarios: [] };
  expect({
    dead: neverFiring(policy).map(({ from, to }) => source.text.slice(from, to)),
    refused: [...alwaysRefused.check(context)].map(({ message }) => message),
    nobody: findNobody(context)?.message,
  }).toEqual({ dead: [], refused: [], nobody: undefined });
});
