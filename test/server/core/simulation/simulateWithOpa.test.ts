import { afterAll, describe, expect, it } from 'vitest';
import { simulate, type SimulationResult } from '../../../../server/src/core/simulation/simulate.ts';
import type { RegoVersion } from '../../../../server/src/protocol/engine.ts';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';
import { startEngine } from '../../../support/engine.ts';
import { demoInventory, keyId, spaceId } from '../account/demoAccount.ts';

const engine = startEngine();
afterAll(() => engine.dispose());

/** 2026-03-03T08:30:00Z, a Tuesday. */
const NOW = 1_772_526_600_000_000_000n;
const production = spaceId('production');

function run(
  text: string,
  session: SessionRequest,
  version: RegoVersion = 'v1',
  account = true,
): Promise<SimulationResult> {
  const context = { engine, clock: { now: () => NOW }, ...(account ? { account: demoInventory } : {}) };
  return simulate(
    { text: `package spacelift\n\n${text}\n`, engine: version },
    { session, evaluator: 'auto', explain: false },
    context,
  );
}

/** The decision in a line, and one for each value of a field that would have changed it. */
async function listOutcomes(field: string, ...given: Parameters<typeof run>): Promise<string[]> {
  const result = await run(...given);
  if (!result.ok) throw new Error(JSON.stringify(result));
  const { assumed, decision } = result.report;
  const assumption = assumed.find((candidate) => candidate.field === field);
  const others = (assumption?.otherwise ?? []).map(({ value, changes }) => `${String(value)}: ${changes.join(', ')}`);
  return [`${String(assumption?.value)}: ${decision.access_level} ${JSON.stringify(decision.roles)}`, ...others];
}

describe('a key that the policy names by its name', () => {
  const v0 = `allow { input.session.member }
roles["${production}"]["deployer"] { input.session.login == "ci-cd-production" }`;
  const v1 = `allow if input.session.member
roles["${production}"] contains "deployer" if startswith(input.session.login, "ci-cd-")`;
  const id = `api::${keyId('ci-cd-production')}`;

  it.each([
    ['v0', v0],
    ['v1', v1],
  ] as const)('is told both ways: %s', async (version, text) => {
    const field = 'session.login';
    expect(await listOutcomes(field, text, { key: 'ci-cd-production' }, version)).toEqual([
      `${id}: allow {}`,
      `ci-cd-production: + deployer in ${production}`,
    ]);
    expect(await listOutcomes(field, text, { key: 'ci-cd-production' }, version, false)).toEqual([
      `ci-cd-production: allow {"${production}":["deployer"]}`,
      `api::00000000000000000000000000: − deployer in ${production}`,
    ]);
  });
});

describe('what was assumed of where and when', () => {
  const text = `allow if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
admin if {
  time.weekday(input.request.timestamp_ns) == "Thursday"
  [hour, _, _] := time.clock([input.request.timestamp_ns, "Europe/Berlin"])
  hour in {2, 3}
}`;

  it('is tried in the networks that the policy names', async () => {
    const outcomes = await listOutcomes('request.remote_ip', text, { login: 'alice' });
    expect(outcomes).toEqual(['203.0.113.1: deny {}', '10.0.0.0: denied → allowed']);
  });

  it('is tried in the week that follows', async () => {
    const outcomes = await listOutcomes('request.timestamp_ns', text, { login: 'alice' });
    expect(outcomes).toEqual(['2026-03-03T08:30:00Z: deny {}', '2026-03-05T01:00:00Z: denied → admin']);
  });
});

describe('an instant', () => {
  it.each([
    ['2026-03-03T03:59:59.999999999Z', 'allow'],
    ['2026-03-03T04:00:00Z', 'deny'],
    ['2026-03-03T05:59:59.999999999+02:00', 'allow'],
  ])('%s is exact: %s', async (at, level) => {
    const result = await run('allow if input.request.timestamp_ns < 1772510400000000000', { login: 'alice', at });
    expect(result).toMatchObject({ ok: true, report: { decision: { access_level: level } } });
  });
});

describe('a policy without a decision', () => {
  it('does not compile', async () => {
    const result = await run('allow if input.session.', { login: 'alice' });
    expect(result).toMatchObject({ ok: false, kind: 'policy', errors: [{ code: 'rego_parse_error' }] });
  });

  it('contradicts itself', async () => {
    const result = await run('level := 1\nlevel := 2 if input.session.member\nallow if level == 1', { login: 'alice' });
    expect(result).toMatchObject({ ok: false, kind: 'policy', errors: [{ code: 'eval_conflict_error' }] });
  });
});
