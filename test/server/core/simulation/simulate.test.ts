import { describe, expect, it } from 'vitest';
import { BadInput } from '../../../../server/src/core/badInput.ts';
import { simulate, type SimulationResult } from '../../../../server/src/core/simulation/simulate.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import type { DecideRequest, Evaluator, Outcome, ResultDocument } from '../../../../server/src/protocol/engine.ts';
import type { SessionRequest, SimulationReport } from '../../../../server/src/protocol/simulation.ts';
import { fakeEngine, type FakeEngine } from '../../../support/fakeEngine.ts';
import { demoAccount, keyId, spaceId } from '../account/demoAccount.ts';

/** 2026-11-24T03:00:00.123456789Z, a Tuesday. */
const NOW = 1_795_489_200_123_456_789n;
const production = spaceId('production');

/** What a policy says of an input, in place of OPA. */
type Decide = (input: {
  request: { remote_ip: string; timestamp_ns: number };
  session: Record<string, unknown>;
}) => ResultDocument | Error;

/** Reads everything, so that every assumption is tried. */
const READS_ALL = 'package spacelift\nallow { input.session; input.request; input.spaces }';

interface Given {
  session?: SessionRequest;
  account?: AccountSnapshot | null;
  text?: string;
  evaluator?: Evaluator;
  explain?: boolean;
}

function fakeOpa(decide: Decide): FakeEngine {
  return fakeEngine({
    decide: ({ inputs }) => ({
      evaluator: 'interpreter',
      outcomes: inputs.map((input): Outcome => {
        const result = decide(JSON.parse(input) as Parameters<Decide>[0]);
        return result instanceof Error
          ? { kind: 'failed', errors: [{ code: 'eval_conflict_error', message: result.message }] }
          : { kind: 'decided', result };
      }),
    }),
    evaluate: () => ({ outcome: { kind: 'decided', result: {} }, trace: [] }),
  });
}

function run(
  engine: FakeEngine,
  { session = {}, account = demoAccount, text = READS_ALL, evaluator = 'auto', explain = false }: Given,
): Promise<SimulationResult> {
  const context = { engine, clock: { now: () => NOW }, ...(account ? { account } : {}) };
  return simulate({ text, engine: 'v0' }, { session, evaluator, explain }, context);
}

async function reportOf(decide: Decide, given: Given): Promise<SimulationReport> {
  const result = await run(fakeOpa(decide), given);
  if (!result.ok) throw new Error(`no report: ${JSON.stringify(result)}`);
  return result.report;
}

/** `field=value: changes`, only where a value matters. */
function listOtherwise({ assumed }: SimulationReport): string[] {
  return assumed.flatMap(({ field, otherwise = [] }) =>
    otherwise.map(({ value, changes }) => `${field}=${String(value)}: ${changes.join(', ')}`),
  );
}

