/** What keys may see once they are in, and what login policies make of them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoAccount } from '../../demo/server.ts';
import serverOnly from '../../demo/data/serverOnly.json' with { type: 'json' };
import type { AccountSnapshot } from '../../server/src/protocol/account.ts';
import { NOW } from '../support/cli.ts';
import { ask, demoSnapshot, SIGN_IN, signIn, startDemo } from '../support/demoAccount.ts';
import { startEngine } from '../support/engine.ts';

const [PRODUCTION, EU, US] = [
  'production-01JK5GKEM09MTEXGFXG694BX2X',
  'eu-01JK5GWKK0KTGNKQ339ZMJKFEB',
  'us-01JK5GYE60250G680PXCQRJ92T',
];
/** ci-cd-production: deployer in production, by the main policy. */
const DEPLOYER = '01K422XK606Y7W2KRBM91DVYBG';
/** automation-dev: nothing. */
const NOBODY = '01K44QACZ0WSXQXCT9PHS11TEP';
/** monitoring-agent: of the team Security, which is admin. */
const SECURITY = '01KBCJT3J0D80KCE5RBPC2MHSK';

const engine = startEngine();
let demo: DemoAccount;
const others: DemoAccount[] = [];
beforeAll(async () => {
  demo = await startDemo({ engine });
});
afterEach(async () => {
  for (const other of others.splice(0)) await other.close();
});
afterAll(async () => {
  await demo.close();
  await engine.dispose();
});

/** Another demo account, with these changes. */
async function startOther(changes: Partial<AccountSnapshot>, now = NOW): Promise<DemoAccount> {
  const other = await startDemo({ engine, account: { ...demoSnapshot, ...changes }, clock: { now: () => now } });
  others.push(other);
  return other;
}

function withLoginPolicy(body: string): Partial<AccountSnapshot> {
  const { loginPolicies } = demoSnapshot;
  return {
    loginPolicies: {
      ...loginPolicies,
      items: [{ id: 'only', name: 'Only', body: `package spacelift\n\n${body}\n`, engine: 'v1' }],
    },
  };
}

async function ids(account: DemoAccount, key: string, list: string): Promise<string[] | string> {
  const { data, errors } = await ask(account, `{ ${list} { id } }`, { token: await signIn(account, key) });
  return errors[0] ?? (data?.[list] as { id: string }[]).map(({ id }) => id);
}

describe('a key with a role in one space', () => {
  it('sees that space, what is below, and what is above by inheritance', async () => {
    const { data } = await ask(demo, '{ spaces { id accessLevel } }', { token: await signIn(demo, DEPLOYER) });
    expect(data?.['spaces']).toEqual([
      { id: 'root', accessLevel: 'READ' },
      { id: PRODUCTION, accessLevel: 'READ' },
      { id: EU, accessLevel: 'READ' },
      { id: US, accessLevel: 'READ' },
    ]);
    const space = '{ space(id: "staging-01JK5H5RJ0DH4YJYXR0459A422") { id } }';
    expect((await ask(demo, space, { token: await signIn(demo, DEPLOYER) })).data).toEqual({ space: null });
  });

  it.each<[string, string[] | string]>([
    ['roles', []],
    ['policies', ['main-login', 'year-end-freeze']],
    ['apiKeys', 'unauthorized'],
    ['managedUserGroups', 'unauthorized'],
  ])('sees of %s: %j', async (list, seen) => {
    expect(await ids(demo, DEPLOYER, list)).toEqual(seen);
  });

  it.each([
    '{ availableUserGroups }',
    '{ apiKey(id: "any") { id } }',
    '{ policy(id: "main-login") { evaluationRecords { key } } }',
    '{ policy(id: "main-login") { evaluationSample(key: "any") { input } } }',
    'mutation { policySimulate(body: "", input: "{}", type: LOGIN) }',
  ])('may not: %s', async (query) => {
    expect((await ask(demo, query, { token: await signIn(demo, DEPLOYER) })).errors).toEqual(['unauthorized']);
  });

  it('knows what everybody may know', async () => {
    const query = '{ viewer { admin } name authorizationScheme policyRuntime { openPolicyAgentVersion } }';
    expect((await ask(demo, query, { token: await signIn(demo, DEPLOYER) })).data).toEqual({
      viewer: { admin: false },
      name: 'demo',
      authorizationScheme: 'LOGIN_POLICIES',
      policyRuntime: { openPolicyAgentVersion: demoSnapshot.opaVersion },
    });
  });
});

it('a key without any role gets in, and sees no space', async () => {
  expect(await ids(demo, NOBODY, 'spaces')).toEqual([]);
  expect(await ids(demo, NOBODY, 'policies')).toEqual([]);
});

it('a key that a policy makes admin sees all', async () => {
  expect(await ids(demo, SECURITY, 'roles')).toHaveLength(demoSnapshot.roles.items.length);
  expect(await ids(demo, SECURITY, 'apiKeys')).toHaveLength(demoSnapshot.apiKeys.items.length);
});

it('an admin of one space sees roles and keys', async () => {
  const other = await startOther(withLoginPolicy(`allow := true\n\nroles["${EU}"] contains "space-admin"`));
  expect(await ids(other, NOBODY, 'roles')).toHaveLength(demoSnapshot.roles.items.length);
  expect(await ids(other, NOBODY, 'apiKeys')).toHaveLength(demoSnapshot.apiKeys.items.length);
  expect(await ids(other, NOBODY, 'spaces')).toEqual(['root', PRODUCTION, EU]);
});

