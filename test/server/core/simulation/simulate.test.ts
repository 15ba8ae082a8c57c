import { describe, expect, it } from 'vitest';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { EngineError } from '../../../../server/src/core/ports.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import type { SessionRequest } from '../../../../server/src/protocol/simulation.ts';
import type { DecideAnswer, ResultDocument } from '../../../../server/src/protocol/engine.ts';
import { fakeEngine } from '../../../support/fakeEngine.ts';
import { demoAccount, keyId, spaceId } from '../account/demoAccount.ts';
import { fakeOpa, reportOf, run, type Decide, type Given } from './fakeOpa.ts';

const production = spaceId('production');
const ROOT_ADMIN = { root: ['space-admin'] };

describe('an administrative key of the root space', () => {
  it.each<[ResultDocument, string]>([
    [{ deny: true }, '(it would have denied it)'],
    [{ allow: true, roles: { [production]: ['nobody-knows'] } }, '(it would have allowed it without admin)'],
    [{ admin: true }, 'the policy is not asked'],
  ])('is admin, whatever the policy says: %j', async (result, message) => {
    const engine = fakeOpa(() => result);
    const answer = await run(engine, { session: { key: 'break-glass' } });
    expect(engine.asked).toHaveLength(1);
    if (!answer.ok) throw new Error('no report');
    const { decision, access, notices, assumed } = answer.report;
    expect(decision).toMatchObject({ access_level: 'admin', roles: {} });
    expect(Object.keys(access)).toHaveLength(demoAccount.spaces.items.length);
    expect(notices.map(({ code }) => code)).toEqual(['bypass', 'frozen']);
    expect(notices[0]?.message).toMatch(message.startsWith('(') ? message : /not asked$/);
    expect(new Set(assumed.map(({ effect }) => effect))).toEqual(new Set(['notAsked']));
  });
});

describe('an input document that is given', () => {
  it.each<[string, string, string[]]>([
    ['an administrative key', 'break-glass', ['admin', 'bypass', 'frozen']],
    ['a key that has expired', 'legacy-ci', ['deny', 'expiredKey', 'frozen']],
    ['a deleted key', 'retired-runner', ['deny', 'deletedKey', 'frozen']],
  ])('is judged as the login of %s', async (_name, key, expected) => {
    const request = { remote_ip: '10.0.0.1', timestamp_ns: 0 };
    const session = { login: `api::${keyId(key)}`, name: '', teams: [], member: true, admin: false };
    const input = JSON.stringify({ session: { ...session, creator_ip: '10.0.0.1', machine: false }, request });
    const at = (timestamp: string): string => input.replace('"timestamp_ns":0', `"timestamp_ns":${timestamp}`);
    const { decision, notices } = await reportOf(() => ({ deny: true }), {
      session: { input: at('1795489200123456789') },
    });
    expect([decision.access_level, ...notices.map(({ code }) => code)]).toEqual(expected);
  });
});

it.each<[string, SessionRequest, string]>([
  ['a session', { key: 'terraform-prod', at: '1772526600000000001' }, 'terraform-prod'],
  [
    'a whole input',
    { input: '{"spaces": [{"id": "s"}], "session": {"name": "N"}, "request": {"timestamp_ns": 1772526600000000001}}' },
    'N',
  ],
])('is brief, where that is asked for: %s', async (_name, session, name) => {
  const engine = fakeOpa(() => ({ allow: true }));
  const whole = await run(engine, { session });
  const brief = await run(engine, { session, brief: true });
  if (!whole.ok || !brief.ok) throw new Error('no report');
  expect(whole.report.input).toContain('"spaces"');
  expect(brief.report.input).not.toContain('"spaces"');
  expect(brief.report.input).toContain('"timestamp_ns":1772526600000000001}');
  expect(JSON.parse(brief.report.input)).toMatchObject({ session: { name } });
  expect({ ...brief.report, input: '' }).toEqual({ ...whole.report, input: '' });
});

