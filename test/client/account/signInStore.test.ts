/** Where what the user is signed in to is kept, and where nothing of it is. */
import { beforeEach, describe, expect, it } from 'vitest';
import { idOf, type KnownAccount } from '../../../client/src/account/accountList.ts';
import { SignInStore, type Candidate } from '../../../client/src/account/signInStore.ts';

const ENDPOINT = 'https://acme.app.spacelift.io';
const key = (id: string): Candidate => ({
  account: { kind: 'apiKey', endpoint: ENDPOINT, keyId: id },
  credential: { kind: 'apiKey', endpoint: ENDPOINT, id, secret: `hush-${id}` },
});
const DEMO: KnownAccount = { kind: 'demo' };

/** What VS Code has, in memory: settings' state of each window, secrets of all. */
let saved: Map<string, unknown>;
let secrets: Map<string, string>;
let listeners: ((secret: string) => Promise<void>)[];

function open(own: Map<string, unknown> = saved): SignInStore {
  const tell = async (name: string): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener(name)));
  };
  return new SignInStore(
    {
      get: (name: string) => own.get(name),
      update: (name, value) => Promise.resolve(void own.set(name, value)),
      keys: () => [...own.keys()],
    },
    {
      get: (name) => Promise.resolve(secrets.get(name)),
      store: (name, value) => {
        secrets.set(name, value);
        return tell(name);
      },
      delete: (name) => {
        secrets.delete(name);
        return tell(name);
      },
      onDidChange: () => {
        throw new Error('nobody listens here');
      },
    },
  );
}

/** With a state of its own, as it was when the window was opened; says what it has come to be signed in to. */
function openWindow(): { store: SignInStore; heard: (string | undefined)[] } {
  const store = open(new Map(saved));
  const heard: (string | undefined)[] = [];
  listeners.push(async (secret) => {
    if (await store.hear(secret)) heard.push(store.current && idOf(store.current));
  });
  return { store, heard };
}

beforeEach(() => {
  saved = new Map();
  secrets = new Map();
  listeners = [];
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
    expect(JSON.stringify([...secrets])).not.toContain('01K');
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
    expect([...secrets.values()].filter((secret) => secret.includes('hush'))).toHaveLength(2);
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
});

describe('another window', () => {
  const PROFILE: KnownAccount = { kind: 'profile', profile: 'prod', endpoint: ENDPOINT };
  const ENVIRONMENT: KnownAccount = { kind: 'environment', endpoint: ENDPOINT };

  it.each([{ account: DEMO }, { account: PROFILE }, { account: ENVIRONMENT }, key('01K')])(
    'is signed in and out as this one: $account.kind',
    async (candidate) => {
      const [here, there] = [openWindow(), openWindow()];
      await keep(here.store, candidate);
      const told = await here.store.signIn();
      expect(told).toBeDefined();
      expect(await there.store.signIn()).toEqual(told);
      await there.store.remove(candidate.account);
      expect(await here.store.signIn()).toBeUndefined();
      expect(there.heard[0]).toBe(idOf(candidate.account));
      expect(here.heard.at(-1)).toBeUndefined();
      expect(here.heard.length).toBeGreaterThan(0);
    },
  );

  it('goes on from what this one has changed, and is heard once', async () => {
    const [here, there] = [openWindow(), openWindow()];
    await keep(here.store, { account: DEMO });
    await keep(there.store, { account: PROFILE });
    expect(here.store.list).toEqual(there.store.list);
    expect(here.store.list.accounts).toEqual([PROFILE, DEMO]);
    expect([here.heard, there.heard]).toEqual([[idOf(PROFILE)], [idOf(DEMO)]]);
    // Nobody is signed in to another one by that.
    await there.store.remove(DEMO);
    expect(here.store.list.accounts).toEqual([PROFILE]);
    expect(here.heard).toHaveLength(1);
  });

  it('hears of a new secret of the account, and of no others', async () => {
    const [here, there] = [openWindow(), openWindow()];
    await keep(here.store, key('01K'));
    const before = there.heard.length;
    const { credential } = key('01K');
    const anew = { ...key('01K'), credential: credential?.kind === 'apiKey' && { ...credential, secret: 'hush-anew' } };
    await keep(here.store, anew as Candidate);
    expect(there.heard).toHaveLength(before + 1);
    expect(await there.store.signIn()).toMatchObject({ credential: { secret: 'hush-anew' } });
    expect(await there.store.hear('other')).toBe(false);
  });

  it('stays as it is where what is told can’t be read', async () => {
    const { store } = openWindow();
    await keep(store, { account: DEMO });
    for (const [name, value] of secrets) if (value.includes('accounts')) secrets.set(name, '{');
    expect(await store.hear('loginPolicy.accounts')).toBe(false);
    expect(store.current).toEqual(DEMO);
  });
});
