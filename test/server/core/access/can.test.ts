import { describe, expect, it } from 'vitest';
import { can } from '../../../../server/src/core/access/can.ts';
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import type { CanAnswer } from '../../../../server/src/protocol/access.ts';
import type { AccountSnapshot, LoginPolicy } from '../../../../server/src/protocol/account.ts';
import { demoAccount, keyId } from '../account/demoAccount.ts';
import { fakeOpa, READS_ALL, type Decide } from '../simulation/fakeOpa.ts';
import { account, ask, eu, grants, managed, NOBODY, POLICY, production, us, withKey, type Asked } from './askCan.ts';

describe('under login policies', () => {
  it.each<[string, Decide, Asked, CanAnswer['answer'], string]>([
    [
      'a role',
      grants({ [eu]: ['deployer'] }),
      {},
      'yes',
      'The role deployer gives run:trigger: granted in production / eu',
    ],
    [
      'an inherited role',
      grants({ [production]: ['deployer'] }),
      {},
      'yes',
      'The role deployer gives run:trigger: granted in production, inherited by production / eu',
    ],
    [
      'a level',
      () => ({ allow: true, space_write: ['root'] }),
      {},
      'yes',
      'The role space-writer gives run:trigger, as the legacy level Write stands for it: granted in the root space, inherited by production / eu',
    ],
    [
      'a level too low',
      () => ({ allow: true, space_read: [eu] }),
      {},
      'no',
      'Held in production / eu: space-reader, which does not give run:trigger nor its legacy level, Write',
    ],
    [
      'admin',
      () => ({ admin: true }),
      {},
      'yes',
      'The login is admin of the account, and may do everything everywhere',
    ],
    [
      'admin of the root space',
      grants({ root: ['space-admin'] }),
      { action: 'run:read' },
      'yes',
      'The role space-admin in the root space makes an admin of the account, who may do everything everywhere',
    ],
    ['nothing', NOBODY, {}, 'no', 'No role is held in production / eu'],
    ['a role elsewhere', grants({ [us]: ['deployer'] }), {}, 'no', 'No role is held in production / eu'],
    [
      'a denied login',
      () => ({ allow: true, deny: true, roles: { [eu]: ['deployer'] } }),
      {},
      'no',
      'The login is denied',
    ],
    [
      'a login that nothing allows',
      () => ({ roles: { [eu]: ['deployer'] } }),
      {},
      'no',
      'The login is denied, as nothing allows it',
    ],
    ['a role that the account does not have', grants({ [eu]: ['deplyer'] }), {}, 'no', 'No role is held'],
    [
      'Read from below',
      grants({ [eu]: ['deployer'] }),
      { action: 'space:read', space: production },
      'yes',
      'A role in production / eu gives Read in production, as every space on the way up inherits',
    ],
    [
      'no Read where nothing is inherited',
      grants({ [us]: ['deployer'] }),
      { action: 'space:read', space: production },
      'no',
      'No role is held',
    ],
    [
      'Read from below, asked for more',
      grants({ [eu]: ['deployer'] }),
      { action: 'run:comment', space: production },
      'unknown',
      'whether that stands for run:comment',
    ],
    [
      'an action without a level',
      grants({ [eu]: ['deployer'] }),
      { action: 'run:read' },
      'unknown',
      'which legacy level stands for it is not documented',
    ],
    ['a space by its name', grants({ [production]: ['deployer'] }), { space: 'us' }, 'yes', 'granted in production'],
    [
      'a policy that fails',
      () => new Error('two values'),
      {},
      'unknown',
      `The login policy "One" of the account can't be decided: two values`,
    ],
  ])('%s', async (_what, decide, asked, answer, reason) => {
    const made = await ask(decide, asked);
    expect(made.answer).toBe(answer);
    expect(made.reasons.join('\n')).toContain(reason);
    expect(made.ways.map(({ way, inForce }) => [way, inForce])).toEqual([
      ['loginPolicies', true],
      ['direct', false],
      ['teams', false],
    ]);
  });

  it('says what a denied login would hold', async () => {
    const { reasons, ways } = await ask(() => ({ deny: true, roles: { [eu]: ['deployer'] } }));
    expect(reasons[1]).toContain('Were it let in: The role deployer gives run:trigger');
    expect(ways[0]?.roles).toEqual([{ slug: 'deployer', from: eu, path: [eu], gives: 'action' }]);
  });

  it.each<[AccountSnapshot['loginPolicies']['state'], LoginPolicy[], Decide, CanAnswer['answer'], string]>([
    ['complete', [], NOBODY, 'no', 'The account has no login policy: members get in'],
    [
      'forbidden',
      [],
      NOBODY,
      'unknown',
      "The account's login policies are not known: what the account shows of it is forbidden",
    ],
    ['failed', [], NOBODY, 'unknown', 'failed (cut off)'],
    ['partial', [POLICY], grants({ [eu]: ['deployer'] }), 'unknown', 'Not all login policies are known'],
    ['partial', [POLICY], () => ({ deny: true }), 'no', 'The login is denied'],
  ])('policies that are %s: %#', async (state, items, decide, answer, reason) => {
    const loginPolicies = {
      state,
      items,
      at: demoAccount.loginPolicies.at,
      ...(state === 'failed' && { reason: 'cut off' }),
    };
    const made = await ask(decide, { account: account({ loginPolicies }) });
    expect(made.answer).toBe(answer);
    expect(made.reasons.join('\n')).toContain(reason);
  });

  it('policies of which some are not shown: also another value leads to no yes', async () => {
    const loginPolicies = { state: 'partial' as const, items: [POLICY], at: demoAccount.loginPolicies.at };
    const decide: Decide = ({ session }) => ({
      allow: true,
      deny: session['member'] === true,
      roles: { [eu]: ['deployer'] },
    });
    const { answer, assumed } = await ask(decide, { account: account({ loginPolicies }) });
    expect(answer).toBe('no');
    expect(assumed.find(({ field }) => field === 'session.member')?.otherwise).toEqual([
      { value: false, answer: 'unknown' },
    ]);
  });

  it('policies that look like all: that they are taken to be is said', async () => {
    const { answer, notices } = await ask(grants({ [eu]: ['deployer'] }));
    expect(answer).toBe('yes');
    expect(notices.map(({ message }) => message)).toEqual([
      'The account shows 1 login policy ("One"), taken to be all there are: one that is not shown could deny',
    ]);
  });

  it('a given policy stands for those of the account', async () => {
    const loginPolicies = { state: 'forbidden' as const, at: demoAccount.loginPolicies.at, items: [] };
    const decide = grants({ [eu]: ['deployer'] });
    expect((await ask(decide, { account: account({ loginPolicies }), policy: READS_ALL })).answer).toBe('yes');
  });

  it('a given policy that fails is told as OPA does', async () => {
    const result = await can(
      { session: { key: 'ci-cd-dev' }, action: 'run:trigger', space: eu },
      { text: READS_ALL, engine: 'v0' },
      { engine: fakeOpa(() => new Error('two values')), clock: { now: () => 0n }, account: buildInventory(account()) },
    );
    expect(result).toMatchObject({ ok: false, errors: [{ message: 'two values' }] });
  });
});

