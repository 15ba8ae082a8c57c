/** The demo account's own login policies, decided by OPA. */
import { afterAll, expect, it } from 'vitest';
import { can } from '../../../../server/src/core/access/can.ts';
import type { CanAnswer } from '../../../../server/src/protocol/access.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory } from '../account/demoAccount.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

const MORNING = '2026-11-24T09:00:00Z';
/** 18:30 in Berlin. */
const LAST_EVENING = '2026-12-31T17:30:00Z';

async function ask(key: string, action: string, space: string, at?: string): Promise<CanAnswer> {
  const session = { key, ip: '10.0.0.1', ...(at === undefined ? {} : { at }) };
  const clock = { now: () => 1_795_489_200_000_000_000n };
  const result = await can({ session, action, space }, undefined, { engine, clock, account: demoInventory });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.answer;
}

it.each<[string, string, string, string, CanAnswer['answer']]>([
  ['terraform-prod', 'run:trigger', 'eu', MORNING, 'yes'],
  ['terraform-prod', 'run:trigger', 'staging', MORNING, 'no'],
  ['terraform-prod', 'space:read', 'root', MORNING, 'yes'],
  ['terraform-prod', 'run:trigger', 'eu', LAST_EVENING, 'no'],
  ['ci-cd-dev', 'run:trigger', 'sandbox', MORNING, 'yes'],
  ['terraform-automation', 'stack:create', 'networking', MORNING, 'yes'],
  ['monitoring-agent', 'stack:delete', 'legacy', MORNING, 'yes'],
  ['monitoring-agent', 'stack:delete', 'legacy', LAST_EVENING, 'no'],
  ['break-glass', 'space:admin', 'root', LAST_EVENING, 'yes'],
])('%s, %s in %s at %s: %s', async (key, action, space, at, answer) => {
  const made = await ask(key, action, space, at);
  expect(made.answer).toBe(answer);
});

it('weighs a value by all policies together', async () => {
  const { assumed, notices, answer } = await ask('terraform-prod', 'run:trigger', 'eu');
  expect(answer).toBe('yes');
  const ofTime = assumed.find(({ field }) => field === 'request.timestamp_ns');
  expect(ofTime?.otherwise?.map((other) => other.answer)).toContain('no');
  const ofLogin = assumed.find(({ field }) => field === 'session.login');
  expect(ofLogin?.otherwise).toEqual([{ value: 'terraform-prod', answer: 'no' }]);
  expect(notices.map(({ message }) => message)).toContain(
    'The account shows 2 login policies ("Main login", "Year-end freeze"), taken to be all there are: one that is not shown could deny. Each is asked by itself, and one deny beats all; whether all else adds up is not documented. Taken to add up',
  );
});
