import { describe, expect, it } from 'vitest';
import { AccountError } from '../../../server/src/core/account/accountError.ts';
import { askInTurn } from '../../../server/src/account/inventory/ask.ts';
import { fetchInventory } from '../../../server/src/account/inventory/fetchInventory.ts';
import { demoAccount } from '../core/account/demoAccount.ts';
import { demoAnswers } from './demoAnswers.ts';
import { type Answers, fakeApi } from './fakeApi.ts';
import { AT, clock, data, fails, readAccount, viewer } from './readAccount.ts';

const policyHead = { id: 'p', name: 'P', type: 'LOGIN', engineType: 'REGO_V1' };

it('reads the whole account', async () => {
  const { teamBindings, ...snapshot } = await readAccount();
  const { roles, spaces, apiKeys, teams, loginPolicies, authorizationScheme, opaVersion } = demoAccount;
  expect(snapshot).toEqual({
    version: 1,
    name: 'acme',
    endpoint: 'https://acme.app.spacelift.io',
    authorizationScheme,
    opaVersion,
    roles: { ...roles, at: AT },
    spaces: { ...spaces, at: AT },
    apiKeys: { ...apiKeys, at: AT },
    teams: { ...teams, at: AT },
    loginPolicies: { ...loginPolicies, at: AT },
  });
  expect(teamBindings).toEqual({
    state: 'partial',
    at: AT,
    reason: 'only the levels Read, Write and Admin of teams can be asked for, not which roles they come from',
    items: [
      { team: 'DevOps', role: 'space-reader', space: 'root' },
      { team: 'Platform', role: 'space-writer', space: 'root' },
      { team: 'Platform', role: 'space-admin', space: 'legacy' },
    ],
  });
});

it.each([
  ['https://acme.app.us.spacelift.io', 'acme', true],
  ['https://spacelift.example.com:8443', 'spacelift', true],
  ['https://10.0.0.7', '10.0.0.7', true],
  ['https://[::1]:4000', '[::1]:4000', true],
  ['http://127.0.0.1:4000', '127.0.0.1:4000', false],
  ['http://localhost:4000', 'localhost', false],
])('names the account at %s %s', async (endpoint, name, isTold) => {
  const snapshot = await readAccount({ endpoint });
  expect(snapshot.name).toBe(name);
  expect(snapshot.endpoint).toBe(isTold ? endpoint : undefined);
});

it('takes the Rego of a policy that does not say it for v0', async () => {
  const answers = {
    Policies: data({ policies: [{ ...policyHead, engineType: null }] }),
    PolicyBody: data({ policy: { body: 'package spacelift' } }),
  };
  const { loginPolicies } = await readAccount({ answers });
  expect(loginPolicies).toEqual({
    state: 'complete',
    at: AT,
    items: [{ id: 'p', name: 'P', body: 'package spacelift', engine: 'v0' }],
  });
});

it.each([
  ['1.4.2', '1.4.2'],
  ['v0.64.0', '0.64.0'],
  ['0.10.0', undefined],
  ['1.5.0-rc.1', undefined],
  [undefined, undefined],
])('takes OPA %s for %s', async (openPolicyAgentVersion, opaVersion) => {
  expect(
    (await readAccount({ answers: { Runtime: data({ policyRuntime: { openPolicyAgentVersion } }) } })).opaVersion,
  ).toBe(opaVersion);
});

it('leaves out a scheme that is not known, and one that can not be had', async () => {
  expect(await readAccount({ answers: { Scheme: data({ authorizationScheme: 'OTHER' }) } })).not.toHaveProperty(
    'authorizationScheme',
  );
  expect(await readAccount({ answers: { Scheme: fails('forbidden') } })).not.toHaveProperty('authorizationScheme');
});

it('keeps of the reason what holds later too', async () => {
  const busy = (): AccountError => new AccountError('limited', 'It was asked too often.', 'Try again in 1 second.');
  const before = { ...demoAccount, spaces: { ...demoAccount.spaces, items: [] } };
  const snapshot = await readAccount({ answers: { Roles: busy, Spaces: busy, PolicyBody: busy }, before });
  expect(snapshot.spaces.reason).toBe('It was asked too often.');
  expect(snapshot.roles.reason).toBe('as it was before: It was asked too often.');
  expect(JSON.stringify(snapshot)).not.toContain('Try again');
});

describe('a reason that may be gone soon', () => {
  it.each(['limited', 'server', 'timeout', 'unreachable', 'notSpacelift', 'expired'] as const)(
    '%s: is told of each piece that it has cost',
    async (kind) => {
      const answers = { Roles: fails(kind), PolicyBody: fails(kind), Runtime: fails(kind) };
      const { missed } = await readAccount({ answers });
      expect(missed).toMatchObject({ roles: `${kind}, in words`, loginPolicies: `${kind}, in words` });
    },
  );

  it.each(['forbidden', 'notFound', 'query'] as const)('is not that it is %s', async (kind) => {
    const answers = { Roles: fails(kind), Teams: fails(kind), Scheme: fails(kind) };
    expect(await readAccount({ answers })).not.toHaveProperty('missed');
  });

  it('is of a fact too that is not answered, but not of one that is not known here', async () => {
    const before = { ...demoAccount, opaVersion: '1.0.0' };
    const slow = await readAccount({ answers: { Runtime: fails('timeout') }, before });
    expect(slow).toMatchObject({ opaVersion: '1.0.0', missed: { opaVersion: 'timeout, in words' } });
    const silent = await readAccount({ answers: { Runtime: data({ policyRuntime: null }) }, before });
    expect(silent).toMatchObject({ opaVersion: '1.0.0' });
    const other = await readAccount({ answers: { Runtime: data({ policyRuntime: {} }) }, before });
    expect(other).not.toHaveProperty('opaVersion');
  });
});

