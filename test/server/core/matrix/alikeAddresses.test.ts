/** Addresses that are alike for somebody are decided once: each comes to what it comes to by itself. `SEED=…`: others. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readAlikeAddresses } from '../../../../server/src/core/matrix/alikeAddresses.ts';
import { evaluate } from '../../../../server/src/core/matrix/evaluate.ts';
import { isCertain, planSessions, type SessionPlan } from '../../../../server/src/core/matrix/plan.ts';
import { makeSessions } from '../../../../server/src/core/matrix/sessions.ts';
import { startEngine } from '../../../support/engine.ts';
import { differenceOf } from '../diff/askDifference.ts';
import { NOW, policyOf } from './askMatrix.ts';

const seed = Number(process.env['SEED'] ?? '1');
const engine = startEngine();
afterAll(() => engine.dispose());

const inside = (network: string): string => `net.cidr_contains("${network}", input.request.remote_ip)`;
const login = (name: string): string => `input.session.login == "${name}"`;
const [TEN, ELEVEN] = ['10.0.0.1', '11.0.0.1'];
const firstOf = (rules: string, somebody: { login: string; teams: string[] }): readonly number[] =>
  readAlikeAddresses([policyOf(rules).model], [TEN, ELEVEN])(somebody);

describe('addresses', () => {
  const own = `allow if {\n  ${login('ann')}\n  ${inside('10.0.0.0/8')}\n}`;
  const ofTeam = `allow if {\n  "Ops" in input.session.teams\n  ${inside('10.0.0.0/8')}\n}`;

  it.each<[string, string, string, string[], boolean]>([
    ['of another login', own, 'bob', [], true],
    ['of the login', own, 'ann', [], false],
    ['of another team', ofTeam, 'ann', ['Dev'], true],
    ['of the team', ofTeam, 'ann', ['Dev', 'Ops'], false],
    ['of everybody else', own.replace('==', '!='), 'bob', [], false],
    ['under not', own.replace(login('ann'), `not ${login('ann')}`), 'bob', [], false],
    ['of an else', `${own} else := true if ${inside('10.0.0.0/8')}`, 'bob', [], false],
    ['that are read as text', `${own}\ndeny if startswith(input.request.remote_ip, "10.")`, 'bob', [], false],
    ['that are given', `${own}\nteam contains input.request.remote_ip`, 'bob', [], false],
    ['of another session', `${own}\ndeny if allow with input.session.login as "ann"`, 'bob', [], false],
    [
      'of a table',
      `nets := {"ann": "10.0.0.0/8"}\nallow if net.cidr_contains(nets[input.session.login], input.request.remote_ip)`,
      'bob',
      [],
      false,
    ],
  ])('%s', (_, rules, name, teams, isAlike) => {
    expect(firstOf(rules, { login: name, teams })).toEqual(isAlike ? [0, 0] : [0, 1]);
  });
});

const CONDITIONS = [
  login('ann'),
  login('bob'),
  'input.session.login in {"ann", "eve"}',
  'input.session.login != "eve"',
  `not ${login('bob')}`,
  '"Ops" in input.session.teams',
  '"Dev" in input.session.teams',
  'some a in input.session.teams; a == "Dev"',
  'input.session.member',
  inside('10.0.0.0/8'),
  inside('10.1.0.0/16'),
  `not ${inside('192.168.0.0/16')}`,
  'input.request.remote_ip == "10.1.2.3"',
  'is_near',
  'not is_near',
  'is_far(input.session.login)',
];
const HELPERS = [
  `is_near if {\n  ${login('ann')}\n  ${inside('10.1.0.0/16')}\n}`,
  `is_near if ${inside('192.168.0.0/16')}`,
  `is_far(who) if {\n  who == "bob"\n  ${inside('11.0.0.0/8')}\n}`,
].join('\n');
const body = fc.uniqueArray(fc.constantFrom(...CONDITIONS), { minLength: 1, maxLength: 3 });
const rule = fc
  .tuple(fc.constantFrom('allow', 'deny', 'admin', 'deny_admin', 'roles["root"] contains "space-reader"'), body)
  .map(([head, conditions]) => `${head} if {\n  ${conditions.join('\n  ')}\n}`);
const policies = fc.array(rule, { minLength: 1, maxLength: 5 }).map((rules) => [...rules, HELPERS].join('\n'));

/** What each session comes to, person by person, of each place by place. */
async function cellsOf(rules: string, plan: SessionPlan): Promise<string[]> {
  const policy = policyOf(rules);
  const result = await evaluate([policy], makeSessions(plan, undefined, NOW), { engine, account: undefined });
  if (!result.ok) throw new Error(`${JSON.stringify(result.errors)}\n${rules}`);
  const { cells, outcomes } = result.evaluation;
  return [...cells].map((cell) => JSON.stringify(outcomes[cell]));
}

it('come to what each comes to by itself', { timeout: 600_000 }, async () => {
  let shared = 0;
  const property = fc.asyncProperty(policies, async (rules) => {
    const { model } = policyOf(rules);
    const plan = planSessions([model], { now: NOW, most: 400 });
    const ips = plan.addresses.flatMap(({ ip }) => ip ?? []);
    if (ips.length === 0) return;
    const alike = readAlikeAddresses([model], ips)({ login: 'ann', teams: [] });
    shared += Number(new Set(alike).size < ips.length);
    const together = await cellsOf(rules, plan);
    for (const [place, address] of plan.addresses.entries()) {
      const alone = await cellsOf(rules, { ...plan, addresses: [address] });
      const own = together.filter((_, cell) => cell % plan.addresses.length === place);
      expect(own, rules).toEqual(alone);
    }
  });
  await fc.assert(property, { seed, numRuns: 25 });
  expect(shared).toBeGreaterThan(3);
});

it('that are each of one key only leave the plan whole', async () => {
  const rules = Array.from(
    { length: 150 },
    (_, key) => `allow if {\n  ${login(`key-${key}`)}\n  ${inside(`10.${key % 40}.0.0/16`)}\n}`,
  );
  const before = policyOf(rules.join('\n'));
  const after = policyOf(
    [...rules.slice(0, -1), rules.at(-1)?.replace(/"10\.\d+\.0\.0\/16"/, '"11.0.0.0/8"')].join('\n'),
  );
  const plan = planSessions([before.model, after.model], { now: NOW });
  expect(isCertain(plan)).toBe(true);
  const { verdict, isWhole } = await differenceOf(engine, [before], [after], undefined, 10_000);
  expect({ verdict, isWhole }).toEqual({ verdict: 'both', isWhole: true });
});