describe('keys', () => {
  it.each([account(), managed()])('an administrative key may do everything', async (snapshot) => {
    const { answer, reasons, ways, assumed } = await ask(NOBODY, {
      account: snapshot,
      session: { key: 'break-glass' },
    });
    expect(answer).toBe('yes');
    expect(reasons[0]).toContain('administrative key of the root space');
    expect(ways).toEqual([]);
    expect(new Set(assumed.map(({ effect }) => effect))).toEqual(new Set(['notAsked']));
  });

  it.each([
    ['legacy-ci', 'expired at 2025-06-30T00:00:00Z', '2026-01-01T00:00:00Z', 'no'],
    ['legacy-ci', 'The role deployer', '2025-01-01T00:00:00Z', 'yes'],
    ['retired-runner', 'is deleted', '0', 'no'],
  ])('%s: %s at %s', async (key, reason, at, answer) => {
    const made = await ask(grants({ [eu]: ['deployer'] }), { session: { key, at } });
    expect(made.answer).toBe(answer);
    expect(made.reasons[0]).toContain(reason);
    expect(made.ways[0]?.answer).toBe('yes');
  });

  it('an administrative key that is deleted may do nothing', async () => {
    const snapshot = account(withKey('break-glass', { deleted: true }));
    expect((await ask(NOBODY, { account: snapshot, session: { key: 'break-glass' } })).answer).toBe('no');
  });
});