describe('a server that does not answer', () => {
  const refused = (kind: AccountError['kind'], times: number): { asked: string[]; done: Promise<unknown> } => {
    let left = times;
    const answers = Object.entries(demoAnswers).map(([name, answer]): [string, Answers[string]] => [
      name,
      (variables) => (left-- > 0 ? fails(kind)() : answer(variables)),
    ]);
    const api = fakeApi(Object.fromEntries(answers));
    const ask = askInTurn(api, new AbortController().signal);
    const done = fetchInventory({ host: 'acme', ask, viewer, clock, onDone: () => undefined }).catch(() => undefined);
    return { asked: api.asked, done };
  };

  it.each([
    ['limited', 1],
    ['timeout', 1],
    ['server', 2],
  ] as const)('%s: is asked no more after that', async (kind, times) => {
    const { asked, done } = refused(kind, times);
    await done;
    // Those that were under way.
    expect(asked.length).toBeLessThanOrEqual(4 + times);
  });

  it('once is asked on: it may be what that one question is', async () => {
    const { asked, done } = refused('server', 1);
    await done;
    expect(asked.length).toBeGreaterThan(Object.keys(demoAnswers).length - 2);
  });

  it('in time is asked no more, and what came by then counts', async () => {
    const up = new AbortController();
    const error = new AccountError('timeout', 'acme did not answer everything within 45 seconds.');
    const answers: Answers = {
      ApiKeys: () => {
        up.abort();
        return new AccountError('cancelled', 'Cancelled.');
      },
    };
    const snapshot = await readAccount({ answers, limit: { signal: up.signal, error, end: () => undefined } });
    expect(snapshot.roles.items).toEqual(demoAccount.roles.items);
    expect(snapshot).toMatchObject({ apiKeys: { state: 'failed' }, teams: { state: 'failed', reason: error.message } });
    expect(snapshot.missed).toMatchObject({ apiKeys: error.message, opaVersion: error.message });
  });
});

describe('what was known before', () => {
  it.each([
    ['forbidden', fails('forbidden')],
    ['failed', fails('server')],
  ])('is kept of a part that is %s, with its own time and the reason', async (_, roles) => {
    const answers = { Roles: roles, Runtime: roles, Scheme: roles };
    const snapshot = await readAccount({ answers, before: demoAccount });
    expect(snapshot.roles).toEqual({
      state: 'partial',
      at: demoAccount.roles.at,
      items: demoAccount.roles.items,
      reason: `as it was before: ${roles().message}`,
    });
    expect(snapshot).toMatchObject({ opaVersion: '1.4.2', authorizationScheme: 'LOGIN_POLICIES' });
    expect(snapshot.spaces.at).toBe(AT);
    // Once more, the reason does not grow.
    expect((await readAccount({ answers: { Roles: roles }, before: snapshot })).roles).toEqual(snapshot.roles);
  });

  it('gives way to what is there now, be it less', async () => {
    const snapshot = await readAccount({ answers: { Teams: data({ availableUserGroups: [] }) }, before: demoAccount });
    expect(snapshot.teams).toEqual({ state: 'complete', at: AT, items: [] });
  });
});

describe('where nothing can be had', () => {
  const all = (answer: Answers[string]): Answers =>
    Object.fromEntries(Object.keys(demoAnswers).map((name) => [name, answer]));

  it.each(['unreachable', 'signIn', 'expired', 'certificate', 'endpoint'] as const)(
    '%s: asks no more',
    async (kind) => {
      const api = fakeApi(all(fails(kind)));
      const ask = askInTurn(api, new AbortController().signal);
      await expect(fetchInventory({ host: 'acme', ask, viewer, clock, onDone: () => undefined })).rejects.toMatchObject(
        { kind },
      );
      expect(api.asked.length).toBeLessThanOrEqual(4);
    },
  );

  it('says why, where each part has failed', async () => {
    await expect(readAccount({ answers: all(fails('timeout')) })).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('knows that much where everything is forbidden', async () => {
    expect(await readAccount({ answers: all(fails('forbidden')) })).toMatchObject({
      roles: { state: 'forbidden' },
      loginPolicies: { state: 'forbidden' },
    });
  });

  it('keeps what came before the token died', async () => {
    const answers = { ...all(fails('expired')), Roles: demoAnswers['Roles'] ?? fails('expired') };
    expect(await readAccount({ answers })).toMatchObject({
      // Who has asked is not known.
      roles: { state: 'partial', reason: 'an administrator may see more', items: demoAccount.roles.items },
      apiKeys: { state: 'failed' },
      missed: { apiKeys: 'expired, in words', authorizationScheme: 'expired, in words' },
    });
  });

  it('is no account that answers no list, though it answers', async () => {
    const answers = all(data({ viewer: null }));
    await expect(readAccount({ answers })).rejects.toMatchObject({
      kind: 'notSpacelift',
      message: 'acme answers, but not as Spacelift does: the answer has no list of roles.',
    });
    // What can't be read is no more than that.
    const odd = { ...answers, Teams: data({ availableUserGroups: [1] }), ApiKeys: data({ apiKeys: [null] }) };
    await expect(readAccount({ answers: odd })).rejects.toMatchObject({ kind: 'notSpacelift' });
    // Two facts make no account.
    const facts = { ...all(fails('query')), Scheme: demoAnswers['Scheme'] ?? fails('query') };
    await expect(readAccount({ answers: facts })).rejects.toMatchObject({ kind: 'notSpacelift' });
  });

  it('ends with whoever asked', async () => {
    await expect(readAccount({ answers: { Roles: fails('cancelled') } })).rejects.toMatchObject({ kind: 'cancelled' });
  });
});
