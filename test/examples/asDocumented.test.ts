/**
 * Policies the way Spacelift's page on API keys has them, which compares `session.login` with a key's name. By other
 * evidence a key's login is `api::<id>`: the author gets the expected answer, with the way the login was taken said.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { simulate } from '../../server/src/core/simulation/simulate.ts';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import type { PolicySource, RegoVersion } from '../../server/src/protocol/engine.ts';
import type { SessionRequest, SimulationReport } from '../../server/src/protocol/simulation.ts';
import { startEngine } from '../support/engine.ts';
import { demoAccount } from './decideAllWays.ts';
import { USUAL_SESSION } from './patternCase.ts';

const SPACE = 'production-01JK5GKEM09MTEXGFXG694BX2X';

/** Rego of both versions: a condition on the login, the same in each. */
interface Documented {
  what: string;
  condition: string;
  /** Beside the rules. */
  definitions?: string;
  /** Of the demo account; the condition holds for its name. */
  key: string;
  id: string;
  /** Nobody the condition holds for. */
  otherKey: string;
}

const POLICIES: Documented[] = [
  {
    what: 'one key by its name',
    condition: 'input.session.login == "terraform-automation"',
    key: 'terraform-automation',
    id: '01K44Q1800G06J1SMARHACGFEH',
    otherKey: 'terraform-prod',
  },
  {
    what: 'keys by a prefix',
    condition: 'startswith(input.session.login, "terraform-")',
    key: 'terraform-prod',
    id: '01K44Q32K0F295P50AK47W4W4P',
    otherKey: 'ansible-automation',
  },
  {
    what: 'keys by a suffix',
    condition: 'endswith(input.session.login, "-dev")',
    key: 'ci-cd-dev',
    id: '01K42332Z039JMGB70J7HCMG5P',
    otherKey: 'ci-cd-prod',
  },
  {
    what: 'a set of keys',
    definitions: 'production_keys := {"ci-cd-production", "terraform-prod"}',
    condition: 'production_keys[input.session.login]',
    key: 'ci-cd-production',
    id: '01K422XK606Y7W2KRBM91DVYBG',
    otherKey: 'ci-cd-prod',
  },
];

const VERSIONS: RegoVersion[] = ['v0', 'v1'];
const CASES = POLICIES.flatMap((policy) => VERSIONS.map((engine) => ({ ...policy, engine })));

const engine = startEngine();
afterAll(() => engine.dispose());

describe.each(CASES)('$what (Rego $engine)', (documented) => {
  const { key, id, otherKey } = documented;
  const granted = { access_level: 'allow', roles: { [SPACE]: ['deployer'] } };
  const denied = { access_level: 'deny', roles: {} };

  it('without an account: the name is the login, and that is said', async () => {
    const report = await simulateKey(documented, { key });
    expect(report.decision).toMatchObject(granted);
    expect(loginIn(report)).toBe(key);
    const assumption = report.assumed.find(({ field }) => field === 'session.login');
    expect(assumption).toMatchObject({ value: key, why: expect.stringContaining('the name as it was given') as unknown });
    const [otherwise] = assumption?.otherwise ?? [];
    expect(otherwise).toMatchObject({ value: expect.stringMatching(/^api::/) as unknown, decision: denied });
  });

  it('without an account, another key', async () => {
    const report = await simulateKey(documented, { key: otherKey });
    expect(report.decision).toMatchObject(denied);
  });

  it('without an account, told that the login is the name: that it may be otherwise is still said', async () => {
    const report = await simulateKey(documented, { key, loginAs: 'name' });
    expect(report.decision).toMatchObject(granted);
    const login = report.assumed.find(({ field }) => field === 'session.login');
    expect(login).toMatchObject({ value: key, otherwise: [{ decision: denied }] });
  });

  it('with an account, as name: the other way is in the report', async () => {
    const report = await simulateKey(documented, { key, loginAs: 'name' }, demoAccount);
    expect(report.decision).toMatchObject(granted);
    expect(loginIn(report)).toBe(key);
    const login = report.assumed.find(({ field }) => field === 'session.login');
    expect(login).toMatchObject({ value: key, otherwise: [{ value: `api::${id}`, decision: denied }] });
  });

  it('with an account, nothing told: as id, and the other way is in the report', async () => {
    const report = await simulateKey(documented, { key }, demoAccount);
    expect(loginIn(report)).toBe(`api::${id}`);
    expect(report.decision).toMatchObject(denied);
    const assumption = report.assumed.find(({ field }) => field === 'session.login');
    expect(assumption?.otherwise).toEqual([
      {
        value: key,
        decision: expect.objectContaining(granted) as unknown,
        changes: ['denied → allowed', `+ deployer in ${SPACE}`],
      },
    ]);
  });

  it('with an account that has shown how its keys log in: taken so, and no assumption', async () => {
    const report = await simulateKey(documented, { key }, { ...demoAccount, keyLogin: 'name' });
    expect(report.decision).toMatchObject(granted);
    expect(report.assumed.map(({ field }) => field)).not.toContain('session.login');
  });

  it('where both ways come to the same, there is nothing to tell apart', async () => {
    const report = await simulateKey(documented, { key: otherKey }, demoAccount);
    expect(report.decision).toMatchObject(denied);
    const assumption = report.assumed.find(({ field }) => field === 'session.login');
    expect(assumption?.otherwise ?? []).toEqual([]);
  });
});

async function simulateKey(
  documented: Documented & { engine: RegoVersion },
  session: SessionRequest,
  account?: AccountSnapshot,
): Promise<SimulationReport> {
  const request = { session: { ...USUAL_SESSION, ...session }, evaluator: 'auto', explain: false } as const;
  const context = { engine, clock: { now: () => 0n }, ...(account && { account: buildInventory(account) }) };
  const result = await simulate(write(documented), request, context);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.report;
}

function write({ condition, definitions = '', engine }: Documented & { engine: RegoVersion }): PolicySource {
  const [allow, grant] =
    engine === 'v0'
      ? [`allow { ${condition} }`, `roles["${SPACE}"]["deployer"] { ${condition} }`]
      : [`allow if ${condition}`, `roles["${SPACE}"] contains "deployer" if ${condition}`];
  return { engine, text: ['package spacelift', definitions, allow, grant, ''].join('\n\n') };
}

function loginIn(report: SimulationReport): unknown {
  const input = JSON.parse(report.input) as { session: { login: string } };
  return input.session.login;
}