describe('what is missing', () => {
  const hiddenRoles: AccountSnapshot['roles'] = { state: 'forbidden', at: demoAccount.roles.at, items: [] };

  it('is the role that gives it, and where the session has one', async () => {
    const { missing } = await ask(grants({ [us]: ['deployer', 'plan-only'], [eu]: ['plan-only'] }));
    expect(missing).toEqual({
      roles: ['window-deployer', 'deployer', 'secure-deployer'],
      count: 6,
      elsewhere: [{ slug: 'deployer', space: us }],
    });
  });

  it.each<[AccountSnapshot['roles'], object]>([
    [
      { ...hiddenRoles, reason: 'no permission' },
      { count: 0, unlisted: 'what the account shows of its roles is forbidden (no permission)' },
    ],
    [
      { ...hiddenRoles, state: 'failed' },
      { count: 0, unlisted: 'what the account shows of its roles is failed' },
    ],
    [
      { ...hiddenRoles, state: 'complete' },
      { count: 0, unlisted: 'the account lists none' },
    ],
    [
      { ...demoAccount.roles, state: 'partial' },
      { count: 6, unlisted: 'what the account shows of its roles is partial' },
    ],
  ])('is not known where roles are not: %#', async (roles, missing) => {
    expect((await ask(NOBODY, { account: account({ roles }) })).missing).toMatchObject(missing);
  });

  it('is no role where the answer is yes, the login is denied, or the key is lost', async () => {
    expect((await ask(() => ({ deny: true }))).missing).toBeUndefined();
    expect((await ask(grants({ [eu]: ['deployer'] }))).missing).toBeUndefined();
    expect((await ask(NOBODY, { session: { key: 'retired-runner' } })).missing).toBeUndefined();
  });
});

describe('what is assumed', () => {
  it('is told where it decides, with the answer it would be', async () => {
    const decide: Decide = ({ session }) => ({ allow: session['member'], roles: { [eu]: ['deployer'] } });
    const { answer, assumed } = await ask(decide);
    expect(answer).toBe('yes');
    expect(assumed.find(({ field }) => field === 'session.member')).toMatchObject({
      effect: 'decides',
      otherwise: [{ value: false, answer: 'no' }],
    });
  });

  it('does not matter where it changes something else', async () => {
    const decide: Decide = ({ session }) => ({
      allow: true,
      roles: { [eu]: ['deployer'], ...(session['member'] === true && { [us]: ['deployer'] }) },
    });
    const { assumed } = await ask(decide);
    expect(assumed.find(({ field }) => field === 'session.member')?.effect).toBe('none');
  });

  it('matters where only several changes at once change the answer', async () => {
    const decide: Decide = ({ session: { login } }) => ({
      allow: true,
      roles: login === 'ci-cd-dev' ? {} : { [eu]: ['deployer'], [production]: ['deployer'] },
    });
    const { answer, assumed } = await ask(decide);
    expect(answer).toBe('yes');
    expect(assumed.find(({ field }) => field === 'session.login')?.otherwise).toEqual([
      { value: 'ci-cd-dev', answer: 'no' },
    ]);
  });

  it('is nothing that logins have shown', async () => {
    const snapshot = account({ keyLogin: 'id', keySession: { name: 'keyName', member: true, machine: false } });
    const { assumed } = await ask(NOBODY, { account: snapshot });
    expect(assumed.map(({ field }) => field)).toEqual(['session.admin', 'session.creator_ip']);
  });
});

describe('what can not be asked', () => {
  it.each<[Asked, string]>([
    [{ action: 'run:triger' }, '"run:triger" is no action that is known: did you mean run:trigger?'],
    [
      { space: 'productoin' },
      `No space of the account "demo" has the id or name "productoin": did you mean "production" (${production})?`,
    ],
    [{ space: '' }, 'The space is empty'],
    [
      { session: { key: 'ci-cd-def' } },
      'No API key of the account "demo" has the name or id "ci-cd-def": did you mean "ci-cd-dev"?',
    ],
    [{ session: { key: 'staging-deploy' } }, '2 API keys of the account "demo" are named "staging-deploy"'],
    [{ account: null }, 'Without a policy and without an account'],
    [{ account: account(twins()), space: 'eu' }, '2 spaces of the account "demo" are named "eu": give the id of one'],
  ])('%#', async (asked, message) => {
    await expect(ask(NOBODY, asked)).rejects.toThrow(message);
  });

  it('a space that the account may not show is taken by its id', async () => {
    const spaces = { ...demoAccount.spaces, state: 'partial' as const };
    const decide = grants({ 'hidden-space': ['deployer'] });
    expect((await ask(decide, { account: account({ spaces }), space: 'hidden-space' })).answer).toBe('yes');
    expect((await ask(NOBODY, { account: account({ spaces }), space: 'hidden-space' })).answer).toBe('no');
  });
});

it('knows the key, and the words of the question', async () => {
  const { key, action, space, scheme } = await ask(NOBODY, { space: 'eu', action: 'RUN_TRIGGER' });
  expect(key).toEqual({ id: keyId('ci-cd-dev'), name: 'ci-cd-dev' });
  expect(action.shown).toBe('run:trigger');
  expect(space).toEqual({ id: eu, path: ['root', 'production', 'eu'] });
  expect(scheme).toBe('LOGIN_POLICIES');
});

/** A second space with the name `eu`. */
function twins(): Partial<AccountSnapshot> {
  const items = demoAccount.spaces.items.map((one) => (one.id === us ? { ...one, name: 'eu' } : one));
  return { spaces: { ...demoAccount.spaces, items } };
}