describe('what a person should know', () => {
  const managed: AccountSnapshot = { ...demoAccount, authorizationScheme: 'MANAGED_USERS' };
  const allow: Decide = () => ({ allow: true });
  const owner = { id: 'O', slug: 'owner', name: 'Owner', description: '', actions: ['SPACE_ADMIN'], isSystem: false };
  const roles = { ...demoAccount.roles, items: [...demoAccount.roles.items, owner] };
  const withOwner: AccountSnapshot = { ...demoAccount, roles };
  it.each<[string, Decide, Given, string[]]>([
    ['that access is frozen', allow, {}, ['frozen']],
    ['that, without an account', allow, { account: null }, ['frozen']],
    ['that the policy has no effect', allow, { account: managed }, ['inert', 'frozen']],
    ['that the key has expired', allow, { session: { key: 'legacy-ci' } }, ['expiredKey', 'frozen']],
    [
      'that it has, in that instant',
      allow,
      { session: { key: 'legacy-ci', at: '2025-06-30T00:00:00Z' } },
      ['expiredKey', 'frozen'],
    ],
    ['that it has not yet', allow, { session: { key: 'legacy-ci', at: '2025-06-29T23:59:59.999999999Z' } }, ['frozen']],
    ['that the key is deleted', allow, { session: { key: 'retired-runner' } }, ['deletedKey', 'frozen']],
    [
      'that a role is not there',
      () => ({ allow: true, roles: { [production]: ['x'] } }),
      {},
      ['unknownRole', 'frozen'],
    ],
    ['that a space is not there', () => ({ allow: true, space_read: ['production'] }), {}, ['unknownSpace', 'frozen']],
    [
      'nothing of roles without an account',
      () => ({ allow: true, roles: { x: ['y'] } }),
      { account: null },
      ['frozen'],
    ],
    ['that roles are lost', () => ({ roles: { [production]: ['deployer'] } }), {}, ['rolesWithoutEntry', 'frozen']],
    ['that roles are lost to deny', () => ({ deny: true, space_read: ['root'] }), {}, ['rolesWithoutEntry', 'frozen']],
    [
      'that a type is wrong, first',
      () => ({ allow: 'yes', space_read: ['root'] }),
      {},
      ['wrongType', 'rolesWithoutEntry', 'frozen'],
    ],
    ['that it is not documented', () => ({ admin: true, deny_admin: true }), {}, ['undocumented', 'frozen']],
    ['that it is admin by a role', () => ({ allow: true, roles: ROOT_ADMIN }), {}, ['rootAdmin', 'frozen']],
    [
      'that it is, without an account',
      () => ({ allow: true, roles: ROOT_ADMIN }),
      { account: null },
      ['rootAdmin', 'frozen'],
    ],
    ['that it is, by the old rule', () => ({ allow: true, space_admin: ['root'] }), {}, ['rootAdmin', 'frozen']],
    ['nothing of it where it is admin anyway', () => ({ admin: true, roles: ROOT_ADMIN }), {}, ['frozen']],
    ['nothing of it in another space', () => ({ allow: true, space_admin: [production] }), {}, ['frozen']],
    [
      'that it may not be, with deny_admin',
      () => ({ allow: true, deny_admin: true, roles: ROOT_ADMIN }),
      {},
      ['undocumented', 'frozen'],
    ],
    [
      'that it may be, by a role of their own',
      () => ({ allow: true, roles: { root: ['owner'] } }),
      { account: withOwner },
      ['undocumented', 'frozen'],
    ],
  ])('%s', async (_name, decide, given, codes) => {
    const { notices } = await reportOf(decide, given);
    expect(notices.map(({ code }) => code)).toEqual(codes);
    // What was taken is said in full.
    for (const { message } of notices) expect(message).not.toMatch(/ (?:to|not|as|of)$/);
  });
});

describe('a key that the account does not show', () => {
  const { at } = demoAccount.apiKeys;
  const hiding: AccountSnapshot = { ...demoAccount, apiKeys: { state: 'failed', at, items: [], reason: 'cut off.' } };
  const denied: Decide = () => ({ deny: true });
  const told =
    'The account "demo" does not show the API key "ci": what the account shows of its API keys is failed (cut off)';

  it.each<[string, Given, string | undefined]>([
    [
      'with what is not known of it',
      { session: { key: 'ci' } },
      `${told}. Not known, and assumed: its login, its teams and whether it is an administrative key, which is always admin`,
    ],
    [
      'less what was given',
      { session: { key: 'ci', teams: ['A'], admin: false } },
      `${told}. Not known, and assumed: its login`,
    ],
    ['not where there is no account to show it', { session: { key: 'ci' }, account: null }, undefined],
    ['not of people', { session: { login: 'ci' } }, undefined],
  ])('is told first: %s', async (_, given, message) => {
    const [first] = (await reportOf(denied, { account: hiding, ...given })).notices;
    expect(first?.code === 'unknownKey' ? first.message : undefined).toBe(message);
  });

  it('may be an administrative one, which is admin whatever the policy says', async () => {
    const { assumed } = await reportOf(denied, { session: { key: 'ci' }, account: hiding });
    const admin = assumed.find(({ field }) => field === 'session.admin');
    expect(admin).toMatchObject({
      effect: 'decides',
      otherwise: [{ value: true, decision: { access_level: 'admin', roles: {} }, changes: ['denied → admin'] }],
    });
  });

  it('may be one also where the policy does not read it', async () => {
    const text = 'package spacelift\nallow { true }';
    const { assumed } = await reportOf(denied, { session: { key: 'ci' }, account: hiding, text });
    expect(assumed.find(({ field }) => field === 'session.admin')?.effect).toBe('decides');
  });
});

