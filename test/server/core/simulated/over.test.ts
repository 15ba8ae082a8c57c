/** What is over lets nobody in, and refuses nobody: only sessions to come count. */
import { afterAll, expect, test } from 'vitest';
import { countMatches, describeMatches } from '../../../../server/src/core/simulated/matchCounts.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';
import { checkFixtures } from './checkFixtures.ts';
import { simulated } from './askSimulated.ts';

const MEMBER = 'on Tuesday 2026-03-03 at 08:30:00 (UTC)';

checkFixtures('SL051', [
  {
    name: 'a refusal that is always on from now on',
    text: `
allow if input.session.member

deny if input.request.timestamp_ns > 1700000000000000000
#^^^ SL051 warning: \`deny\` holds for every known login since 2023-11-14 22:13:20.000000001 (UTC), so nobody gets in. One of them: any member, ${MEMBER}.
`,
  },
  {
    name: 'a year that is over, by its date',
    text: `
allow if input.session.member

deny if time.date(input.request.timestamp_ns)[0] != 2025
#^^^ SL051 warning: \`deny\` holds for every known login from now on, so nobody gets in. One of them: any member, on Wednesday 2026-03-04 at 00:00:00 (UTC).
`,
  },
  {
    name: 'a refusal that begins',
    text: 'allow if true\n\ndeny if input.request.timestamp_ns > 1930000000000000000\n',
  },
  { name: 'a refusal that ends', text: 'allow if true\n\ndeny if input.request.timestamp_ns < 1930000000000000000\n' },
  { name: 'a year to come', text: 'allow if true\n\ndeny if time.date(input.request.timestamp_ns)[0] != 2027\n' },
]);

checkFixtures('SL053', [
  {
    name: 'the only way in has ended',
    text: `
allow if {
#^^^^ SL053 warning: No known login gets in by this policy any more, since 2023-11-14 22:13:20 (UTC), out of 8 sessions tried. One of them: any member, ${MEMBER}.
  input.session.member
  input.request.timestamp_ns < 1700000000000000000
}
`,
  },
  { name: 'a way in that is to come', text: 'allow if input.request.timestamp_ns > 1930000000000000000\n' },
  { name: 'a way in for now', text: 'allow if input.request.timestamp_ns < 1930000000000000000\n' },
]);

checkFixtures('SL050', [
  {
    name: 'a clause whose time is over',
    text: `
allow if input.session.member

deny if {
#^^^ SL050 information: No known login fires this clause any more, since 2023-11-14 22:13:20 (UTC), out of 14 sessions tried.
  input.request.timestamp_ns >= 1690000000000000000
  input.request.timestamp_ns < 1700000000000000000
}
`,
  },
  {
    name: 'a year that is over',
    text: `
allow if input.session.member

deny if time.date(input.request.timestamp_ns)[0] == 2025
#^^^ SL050 information: No known login fires this clause any more, out of 4 sessions tried.
`,
  },
]);

checkFixtures('SL052', [
  {
    name: 'an administrator of once',
    text: 'allow if input.session.member\n\nadmin if {\n  every team in input.session.teams {\n    team in {"Ops"}\n  }\n  input.request.timestamp_ns < 1700000000000000000\n}\n',
  },
]);

const engine = startEngine();
afterAll(() => engine.dispose());

test('nobody can match what is over', async () => {
  const rules =
    'admin if {\n  "Platform" in input.session.teams\n  input.request.timestamp_ns < 1700000000000000000\n}';
  const text = `package spacelift\n\nallow if input.session.member\n\n${rules}\n`;
  const count = countMatches(await simulated(engine, { text, engine: 'v1' }, demoInventory))?.rules.get('admin');
  expect(count && describeMatches(count)).toBe('no key or team can match');
});
