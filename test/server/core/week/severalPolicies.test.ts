/** A week through several login policies, by the real engine. */
import { afterAll, expect, it } from 'vitest';
import type { ReadPolicy } from '../../../../server/src/core/matrix/evaluate.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { askWeek, type WeekResult } from '../../../../server/src/core/week/askWeek.ts';
import type { WeekReport } from '../../../../server/src/protocol/week.ts';
import { startEngine } from '../../../support/engine.ts';
import { NOW, policyOf } from '../matrix/askMatrix.ts';
import { IN_BERLIN, showDay } from './days.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

function ask(policies: readonly ReadPolicy[], asked: Engine = engine): Promise<WeekResult> {
  const request = { session: { login: 'a@example.com' }, zone: 'Europe/Berlin', date: '2026-11-24' };
  return askWeek(policies, request, { engine: asked, clock: { now: () => NOW }, account: undefined });
}

async function weekOfAll(policies: readonly ReadPolicy[], asked?: Engine): Promise<WeekReport> {
  const result = await ask(policies, asked);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.week;
}

const login = policyOf('allow if input.session.member', 'login.rego');
const night = policyOf(IN_BERLIN('deny if clock[0] < 4'), 'freeze.rego');
const morning = policyOf(IN_BERLIN('admin if clock[0] == 5'), 'on-call.rego');

it('one deny beats all, what grants adds up, and each time and reason names its policy', async () => {
  const week = await weekOfAll([login, night, morning]);
  expect(showDay(week, 1)).toBe(`····LA${'L'.repeat(18)}`);
  expect(week.outcomes.map(({ words }) => words)).toEqual([
    { level: 'admin', holdings: [], by: 'by on-call.rego' },
    { level: 'allowed', holdings: [], by: 'by login.rego' },
    { level: 'denied', holdings: [], by: 'by freeze.rego' },
  ]);
  expect(week.summary.at(-1)).toBe('else allowed by login.rego');
  expect(week.reasons.map(({ text }) => text)).toEqual([
    'freeze.rego: deny, line 5: clock[0] < 4',
    'login.rego: allow, line 3: input.session.member',
    'on-call.rego: admin, line 5: clock[0] == 5',
  ]);
  expect(week.reasons[0]?.clauses).toMatchObject([{ policy: 'freeze.rego', rule: 'deny' }]);
  expect(week.isTimeless).toBe(false);
});

it('one that does not read the time leaves no doubt about the hours, and is decided once', async () => {
  const decided: number[] = [];
  const counting: Engine = {
    ask: (request, token) => {
      if (request.op === 'decide') decided.push(request.inputs.length);
      return engine.ask(request, token);
    },
    dispose: () => Promise.resolve(),
  };
  const { summary } = await weekOfAll([login, night], counting);
  expect(summary).toEqual([
    'denied by freeze.rego Mon, Tue, Wed, Thu, Fri, Sat, Sun 00:00–04:00 (Europe/Berlin); else allowed by login.rego',
  ]);
  expect(decided.filter((inputs) => inputs > 1).length).toBeGreaterThan(0);
  expect(decided[0]).toBe(1);
});

it('is refused for the one with mistakes, by its name', async () => {
  const broken = policyOf('allow if nothing_like_it', 'broken.rego');
  const result = await ask([login, broken]);
  expect(result).toMatchObject({ ok: false, name: 'broken.rego', errors: [{ code: 'rego_unsafe_var_error' }] });
});

it('names the one whose evaluation fails', async () => {
  const failing = policyOf(IN_BERLIN('deny := true if clock[0] >= 0\n\ndeny := false if clock[1] >= 0'), 'fails.rego');
  const { outcomes } = await weekOfAll([login, failing]);
  expect(outcomes.map(({ words }) => words.by)).toEqual(['by fails.rego']);
});