describe('a key is refused', () => {
  it.each<[string, Partial<AccountSnapshot>, bigint]>([
    ['by the freeze, on the last evening of the year', {}, BigInt(Date.parse('2026-12-31T20:00:00Z')) * 1_000_000n],
    ['where nothing lets it in', withLoginPolicy('allow if input.session.login == "somebody else"'), NOW],
    ['where a policy fails', withLoginPolicy('allow := true\n\nteam := "not a set"\n\nteam := "either"'), NOW],
  ])('%s', async (_, changes, now) => {
    const other = await startOther(changes, now);
    const variables = { id: DEPLOYER, secret: other.secretOf(DEPLOYER) };
    expect((await ask(other, SIGN_IN, { variables })).errors).toEqual(['unauthorized']);
    // The administrative key is not asked about.
    expect(await signIn(other)).toMatch(/^eyJ/);
  });
});

it('under user management policies are not asked: what is bound counts', async () => {
  const other = await startOther({ ...withLoginPolicy('deny := true'), authorizationScheme: 'MANAGED_USERS' });
  // gitlab-ci-deploy: bound in eu and staging, and by its team DevOps in production.
  const seen = await ids(other, '01K94JTP7007ZBRENQY2MY2WJS', 'spaces');
  expect(seen).toEqual(['root', PRODUCTION, EU, US, 'staging-01JK5H5RJ0DH4YJYXR0459A422']);
});

describe('what was recorded is what the policies decide', () => {
  it.each(serverOnly.recordings.map((recording) => [recording.policy, recording.at, recording.outcome]))(
    '%s at %s: %s',
    async (policy, at, outcome) => {
      const token = await signIn(demo);
      const seconds = Math.floor(Date.parse(at) / 1000);
      const query = `{ policy(id: "${policy}") { body engineType evaluationRecords { key outcome timestamp } } }`;
      const { data } = await ask(demo, query, { token });
      const { body, engineType, evaluationRecords } = data?.['policy'] as {
        body: string;
        engineType: string;
        evaluationRecords: { key: string; outcome: string; timestamp: number }[];
      };
      const record = evaluationRecords.find(({ timestamp }) => timestamp === seconds);
      expect(record?.outcome).toBe(outcome);
      const sample = await ask(
        demo,
        `{ policy(id: "${policy}") { evaluationSample(key: "${record?.key ?? ''}") { input } } }`,
        { token },
      );
      const { evaluationSample } = sample.data?.['policy'] as { evaluationSample: { input: string } };
      const input = { type: 'LOGIN', body, engineType, input: evaluationSample.input };
      const { data: decided } = await ask(demo, SIMULATE, { variables: { input }, token });
      const { access_level } = JSON.parse(decided?.['policySimulatev2'] as string) as { access_level: string };
      expect(access_level).toMatch(outcome === 'allow' ? /^(allow|admin)$/ : /^deny$/);
    },
  );
});

const SIMULATE = 'mutation ($input: PolicySimulateInput!) { policySimulatev2(input: $input) }';

describe('policySimulate', () => {
  const V0 = 'package spacelift\n\nallow { input.session.member }\n\nroles["s"]["deployer"] { true }';
  const V1 = 'package spacelift\n\nallow if input.session.member\n\nroles["s"] contains "deployer"';
  const INPUT = '{"session": {"member": true, "teams": ["DevOps"]}}';

  it.each([
    ['v0', V0, 'REGO_V0'],
    ['v1', V1, 'REGO_V1'],
    ['v0, where the Rego is not said', V0, undefined],
    ['v1, where only that can be read', V1, undefined],
  ])('answers the reduced decision as JSON text: %s', async (_, body, engineType) => {
    const variables = { input: { type: 'LOGIN', body, input: INPUT, ...(engineType && { engineType }) } };
    const { data } = await ask(demo, SIMULATE, { variables, token: await signIn(demo) });
    expect(JSON.parse(data?.['policySimulatev2'] as string)).toEqual({
      access_level: 'allow',
      teams: ['DevOps'],
      roles: { s: ['deployer'] },
      space_admin: [],
      space_write: [],
      space_read: [],
      flag: [],
      sample: false,
    });
  });

  it.each<[string, object, RegExp]>([
    ['a policy that is none', { body: 'package' }, /^rego_parse_error: /],
    ['v0 as v1', { body: V0, engineType: 'REGO_V1' }, /^rego_parse_error: /],
    [
      'an unsafe variable',
      { body: 'package spacelift\n\nallow if x', engineType: 'REGO_V1' },
      /^rego_unsafe_var_error: /,
    ],
    [
      'a conflict',
      { body: 'package spacelift\n\nallow := true\n\nallow := 1' },
      /^(eval_conflict_error|rego_type_error): /,
    ],
    ['an input that is no JSON', { input: '{' }, /^The input is not JSON/],
    ['an input that is no object', { input: '[]' }, /^The input is an array/],
    ['another type of policy', { type: 'PLAN' }, /LOGIN policies only, not PLAN$/],
  ])('refuses %s', async (_, changes, message) => {
    const variables = { input: { type: 'LOGIN', body: V1, input: INPUT, ...changes } };
    const { data, errors } = await ask(demo, SIMULATE, { variables, token: await signIn(demo) });
    expect(data).toBeNull();
    expect(errors).toEqual([expect.stringMatching(message)]);
  });
});