describe('whether an assumption matters', () => {
  const login = 'session.login';
  it.each<[string, Decide, Given, string[]]>([
    ['nothing does', () => ({ allow: true }), {}, []],
    [
      'member',
      ({ session }) => ({ allow: session['member'] === true }),
      {},
      ['session.member=false: access_level allow → deny'],
    ],
    [
      'member, the other way',
      ({ session }) => ({ allow: true, deny: session['member'] === true }),
      {},
      ['session.member=false: access_level deny → allow'],
    ],
    [
      'member that is given',
      ({ session }) => ({ allow: session['member'] === true }),
      { session: { key: 'ci-cd-dev', member: true } },
      [],
    ],
    ['admin', ({ session }) => ({ admin: session['admin'] }), {}, ['session.admin=true: access_level deny → admin']],
    [
      'machine',
      ({ session }) => ({ deny: session['machine'], allow: true }),
      { session: { key: 'ci-cd-dev' } },
      ['session.machine=true: access_level allow → deny'],
    ],
    ['name', ({ session }) => ({ allow: session['name'] !== '' }), {}, ['session.name=: access_level allow → deny']],
    [
      'the form of a key login',
      ({ session }) => ({
        allow: true,
        roles: session['login'] === 'ci-cd-production' ? { [production]: ['deployer'] } : {},
      }),
      { session: { key: 'ci-cd-production' } },
      [`${login}=ci-cd-production: + deployer in ${production}`],
    ],
    [
      'the form of a key login without an account',
      ({ session }) => ({ allow: String(session['login']).startsWith('api::') }),
      { session: { key: 'ci-cd-production' }, account: null },
      [`${login}=api::00000000000000000000000000: access_level deny → allow`],
    ],
    [
      'a form that was chosen',
      ({ session }) => ({ allow: session['login'] === 'ci-cd-production' }),
      { session: { key: 'ci-cd-production', loginAs: 'name' } },
      [`${login}=api::${keyId('ci-cd-production')}: access_level allow → deny`],
    ],
    [
      'an address in a network of the policy',
      ({ request }) => ({ allow: request.remote_ip.startsWith('10.') }),
      { text: `${READS_ALL}\nnetworks := {"10.0.0.0/8", "2001:db8::/32", "not one"}` },
      ['request.remote_ip=10.0.0.0: access_level deny → allow'],
    ],
    [
      'the address of the session follows that of the request',
      ({ request, session }) => ({ allow: session['creator_ip'] === request.remote_ip }),
      {},
      ['session.creator_ip=198.51.100.1: access_level allow → deny'],
    ],
    [
      'the time: the first that is otherwise',
      ({ request }) => ({ allow: (request.timestamp_ns / 3.6e12) % 24 >= 6 }),
      {},
      ['request.timestamp_ns=2026-11-24T06:00:00Z: access_level deny → allow'],
    ],
    [
      'an evaluation that fails',
      ({ session }) => (session['member'] === true ? { allow: true } : new Error('conflict')),
      {},
      ['session.member=false: the evaluation fails (conflict), taken as denied'],
    ],
  ])('%s', async (_name, decide, given, expected) => {
    expect(listOtherwise(await reportOf(decide, given))).toEqual(expected);
  });

  it('tries only what the policy reads, without the lists that it does not', async () => {
    const engine = fakeOpa(() => ({ allow: true }));
    await run(engine, { text: 'package spacelift\nallow { input.session.member }' });
    const [first, second] = engine.asked as DecideRequest[];
    expect(first?.inputs).toHaveLength(1);
    expect(second?.inputs).toHaveLength(1);
    expect(JSON.parse(second?.inputs[0] ?? '')).toMatchObject({ session: { member: false }, spaces: [], roles: [] });
    expect(JSON.parse(first?.inputs[0] ?? '')).toMatchObject({
      spaces: demoAccount.spaces.items.map(({ id }) => ({ id })),
    });
  });

  it('is not asked of an input that was given whole', async () => {
    const engine = fakeOpa(() => ({ allow: true }));
    const input = '{"session": {"teams": ["A"]}, "slack": {}}';
    const result = await run(engine, { session: { input } });
    expect(engine.asked).toHaveLength(1);
    expect(result).toMatchObject({
      ok: true,
      report: { input, assumed: [], decision: { access_level: 'allow', teams: ['A'] } },
    });
  });
});

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
    expect(assumed.filter(({ otherwise }) => otherwise)).toEqual([]);
  });
});

describe('what a person should know', () => {
  const managed: AccountSnapshot = { ...demoAccount, authorizationScheme: 'MANAGED_USERS' };
  const allow: Decide = () => ({ allow: true });
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
  ])('%s', async (_name, decide, given, codes) => {
    expect((await reportOf(decide, given)).notices.map(({ code }) => code)).toEqual(codes);
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

  it('is explained when asked', async () => {
    const engine = fakeOpa(() => ({}));
    expect(await run(engine, { explain: true })).toMatchObject({ report: { explanation: [] } });
    expect(engine.asked.at(-1)).toMatchObject({ op: 'evaluate', explain: true, timeLimitMs: 5000 });
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
