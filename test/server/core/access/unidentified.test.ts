/** Keys that the account does not show, or that there is no account for. */
import { describe, expect, it } from 'vitest';
import type { CanAnswer } from '../../../../server/src/protocol/access.ts';
import type { AccountSnapshot, PartState } from '../../../../server/src/protocol/account.ts';
import { demoAccount, keyId } from '../account/demoAccount.ts';
import type { Decide } from '../simulation/fakeOpa.ts';
import { account, ask, eu, grants, NOBODY, POLICY, type Asked } from './askCan.ts';

const { at } = demoAccount.apiKeys;
const id = keyId('ci-cd-dev');

/** Policies whose text names an id and a team: those are told apart. */
const NAMES = `package spacelift
allow { input.session.login == "api::${id}" }
deny { input.session.teams[_] == "Contractors" }
`;

const keysThatAre = (state: PartState): Partial<AccountSnapshot> => ({
  apiKeys: { state, at, items: [], reason: 'no permission' },
});
const loginPolicies = { state: 'complete' as const, at, items: [{ ...POLICY, body: NAMES }] };
/** The demo account with that policy, which does not show its keys. */
const hiding = (changes: Partial<AccountSnapshot> = {}): AccountSnapshot =>
  account({ loginPolicies, ...keysThatAre('forbidden'), ...changes });
const noBindings = { state: 'complete' as const, at, items: [] };

const byId: Decide = ({ session }) => ({
  allow: true,
  roles: session['login'] === `api::${id}` ? { [eu]: ['deployer'] } : {},
});
const byTeam: Decide = ({ session }) => ({
  allow: true,
  roles: (session['teams'] as string[]).includes('Contractors') ? { [eu]: ['deployer'] } : {},
});
const byIdAndTeam: Decide = ({ session }) => ({
  allow: true,
  deny: session['login'] === `api::${id}` && (session['teams'] as string[]).includes('Contractors'),
  roles: { [eu]: ['deployer'] },
});
const always = grants({ [eu]: ['deployer'] });

