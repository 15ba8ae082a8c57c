/** The list of accounts, and what becomes of it. */
import { describe, expect, it } from 'vitest';
import {
  currentOf,
  idOf,
  labelOf,
  NO_ACCOUNTS,
  readAccountList,
  readCredential,
  signInOf,
  wayOf,
  withAccount,
  withoutAccount,
  type KnownAccount,
} from '../../../client/src/account/accountList.ts';
import type { Credential } from '../../../server/src/protocol/credential.ts';

const ENDPOINT = 'https://acme.app.spacelift.io';
const KEY: KnownAccount = { kind: 'apiKey', endpoint: ENDPOINT, keyId: '01K' };
const OTHER_KEY: KnownAccount = { ...KEY, keyId: '01L' };
const PROFILE: KnownAccount = { kind: 'profile', profile: 'prod', endpoint: ENDPOINT };
const DEMO: KnownAccount = { kind: 'demo' };
const CREDENTIAL: Credential = { kind: 'apiKey', endpoint: ENDPOINT, id: '01K', secret: 'hush' };

describe('the list', () => {
  it('has the account that was signed in to last first and once, as the current one', () => {
    const list = [KEY, DEMO, OTHER_KEY, KEY].reduce(withAccount, NO_ACCOUNTS);
    expect(list.accounts).toEqual([KEY, OTHER_KEY, DEMO]);
    expect(currentOf(list)).toEqual(KEY);
  });

  it('forgets who signs out, and signs nobody in elsewhere by that', () => {
    const list = [DEMO, KEY].reduce(withAccount, NO_ACCOUNTS);
    expect(withoutAccount(list, idOf(KEY))).toEqual({ accounts: [DEMO] });
    expect(withoutAccount(list, idOf(DEMO))).toEqual({ accounts: [KEY], current: idOf(KEY) });
  });

  it('comes back as it was saved; what is none of ours is left out', () => {
    const list = [PROFILE, DEMO, KEY].reduce(withAccount, NO_ACCOUNTS);
    expect(readAccountList(JSON.parse(JSON.stringify(list)))).toEqual(list);
    const accounts = [{ kind: 'new' }, null, 'x', { ...DEMO, secret: 'hush' }];
    expect(readAccountList({ accounts, current: 'gone' })).toEqual({ accounts: [DEMO] });
    for (const none of [undefined, null, 7, {}, { accounts: {} }]) expect(readAccountList(none)).toEqual(NO_ACCOUNTS);
  });

  it('tells accounts apart by what they are signed in to with', () => {
    const all = [KEY, OTHER_KEY, PROFILE, DEMO, { kind: 'github', endpoint: ENDPOINT } as const];
    expect(new Set(all.map(idOf)).size).toBe(all.length);
    // What a profile says of its address may change.
    expect(idOf({ kind: 'profile', profile: 'prod' })).toBe(idOf(PROFILE));
  });
});

it.each<[KnownAccount, string, string]>([
  [KEY, 'acme.app.spacelift.io', 'API key 01K'],
  [{ kind: 'github', endpoint: 'http://127.0.0.1:8080' }, '127.0.0.1:8080', 'GitHub token'],
  [{ kind: 'token', endpoint: ENDPOINT }, 'acme.app.spacelift.io', 'API token'],
  [PROFILE, 'acme.app.spacelift.io', 'spacectl profile "prod"'],
  [{ kind: 'profile', profile: 'dev' }, 'Profile "dev"', 'spacectl profile "dev"'],
  [{ kind: 'environment', endpoint: ENDPOINT }, 'acme.app.spacelift.io', 'environment variables'],
  [DEMO, 'Demo account', 'made up, on this computer'],
])('%o is called %s', (account, label, way) => {
  expect([labelOf(account), wayOf(account)]).toEqual([label, way]);
});

describe('what the server signs in with', () => {
  it('is the secret with the account that it belongs to, and with no other', () => {
    expect(signInOf(KEY, CREDENTIAL)).toEqual({ kind: 'credential', credential: CREDENTIAL, from: 'API key 01K' });
    expect(signInOf(KEY, { ...CREDENTIAL, endpoint: 'https://other.test' })).toBeUndefined();
    expect(signInOf(OTHER_KEY, CREDENTIAL)).toBeUndefined();
    expect(signInOf(KEY, { kind: 'github', endpoint: ENDPOINT, token: 'hush' })).toBeUndefined();
    expect(signInOf(KEY, undefined)).toBeUndefined();
  });

  it('needs no secret for what this computer has', () => {
    expect(signInOf(PROFILE, undefined)).toEqual({ kind: 'profile', profile: 'prod' });
    expect(signInOf({ kind: 'environment' }, undefined)).toEqual({ kind: 'profile' });
    expect(signInOf(DEMO, undefined)).toEqual({ kind: 'demo' });
  });

  it('is read as it was kept, or not at all', () => {
    const token: Credential = { kind: 'token', endpoint: ENDPOINT, token: 'hush' };
    for (const one of [CREDENTIAL, token]) expect(readCredential(JSON.stringify(one))).toEqual(one);
    const wrong = [undefined, '', '{', '7', 'null', '{"kind":"apiKey","endpoint":"x"}', '{"kind":"token","token":"x"}'];
    for (const kept of wrong) expect(readCredential(kept)).toBeUndefined();
  });
});
