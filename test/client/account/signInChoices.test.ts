/** What somebody who signs in can choose from, and what is said of what they type. */
import { describe, expect, it } from 'vitest';
import { idOf, NO_ACCOUNTS, withAccount, type KnownAccount } from '../../../client/src/account/accountList.ts';
import { troubleOf } from '../../../client/src/account/attempt.ts';
import { BILLING, signInChoices, switchChoices } from '../../../client/src/account/signInChoices.ts';
import { asAddress, hintOfKeyId } from '../../../client/src/account/typedText.ts';
import { withoutSecrets } from '../../../client/src/account/withoutSecrets.ts';
import type { SignInOffers } from '../../../server/src/protocol/signIn.ts';
import type { LoadedAccount } from '../../../server/src/protocol/lsp.ts';

const ENDPOINT = 'https://acme.app.spacelift.io';
const KEY: KnownAccount = { kind: 'apiKey', endpoint: ENDPOINT, keyId: '01K' };
const PROFILE: KnownAccount = { kind: 'profile', profile: 'prod', endpoint: ENDPOINT };
const NOTHING: SignInOffers = { profiles: [], troubles: [] };
const OFFERS: SignInOffers = {
  profiles: [
    { alias: 'prod', endpoint: ENDPOINT, isCurrent: true },
    { alias: 'dev', isCurrent: false },
  ],
  environment: { variable: 'SPACELIFT_API_TOKEN', endpoint: ENDPOINT },
  troubles: ['half a key'],
};
const LOADED: LoadedAccount = { state: 'loaded', name: 'acme', source: '', parts: {} as LoadedAccount['parts'] };

describe('choices', () => {
  it('are the ways to sign in with a secret, and the demo account, on a computer that has nothing', () => {
    const choices = signInChoices(NO_ACCOUNTS, NOTHING);
    expect(choices.map(({ label }) => label)).toEqual([
      'With a secret',
      'API key…',
      'API key from its file…',
      'GitHub token…',
      'API token…',
      'To try things out',
      'Demo account',
    ]);
    const asking = choices.filter(({ way }) => way?.kind === 'apiKey' || way?.kind === 'keyFile');
    expect(asking.map(({ detail }) => detail)).toEqual([BILLING, BILLING]);
  });

  it('begin with what was signed in to before, and with what this computer has; nothing twice', () => {
    const list = [PROFILE, KEY].reduce(withAccount, NO_ACCOUNTS);
    const shown = signInChoices(list, OFFERS).slice(0, 7);
    expect(shown.map(({ label, description, detail }) => [label, description, detail])).toEqual([
      ['Signed in before', undefined, undefined],
      ['acme.app.spacelift.io', 'API key 01K', 'Current'],
      ['acme.app.spacelift.io', 'spacectl profile "prod"', undefined],
      ['On this computer', undefined, undefined],
      ['spacectl profile "dev"', undefined, undefined],
      ['Environment variables', 'SPACELIFT_API_TOKEN · acme.app.spacelift.io', undefined],
      ['Can’t be used', undefined, 'half a key'],
    ]);
    expect(shown.at(-1)?.way).toBeUndefined();
  });

  it('name what a profile is now, not what it was when it was used last', () => {
    const list = withAccount(NO_ACCOUNTS, { ...PROFILE, endpoint: 'https://before.test' });
    expect(signInChoices(list, OFFERS)[1]).toMatchObject({ label: 'acme.app.spacelift.io', detail: 'Current' });
    expect(signInChoices(list, NOTHING)[1]).toMatchObject({ label: 'before.test' });
  });

  it('to switch to are all accounts but the current one', () => {
    const list = [PROFILE, { kind: 'demo' } as const, KEY].reduce(withAccount, NO_ACCOUNTS);
    const ways = switchChoices(list).map(({ way }) => way);
    expect(ways).toEqual([
      { kind: 'account', account: { kind: 'demo' } },
      { kind: 'account', account: PROFILE },
    ]);
    expect(list.current).toBe(idOf(KEY));
  });
});

it.each([
  ['acme.app.spacelift.io', 'https://acme.app.spacelift.io'],
  [' http://127.0.0.1:80 ', 'http://127.0.0.1:80'],
  ['', ''],
])('the address %j is taken for %j', (typed, address) => {
  expect(asAddress(typed)).toBe(address);
});

it.each([
  ['01JHMXBCG04D2NVQZ9M8Y7KJ3F', undefined],
  ['', undefined],
  ['api::01JHMXBCG04D2NVQZ9M8Y7KJ3F', /^Without/],
  ['01J', /26 characters.*this has 3/],
])('of the id %j a hint is given: %o', (id, hint) => {
  const given = hintOfKeyId(id);
  if (hint === undefined) expect(given).toBeUndefined();
  else expect(given).toMatch(hint);
});

describe('an attempt', () => {
  const troubled: LoadedAccount = {
    ...LOADED,
    signedIn: { endpoint: ENDPOINT, from: '', isRefreshing: false, trouble: 'wrong secret' },
  };

  it('has come to something where the account has answered', () => {
    expect(troubleOf(LOADED, false)).toBeUndefined();
    expect(troubleOf(troubled, false)).toBe('wrong secret');
    expect(troubleOf({ state: 'failed', source: '', message: 'no profile' }, true)).toBe('no profile');
    expect(troubleOf({ state: 'none' }, false)).toContain('has not taken it');
    expect(troubleOf({ state: 'loading', source: '' }, false)).toContain('has not answered');
  });

  it('has come to something where it has answered to some of it', () => {
    const partly = { ...LOADED, signedIn: { endpoint: ENDPOINT, from: '', isRefreshing: false, trouble: 'roles …' } };
    expect(troubleOf({ ...partly, signedIn: { ...partly.signedIn, isPartly: true } }, false)).toBeUndefined();
  });

  it('with a secret that was kept is content with what was saved', () => {
    expect(troubleOf(troubled, true)).toBeUndefined();
  });
});

describe('a log', () => {
  it('has no secrets', () => {
    const answer = `Sending response 'loginPolicy/signIn - (3)'. Processing request took 1ms\nResult: {"secret":"hush"}`;
    const typed = `Sending request 'loginPolicy/readToken - (4)'.\nParams: {"text":"hush"}`;
    const file = `Received response 'loginPolicy/readKeyFile - (5)' in 1ms.\nResult: {"secret":"hush"}`;
    for (const text of [answer, typed, file, '{"type":"send-response","message":{"result":"hush"}}']) {
      expect(withoutSecrets(text)).not.toContain('hush');
      expect(withoutSecrets(text)).toContain('eft out');
    }
    expect(withoutSecrets(answer)).toContain("Sending response 'loginPolicy/signIn - (3)'");
  });

  it('has all the rest', () => {
    const other = `Received request 'loginPolicy/signInOffers - (3)'.\nResult: {}\n'loginPolicy/signIn - '`;
    expect(withoutSecrets(other)).toBe(other);
  });
});