describe('a key that the account does not show', () => {
  it.each<[string, Decide, Asked, CanAnswer['answer']]>([
    ['its id may be one that has it', byId, {}, 'unknown'],
    ['its teams may have it', byTeam, {}, 'unknown'],
    ['it may be denied by its id and its teams together', byIdAndTeam, {}, 'unknown'],
    ['whoever it is, it may not, unless it is administrative', NOBODY, {}, 'unknown'],
    ['whoever it is, it may', always, {}, 'yes'],
    ['its teams are given', byIdAndTeam, { session: { teams: [] } }, 'yes'],
    ['its id is given, and how keys log in is not known', byId, { session: { key: id } }, 'unknown'],
    [
      'its id is given, and that keys log in so',
      byId,
      { session: { key: id }, account: hiding({ keyLogin: 'id' }) },
      'yes',
    ],
    ['its name is given, and that keys log in by id', byId, { account: hiding({ keyLogin: 'id' }) }, 'unknown'],
    ['all of it is given', NOBODY, { session: { teams: [], admin: false } }, 'no'],
    ['it is in no list that could be had', NOBODY, { account: hiding(keysThatAre('failed')) }, 'unknown'],
    ['it is not in the list, which lacks some', NOBODY, { account: hiding(keysThatAre('partial')) }, 'unknown'],
    [
      'bindings count, and its teams may have it',
      NOBODY,
      { account: hiding({ authorizationScheme: 'MANAGED_USERS' }), space: 'development' },
      'unknown',
    ],
    [
      'bindings count, and none is to a team: there may be one to the key',
      NOBODY,
      { account: hiding({ authorizationScheme: 'MANAGED_USERS', teamBindings: noBindings }) },
      'unknown',
    ],
    ['it is not known what counts', always, { account: withoutScheme(hiding()) }, 'unknown'],
  ])('%s', async (_, decide, asked, answer) => {
    const made = await ask(decide, { account: hiding(), ...asked });
    expect(made.answer).toBe(answer);
    expect(made.reasons.join('\n')).toContain('does not show the API key');
    expect(JSON.stringify(made)).not.toContain('without an account');
    const isTeamless = asked.session?.teams !== undefined;
    expect(JSON.stringify(made.ways).includes('The session has no team')).toBe(isTeamless);
  });

  it('says first who is not known, then what it depends on', async () => {
    const { reasons, ways, assumed } = await ask(byId, { account: hiding() });
    expect(reasons).toEqual([
      'The account "demo" does not show the API key "ci-cd-dev": what the account shows of its API keys is forbidden (no permission). Not known: its login, its teams and whether it is an administrative key, which is always admin',
      'As assumed, no: No role is held in production / eu',
      `But as "api::${id}" without teams, yes: The role deployer gives run:trigger: granted in production / eu`,
    ]);
    expect(ways.map((way) => [way.answer, way.reasons[0]])).toEqual([
      ['unknown', 'As assumed, no: No role is held in production / eu'],
      ['unknown', 'Which roles are bound to the key is not known: nor is the key'],
      ['unknown', 'The teams of the key are not known'],
    ]);
    const otherwise = assumed.map(({ field, otherwise: others }) => [field, others]);
    expect(otherwise).toContainEqual(['session.login', [{ value: `api::${id}`, answer: 'yes' }]]);
    expect(otherwise).toContainEqual(['session.admin', [{ value: true, answer: 'yes' }]]);
  });

  it('says that only an administrative key may, where that is so', async () => {
    const { reasons } = await ask(NOBODY, { account: hiding() });
    expect(reasons.slice(1)).toEqual([
      'An administrative key may do everything everywhere; any other may not do this, whatever its login and its teams',
      'No role is held in production / eu',
    ]);
  });

  it('says first that it may, where it may whoever it is', async () => {
    const { reasons } = await ask(always, { account: hiding() });
    expect(reasons[0]).toContain('The role deployer gives run:trigger');
  });

  it.each<[string, AccountSnapshot]>([
    [
      'bindings are not known',
      hiding({ authorizationScheme: 'MANAGED_USERS', teamBindings: { ...noBindings, state: 'forbidden' } }),
    ],
    [
      'not all bindings are known',
      hiding({ authorizationScheme: 'MANAGED_USERS', teamBindings: { ...noBindings, state: 'partial' } }),
    ],
  ])('its teams may have it: %s', async (_, snapshot) => {
    const { ways } = await ask(NOBODY, { account: snapshot });
    expect(ways[2]).toMatchObject({
      answer: 'unknown',
      reasons: ['The teams of the key are not known', expect.anything()],
    });
  });

  it('is no certain yes where not every mix of teams could be tried', async () => {
    const names = Array.from({ length: 9 }, (_, n) => `allow { input.session.teams[_] == "team ${n}" }`);
    const policy = `package spacelift\n${names.join('\n')}\n`;
    const { answer, reasons } = await ask(always, { account: hiding(), policy });
    expect(answer).toBe('unknown');
    expect(reasons).toContain('Not all that the key may be was tried');
  });
});

describe('a key without an account', () => {
  it.each<[string, Decide, CanAnswer['answer']]>([
    ['its id may be one that has it', byId, 'unknown'],
    ['its teams may have it', byTeam, 'unknown'],
    ['whoever it is, the policy gives nothing', NOBODY, 'no'],
    ['whoever it is, the policy gives it', grants({ [eu]: ['space-writer'] }), 'yes'],
  ])('%s', async (_, decide, answer) => {
    const made = await ask(decide, { account: null, policy: NAMES });
    expect(made.answer).toBe(answer);
    expect(made.reasons.join('\n')).toContain('Without an account nothing is known of the API key "ci-cd-dev"');
  });
});

function withoutScheme(snapshot: AccountSnapshot): AccountSnapshot {
  const copy = { ...snapshot };
  delete copy.authorizationScheme;
  return copy;
}
