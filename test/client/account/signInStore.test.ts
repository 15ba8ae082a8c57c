/** Where what the user is signed in to is kept, and where nothing of it is. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { KnownAccount } from '../../../client/src/account/accountList.ts';
import { SignInStore, type Candidate } from '../../../client/src/account/signInStore.ts';

const ENDPOINT = 'https://acme.app.spacelift.io';
const key = (id: string): Candidate => ({
  account: { kind: 'apiKey', endpoint: ENDPOINT, keyId: id },
  credential: { kind: 'apiKey', endpoint: ENDPOINT, id, secret: `hush-${id}` },
});
const DEMO: KnownAccount = { kind: 'demo' };

/** What VS Code has, in memory. */
let saved: Map<string, unknown>;
let secrets: Map<string, string>;
const open = (): SignInStore =>
  new SignInStore(
    {
      get: (name: string) => saved.get(name),
      update: (name, value) => Promise.resolve(void saved.set(name, value)),
      keys: () => [...saved.keys()],
    },
    {
      get: (name) => Promise.resolve(secrets.get(name)),
      store: (name, value) => Promise.resolve(void secrets.set(name, value)),
      delete: (name) => Promise.resolve(void secrets.delete(name)),
      onDidChange: () => {
        throw new Error('nobody listens here');
      },
    },
  );

beforeEach(() => {
  saved = new Map();
  secrets = new Map();
});

async function keep(store: SignInStore, candidate: Candidate): Promise<void> {
  store.consider(candidate);
  await store.keep();
}

describe('what is tried', () => {
  it('is told to the server, and kept nowhere before that has come to something', async () => {
    const store = open();
    await keep(store, { account: DEMO });
    store.consider(key('01K'));
    expect(await store.signIn()).toMatchObject({ kind: 'credential', from: 'API key 01K' });
    expect(secrets.size).toBe(0);
    expect(JSON.stringify([...saved])).not.toContain('01K');
    store.drop();
    expect(await store.signIn()).toEqual({ kind: 'demo' });
  });
});

describe('what is kept', () => {
  it('is there in the next session: the secret among the secrets, and nowhere else', async () => {
    await keep(open(), key('01K'));
    const next = open();
    expect(next.current).toEqual(key('01K').account);
    expect(await next.signIn()).toMatchObject({ credential: { secret: 'hush-01K' } });
    expect([...secrets.values()].join('')).toContain('hush-01K');
    expect(JSON.stringify([...saved])).not.toContain('hush');
  });

  it('is one secret for each account; who signs out takes only their own along', async () => {
    const store = open();
    await keep(store, key('01K'));
    await keep(store, key('01L'));
    expect(secrets.size).toBe(2);
    await store.remove(key('01L').account);
    expect([...secrets.values()].join('')).not.toContain('hush-01L');
    expect(store.current).toBeUndefined();
    expect(await store.signIn()).toBeUndefined();
    expect(await store.find(key('01K').account)).toEqual(key('01K'));
  });

  it('is of no use without its secret', async () => {
    const store = open();
    await keep(store, key('01K'));
    secrets.clear();
    expect(await store.signIn()).toBeUndefined();
    expect(await store.find(key('01K').account)).toBeUndefined();
    expect(await store.find(DEMO)).toEqual({ account: DEMO });
  });

  it('of a profile has the address that it has led to; of a secret the one that it belongs to', async () => {
    const store = open();
    store.consider({ account: { kind: 'profile', profile: 'prod' } });
    await store.keep(ENDPOINT);
    expect(store.current).toEqual({ kind: 'profile', profile: 'prod', endpoint: ENDPOINT });
    store.consider(key('01K'));
    await store.keep('https://other.test');
    expect(await store.signIn()).toMatchObject({ credential: { endpoint: ENDPOINT } });
  });

  it('knows its own secret by name', async () => {
    const store = open();
    await keep(store, key('01K'));
    const [name = ''] = secrets.keys();
    expect([store.isCurrent(name), store.isCurrent('other')]).toEqual([true, false]);
  });
});
