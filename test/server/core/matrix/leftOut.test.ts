/** What is not tried is told once, with what in the policy it is about. */
import { expect, test } from 'vitest';
import { planSessions } from '../../../../server/src/core/matrix/plan.ts';
import { NOW, policyOf } from './askMatrix.ts';

const NS = 'input.request.timestamp_ns';
const MINE = 'mine := {team | some team in input.session.teams}';
const many = (count: number, rule: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => rule(number)).join('\n');

test.each<[string, string, string[]]>([
  ['a team', 'admin if "Platform" in input.session.teams', []],
  [
    'a number of teams',
    'admin if count(input.session.teams) > 3',
    ['`count` is given what rests on `session.teams`: not every mix of teams was tried'],
  ],
  [
    'what is left of teams',
    `${MINE}\nadmin if {"A", "B"} - mine == set()`,
    ['`session.teams` is compared as a whole, `-` is applied to `session.teams`: not every mix of teams was tried'],
  ],
  [
    'a glob, and a number of teams',
    'admin if {\n  some team in input.session.teams\n  glob.match("ops-*", [], team)\n  count(input.session.teams) > 3\n}',
    [
      '`session.teams` is matched with a glob: teams that match were not tried',
      '`count` is given what rests on `session.teams`: not every mix of teams was tried',
    ],
  ],
  [
    'more mixes of teams than are tried',
    many(
      30,
      (n) => `admin if {\n  every team in {"A${n}", "B${n}", "C${n}"} {\n    team in input.session.teams\n  }\n}`,
    ),
    ['`every` goes over `session.teams`: not every mix of teams was tried'],
  ],
  [
    'all of the session',
    'admin if object.get(input.session, "teams", []) == ["Platform"]',
    ['All of `session` is read: only some fields of it were varied'],
  ],
  [
    'a computed time',
    `deny if (${NS} / 1000000000) % 86400 < 3600`,
    ['A policy computes with the time: others may come to something else'],
  ],
  [
    'seconds of a day',
    `deny if {\n  [hour, minute, second] := time.clock(${NS})\n  hour == 7\n  minute == 4\n  second == 3\n}`,
    ['Policies tell more instants apart than are tried: others may come to something else'],
  ],
])('%s', (_, rules, told) => {
  const { model } = policyOf(`allow if input.session.member\n${rules}`);
  expect(planSessions([model], { now: NOW }).leftOut).toEqual(told);
});
