import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../server/src/core/ports.ts';
import type { DecideRequest, Outcome } from '../../../../server/src/protocol/engine.ts';
import type { SimulationReport } from '../../../../server/src/protocol/simulation.ts';
import { fakeEngine } from '../../../support/fakeEngine.ts';
import { demoAccount, keyId, spaceId } from '../account/demoAccount.ts';
import { fakeOpa, READS_ALL, reportOf, run, type Decide, type Given } from './fakeOpa.ts';

const production = spaceId('production');

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
      ['session.member=false: allowed → denied'],
    ],
    [
      'member, the other way',
      ({ session }) => ({ allow: true, deny: session['member'] === true }),
      {},
      ['session.member=false: denied → allowed'],
    ],
    [
      'member that is given',
      ({ session }) => ({ allow: session['member'] === true }),
      { session: { key: 'ci-cd-dev', member: true } },
      [],
    ],
    ['admin', ({ session }) => ({ admin: session['admin'] }), {}, ['session.admin=true: denied → admin']],
    [
      'machine',
      ({ session }) => ({ deny: session['machine'], allow: true }),
      { session: { key: 'ci-cd-dev' } },
      ['session.machine=true: allowed → denied'],
    ],
    ['name', ({ session }) => ({ allow: session['name'] !== '' }), {}, ['session.name=: allowed → denied']],
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
      [`${login}=api::00000000000000000000000000: denied → allowed`],
    ],
    [
      'the form of a key login by its id, without an account: a name that is not its own is only tried',
      ({ session }) => ({ allow: session['login'] !== 'terraform-automation' }),
      {
        session: { key: keyId('ci-cd-production') },
        account: null,
        text: 'package spacelift\nallow { not input.session.login == "terraform-automation" }',
      },
      [`${login}=terraform-automation: allowed → denied`],
    ],
    [
      'the form of a key login by its id, without an account: any name',
      ({ session }) => ({ allow: String(session['login']).startsWith('api::') }),
      { session: { key: keyId('ci-cd-production') }, account: null },
      [`${login}=<name>: allowed → denied`],
    ],
    [
      'a form that was chosen',
      ({ session }) => ({ allow: session['login'] === 'ci-cd-production' }),
      { session: { key: 'ci-cd-production', loginAs: 'name' } },
      [`${login}=api::${keyId('ci-cd-production')}: allowed → denied`],
    ],
    [
      'an address in a network of the policy',
      ({ request }) => ({ allow: request.remote_ip.startsWith('10.') }),
      { text: `${READS_ALL}\nnetworks := {"10.0.0.0/8", "2001:db8::/32", "not one"}` },
      ['request.remote_ip=10.0.0.0: denied → allowed'],
    ],
    [
      'the address of the session follows that of the request',
      ({ request, session }) => ({ allow: session['creator_ip'] === request.remote_ip }),
      {},
      ['session.creator_ip=198.51.100.1: allowed → denied'],
    ],
    [
      'the address of the session, where it was given, does not',
      ({ request, session }) => ({ allow: session['creator_ip'] === request.remote_ip }),
      { session: { login: 'ada', creatorIp: '203.0.113.1' } },
      ['request.remote_ip=198.51.100.1: allowed → denied'],
    ],
    [
      'the time: the first that is otherwise',
      ({ request }) => ({ allow: (request.timestamp_ns / 3.6e12) % 24 >= 6 }),
      {},
      ['request.timestamp_ns=2026-11-24T06:00:00Z: denied → allowed'],
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

  it.each<[string, Given, string | undefined]>([
    ['with an account', { session: { key: 'ci-cd-production' } }, 'ci-cd-production'],
    ['by name without one', { session: { key: 'ci-cd-production' }, account: null }, undefined],
    ['by id without one', { session: { key: keyId('ci-cd-production') }, account: null }, undefined],
    ['of a person', { session: {} }, undefined],
  ])("knows the other form of a key's login %s", async (_name, given, form) => {
    const { assumed } = await reportOf(() => ({ allow: true }), given);
    expect(assumed.find(({ field }) => field === login)?.otherForm).toBe(form);
  });

  it('tries only what the policy reads, without the lists that it does not', async () => {
    const engine = fakeOpa(() => ({ allow: true }));
    const result = await run(engine, { text: 'package spacelift\nallow { input.session.member }' });
    const [first, second] = engine.asked as DecideRequest[];
    expect(first?.inputs).toHaveLength(1);
    expect(second?.inputs).toHaveLength(1);
    expect(JSON.parse(second?.inputs[0] ?? '')).toMatchObject({ session: { member: false }, spaces: [], roles: [] });
    expect(JSON.parse(first?.inputs[0] ?? '')).toMatchObject({ session: { member: true }, spaces: [], roles: [] });
    expect(JSON.parse(result.ok ? result.report.input : '')).toMatchObject({
      spaces: demoAccount.spaces.items.map(({ id }) => ({ id })),
    });
  });

  it('has four answers', async () => {
    const text = `package spacelift
allow { input.session.member; net.cidr_contains("10.0.0.0/8", input.request.remote_ip) }
allow { regex.match("^ci-", input.session.name) }`;
    const { assumed } = await reportOf(({ session }) => ({ allow: session['member'] === true }), {
      text,
      session: { key: 'ci-cd-dev', at: '0' },
    });
    const byField = Object.fromEntries(assumed.map((assumption) => [assumption.field, assumption]));
    expect(byField['session.member']).toMatchObject({
      effect: 'decides',
      tried: { what: 'false', count: 1, values: [false] },
      otherwise: [{ value: false, changes: ['allowed → denied'] }],
    });
    expect(byField['request.remote_ip']).toEqual({
      field: 'request.remote_ip',
      value: '203.0.113.1',
      why: 'no address was given',
      effect: 'none',
      tried: {
        what: 'both sides of each boundary of the 1 network it names, and IPv4 and IPv6 addresses from elsewhere',
        count: 4,
        values: ['10.0.0.0', '198.51.100.1', '2001:db8:ffff:ffff::1', '11.0.0.0'],
      },
    });
    expect(byField['session.name']).toMatchObject({
      effect: 'notAllTried',
      tried: { count: 1, values: [''] },
      untried: expect.stringContaining('pattern') as unknown,
    });
    expect(byField['session.admin']).toEqual({
      field: 'session.admin',
      value: false,
      why: 'the key is not administrative',
      effect: 'unread',
    });
  });

  it('says where there was no time for some, or for any', async () => {
    const decided = { kind: 'decided', result: { allow: true } } as const;
    const cut: Outcome = { kind: 'failed', errors: [{ code: 'eval_cancel_error', message: 'cancelled' }] };
    const engine = fakeEngine({
      decide: ({ inputs, totalLimitMs }) => ({
        evaluator: 'interpreter',
        // The first four are the fields with two values; the time is up in the middle of the addresses.
        outcomes: totalLimitMs === undefined ? [decided] : [...inputs.slice(0, 5).map(() => decided), cut],
      }),
    });
    const text =
      'package spacelift\nallow { input.session.member; input.session.admin; input.request.remote_ip; input.request.timestamp_ns }';
    const result = await run(engine, { text, session: { login: 'alice', teams: [] } });
    if (!result.ok) throw new Error('no report');
    const shown = result.report.assumed.map(({ field, effect, untried }) => `${field}: ${effect}, ${String(untried)}`);
    expect(shown).toEqual([
      'request.remote_ip: none, undefined',
      expect.stringMatching(/^request.timestamp_ns: notAllTried, there was no time for 167 of these 168; /),
      'session.name: unread, undefined',
      'session.member: none, undefined',
      'session.admin: none, undefined',
      'session.creator_ip: unread, undefined',
    ]);
  });

  it('is left open where a compiled policy does not come to its end', async () => {
    const engine = fakeEngine({
      decide: ({ totalLimitMs }) => {
        if (totalLimitMs !== undefined) throw new EngineError('timeLimit', 'ended');
        return { evaluator: 'compiled', outcomes: [{ kind: 'decided', result: { allow: true } }] };
      },
    });
    const result = await run(engine, { text: 'package spacelift\nallow { input.session.member }' });
    expect(result).toMatchObject({
      report: {
        assumed: expect.arrayContaining([
          expect.objectContaining({
            field: 'session.member',
            effect: 'notAllTried',
            untried: 'there was no time for any of these 1',
          }),
        ]) as unknown,
      },
    });
  });

  it('counts only what is new: a mix of teams that does what its teams do is left out', async () => {
    const has = (session: Record<string, unknown>, ...teams: string[]): boolean =>
      teams.every((team) => (session['teams'] as string[]).includes(team));
    const report = await reportOf(
      ({ session }) => ({
        allow: has(session, 'A'),
        admin: has(session, 'B', 'C'),
        roles: { [production]: has(session, 'A') ? ['deployer'] : [] },
      }),
      {
        text: 'package spacelift\nallow { input.session.teams[_] == {"A", "B", "C"}[_] }',
        session: { login: 'alice' },
      },
    );
    expect(listOtherwise(report)).toEqual([
      `session.teams=A: denied → allowed, + deployer in ${production}`,
      'session.teams=B,C: denied → admin',
    ]);
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