describe('the report', () => {
  it('has the exact input, the decision, and where it reaches', async () => {
    const report = await reportOf(() => ({ allow: true, roles: { [production]: { deployer: true } }, team: ['T'] }), {
      session: { key: 'ci-cd-production', ip: '10.0.0.1' },
    });
    expect(report).toMatchObject({ engine: 'v0', evaluator: 'interpreter' });
    expect(report).not.toHaveProperty('explanation');
    expect(report.input).toContain(`"login":"api::${keyId('ci-cd-production')}"`);
    expect(report.input).toContain('"timestamp_ns":1795489200123456789');
    expect(report.decision).toEqual({
      access_level: 'allow',
      teams: ['T'],
      roles: { [production]: ['deployer'] },
      space_admin: [],
      space_write: [],
      space_read: [],
      flag: [],
      sample: false,
    });
    expect(Object.keys(report.access).sort()).toEqual([production, 'root', spaceId('eu'), spaceId('us')].sort());
  });

  it('tries no other values where it is told not to', async () => {
    const engine = fakeOpa(() => ({}));
    const result = await run(engine, { weigh: false });
    if (!result.ok) throw new Error('no report');
    const { assumed } = result.report;
    expect(assumed.map(({ effect }) => effect)).toEqual(assumed.map(() => 'notWeighed'));
    expect(engine.asked.flatMap((request) => (request.op === 'decide' ? request.inputs : []))).toHaveLength(1);
  });

  it('is explained when asked', async () => {
    const engine = fakeOpa(() => ({}));
    expect(await run(engine, { explain: true })).toMatchObject({ report: { explanation: [] } });
    expect(engine.asked.filter(({ op }) => op === 'evaluate')).toMatchObject([{ explain: true }]);
  });

  it('says that there was no time to explain', async () => {
    const decided = { kind: 'decided', result: { allow: true } } as const;
    const engine = fakeEngine({
      decide: ({ inputs }) => ({ evaluator: 'interpreter', outcomes: inputs.map(() => decided) }),
      evaluate: () => ({ outcome: decided }),
    });
    const result = await run(engine, { explain: true });
    if (!result.ok) throw new Error('no report');
    expect(result.report).not.toHaveProperty('explanation');
    expect(result.report.notices.map(({ code }) => code)).toEqual(['notExplained', 'frozen']);
  });

  it('is made with the OPA of the account', async () => {
    const engine = fakeOpa(() => ({}));
    await run(engine, {});
    expect(engine.asked[0]).toMatchObject({ policy: { opaVersion: demoAccount.opaVersion } });
  });
});

describe('no report', () => {
  it('of a policy that fails', async () => {
    const result = await run(
      fakeOpa(() => new Error('two values')),
      {},
    );
    expect(result).toEqual({
      ok: false,
      kind: 'policy',
      errors: [{ code: 'eval_conflict_error', message: 'two values' }],
    });
  });

  it.each<[string, () => DecideAnswer]>([
    [
      'by the interpreter',
      () => ({
        evaluator: 'interpreter',
        outcomes: [{ kind: 'failed', errors: [{ code: 'eval_cancel_error', message: 'caller cancelled' }] }],
      }),
    ],
    [
      'compiled, which costs the worker',
      () => {
        throw new EngineError('timeLimit', 'ended');
      },
    ],
  ])('of a policy that takes too long, and no more is said of Spacelift than is known: %s', async (_name, decide) => {
    const result = await run(fakeEngine({ decide }), {});
    expect(result).toMatchObject({ ok: false, kind: 'policy', errors: [{ code: 'eval_cancel_error' }] });
    const [error] = !result.ok && result.kind === 'policy' ? result.errors : [];
    expect(error?.message).toMatch(/within 20 seconds.*5 seconds.*ten times as fast.*not known$/);
  });

  it('of a policy that the evaluator refuses', async () => {
    const engine = fakeEngine({ decide: () => ({ refused: 'it calls sprintf' }) });
    expect(await run(engine, { evaluator: 'compiled' })).toEqual({
      ok: false,
      kind: 'refused',
      reason: 'it calls sprintf',
    });
  });

  it('of a request that can not be: the engine is not asked', async () => {
    const engine = fakeEngine({});
    await expect(run(engine, { session: { key: 'a', login: 'b' } })).rejects.toThrow(BadInput);
    expect(engine.asked).toEqual([]);
  });

  it('of an engine without an answer', async () => {
    await expect(run(fakeEngine({}), {})).rejects.toMatchObject({ name: 'EngineError', kind: 'badRequest' });
  });
});
