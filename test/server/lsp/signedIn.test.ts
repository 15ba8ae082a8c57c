/** The account that somebody is signed in to: known at once as it was saved, then as it is. */
import { afterEach, describe, expect, it } from 'vitest';
import { AccountError } from '../../../server/src/core/account/accountError.ts';
import { parseSnapshot } from '../../../server/src/core/account/snapshotSchema.ts';
import { BadInput } from '../../../server/src/core/badInput.ts';
import type { Accounts, SignedInAccount } from '../../../server/src/core/ports.ts';
import type { AccountSnapshot, Role } from '../../../server/src/protocol/account.ts';
import type { FoundCredential } from '../../../server/src/protocol/credential.ts';
import {
  ACCOUNT,
  ACCOUNT_CHANGED,
  ACCOUNT_NAMES,
  REFRESH_ACCOUNT,
  SIGN_IN,
  SIGN_IN_CHANGED,
  SNAPSHOT,
  VERIFY,
  type AccountResult,
  type SignIn,
  type SimulateParams,
} from '../../../server/src/protocol/lsp.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, TestClient, type ClientOptions } from '../../support/lspClient.ts';
import { FakeAccount } from './fakeAccount.ts';
import demo from '../../../demo/account.json' with { type: 'json' };

const DEMO = parseSnapshot(JSON.stringify(demo));
const FILE = 'file:///a/login.rego';
/** The role is of no account but the refreshed one. */
const POLICY =
  'package spacelift\n\nallow if input.session.member\n\nroles["root"] contains "night-shift" if input.session.member\n';

const NIGHT_SHIFT: Role = {
  id: '01K9PFWPM00Y44QPHHEZJN5WBX',
  slug: 'night-shift',
  name: 'Night shift',
  description: 'Deploys while others sleep',
  isSystem: false,
  actions: ['RUN_TRIGGER', 'SPACE_READ'],
};
/** As of some minutes before the client's clock, or of a day before. */
const asOf = (at: string): AccountSnapshot => ({
  ...DEMO,
  roles: { ...DEMO.roles, at },
  spaces: { ...DEMO.spaces, at },
  apiKeys: { ...DEMO.apiKeys, at },
  teams: { ...DEMO.teams, at },
  teamBindings: { state: 'partial', at, items: [] },
  loginPolicies: { ...DEMO.loginPolicies, at },
});
const RECENT = asOf('2026-03-01T11:55:00Z');
const OLD = asOf('2026-02-28T12:00:00Z');
const NEW = asOf('2026-03-01T12:00:00Z');
const REFRESHED: AccountSnapshot = {
  ...NEW,
  roles: { ...NEW.roles, items: [...NEW.roles.items, NIGHT_SHIFT] },
};

const never = (): Promise<never> => Promise.reject(new BadInput('not asked for here'));
const own = (account: SignedInAccount | Error): Accounts => ({
  signIn: () => (account instanceof Error ? Promise.reject(account) : Promise.resolve(account)),
  signInWith: never,
});

let client: TestClient | undefined;
afterEach(() => client?.end());

const SIGNS_IN = { ...FULL, experimental: { runSimulation: true, signsIn: true } };

interface Told {
  /** How often it was told that the account has changed. */
  changes: number;
  /** What the user is signed in to, by the client. */
  signIn: SignIn | null;
  /** How often that was asked for. */
  asked: number;
}

async function connect(
  options: Partial<ClientOptions>,
  told: Told = { changes: 0, signIn: null, asked: 0 },
): Promise<TestClient> {
  const engine = fakeEngine({
    parses: () => ({ v0: false, v1: true }),
    check: () => ({ errors: [] }),
    capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
    decide: () => ({ outcomes: [{ kind: 'decided', result: { allow: true } }], evaluator: 'interpreter' }),
  });
  const made = await TestClient.connect({
    engine,
    ...options,
    listen: (connection) => {
      connection.onRequest(SIGN_IN, (): object | null => {
        told.asked++;
        return told.signIn;
      });
      connection.onNotification(ACCOUNT_CHANGED, () => {
        client?.take(() => told.changes++);
      });
    },
  });
  client = made;
  return made;
}

const stateOf = (of: TestClient): Promise<AccountResult> => of.connection.sendRequest<AccountResult>(ACCOUNT);

/** Waits until the state is so; looks again whenever the account is told to have changed, or diagnostics to be old. */
async function untilState(of: TestClient, fits: (state: AccountResult) => boolean): Promise<AccountResult> {
  for (;;) {
    const { heard } = of;
    const state = await stateOf(of);
    if (fits(state)) return state;
    await of.until(() => (of.heard > heard ? true : undefined));
  }
}

async function codes(of: TestClient): Promise<unknown[]> {
  return (await of.diagnostics(FILE)).map(({ code }) => code);
}

describe('an account of this computer', () => {
  it('is known as it was saved, and is not asked again within minutes', async () => {
    const account = new FakeAccount(RECENT);
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(account) });
    const state = await untilState(connected, ({ state: name }) => name === 'loaded');
    expect(state).toMatchObject({
      name: 'demo',
      source: 'auto',
      signedIn: { endpoint: 'https://acme.app.spacelift.io', from: 'SPACELIFT_API_KEY_ID', isRefreshing: false },
    });
    expect(await connected.connection.sendRequest(ACCOUNT_NAMES)).toMatchObject({ source: 'auto' });
    await connected.open(FILE, POLICY);
    expect(await codes(connected)).toEqual(['SL002']);
    expect(account.log).toEqual([]);
  });

  it('is refreshed behind what was saved: findings, completion and hover follow without an edit', async () => {
    const account = new FakeAccount(OLD);
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(account) });
    await untilState(connected, (state) => state.state === 'loaded' && state.signedIn?.isRefreshing === true);
    await connected.open(FILE, POLICY);
    expect(await codes(connected)).toEqual(['SL002']);
    const { refreshCount } = connected;
    await account.answer(REFRESHED);
    await connected.until(() => (connected.refreshCount > refreshCount ? true : undefined));
    expect(await codes(connected)).toEqual([]);
    const position = { line: 4, character: 28 };
    const hover = await connected.ask<{ contents: { value: string } }>('textDocument/hover', FILE, { position });
    expect(hover.contents.value).toContain('Deploys while others sleep');
    const { items } = await connected.ask<{ items: { label: string }[] }>('textDocument/completion', FILE, {
      position,
    });
    expect(items.map(({ label }) => label)).toContain('night-shift');
    expect(await connected.connection.sendRequest(SNAPSHOT)).toEqual(REFRESHED);
    expect(account.log).toEqual(['refresh']);
  });

  it('is asked again when it was long ago, by whoever edits, saves or looks; once in some minutes', async () => {
    let now = 1_772_366_400_000_000_000n;
    const pass = (minutes: number): void => {
      now += BigInt(minutes) * 60_000_000_000n;
    };
    const account = new FakeAccount(NEW);
    const connected = await connect({
      settings: { account: 'auto' },
      accounts: own(account),
      clock: { now: () => now },
    });
    await untilState(connected, ({ state }) => state === 'loaded');
    await connected.open(FILE, POLICY);
    pass(9);
    await codes(connected);
    expect(account.log).toEqual([]);
    pass(2);
    await connected.change(FILE, { text: `${POLICY}\n` });
    await account.answer(new AccountError('unreachable', 'no network'));
    await untilState(connected, (state) => state.state === 'loaded' && state.signedIn?.trouble === 'no network');
    await codes(connected);
    expect(account.log).toEqual(['refresh']);
    pass(6);
    await codes(connected);
    await account.answer(new AccountError('unreachable', 'no network'));
    expect(account.log).toEqual(['refresh', 'refresh']);
    await untilState(connected, (state) => state.state === 'loaded' && state.signedIn?.isRefreshing === false);
    pass(6);
    await connected.connection.sendNotification('textDocument/didSave', { textDocument: { uri: FILE } });
    await account.answer(REFRESHED);
    await untilState(connected, (state) => state.state === 'loaded' && state.signedIn?.trouble === undefined);
    expect(account.log).toEqual(['refresh', 'refresh', 'refresh']);
  });

  it('that does not answer to everything says to what; what came counts, and the rest is asked for again', async () => {
    const BUSY = 'acme.app.spacelift.io was asked too often (429).';
    const roles = { state: 'failed', at: NEW.roles.at, items: [], reason: BUSY } as const;
    const gutted: AccountSnapshot = { ...NEW, roles: { ...roles, items: [] }, missed: { roles: BUSY } };
    // It was saved so by whoever asked just before.
    const account = new FakeAccount(gutted);
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(account) });
    await account.answer(gutted);
    const state = await untilState(connected, (now) => now.state === 'loaded' && now.signedIn?.isRefreshing === false);
    expect(state).toMatchObject({
      parts: { roles: { state: 'failed', reason: BUSY }, spaces: { state: 'complete' } },
      signedIn: { trouble: 'roles could not be had: acme.app.spacelift.io was asked too often (429)', isPartly: true },
    });
    await connected.open(FILE, POLICY);
    expect(await codes(connected)).toEqual([]);
    const refreshed = connected.connection.sendRequest<AccountResult>(REFRESH_ACCOUNT);
    await account.answer(NEW);
    expect(await refreshed).not.toHaveProperty('signedIn.trouble');
    expect(await codes(connected)).toEqual(['SL002']);
  });

  it('of which nothing is known yet is loading; typing does not wait', async () => {
    const account = new FakeAccount(undefined);
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(account) });
    await connected.open(FILE, POLICY);
    expect(await untilState(connected, ({ state }) => state !== 'none')).toEqual({ state: 'loading', source: 'auto' });
    expect(await codes(connected)).toEqual([]);
    await account.answer(DEMO);
    await untilState(connected, ({ state }) => state === 'loaded');
    expect(await codes(connected)).toEqual(['SL002']);
  });

  it('that can’t be asked stays as it was saved, and says why; the next refresh tries again', async () => {
    const account = new FakeAccount(OLD);
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(account) });
    await account.answer(new AccountError('unreachable', 'no network'));
    const state = await untilState(connected, (now) => now.state === 'loaded' && now.signedIn?.trouble !== undefined);
    expect(state).toMatchObject({ signedIn: { trouble: 'no network', isRefreshing: false } });
    expect(connected.messages).toEqual([]);
    const refreshed = connected.connection.sendRequest<AccountResult>(REFRESH_ACCOUNT);
    await account.answer(REFRESHED);
    expect(await refreshed).toMatchObject({
      state: 'loaded',
      parts: { roles: { count: DEMO.roles.items.length + 1 } },
    });
    expect(await refreshed).not.toHaveProperty('signedIn.trouble');
  });

  it('that was never asked and can’t be is told once', async () => {
    const account = new FakeAccount(undefined);
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(account) });
    await account.answer(new AccountError('signIn', 'wrong secret'));
    expect(await untilState(connected, ({ state }) => state === 'failed')).toEqual({
      state: 'failed',
      source: 'auto',
      message: 'wrong secret',
    });
    await connected.until(() => (connected.messages.length > 0 ? true : undefined));
    expect(connected.messages).toEqual(["The account can't be read: auto: wrong secret"]);
  });

  it('without a credential is told', async () => {
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(new BadInput('no credential')) });
    const state = await untilState(connected, (now) => now.state === 'failed');
    expect(state).toEqual({ state: 'failed', source: 'auto', message: 'no credential' });
  });

  it('is closed when another is chosen, and when the server ends', async () => {
    const account = new FakeAccount(RECENT);
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(account) });
    await untilState(connected, ({ state }) => state === 'loaded');
    connected.settings = { account: 'demo' };
    await connected.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await untilState(connected, (state) => state.state === 'loaded' && state.source === 'demo');
    expect(account.log).toEqual(['close']);
  });
});

const CREDENTIAL: FoundCredential = {
  credential: { kind: 'apiKey', endpoint: 'https://acme.app.spacelift.io', id: '01K', secret: 'hush' },
  from: 'the API key "ci"',
};

describe('an account that the client signs in to', () => {
  it('is asked for where no setting names one, and followed when it changes', async () => {
    const told: Told = { changes: 0, signIn: { kind: 'credential', ...CREDENTIAL }, asked: 0 };
    const account = new FakeAccount(RECENT, CREDENTIAL.from);
    const given: FoundCredential[] = [];
    const accounts: Accounts = {
      signIn: never,
      signInWith: (found) => {
        given.push(found);
        return Promise.resolve(account);
      },
    };
    const connected = await connect({ capabilities: SIGNS_IN, accounts }, told);
    await untilState(connected, ({ state }) => state === 'loaded');
    expect(given).toMatchObject([CREDENTIAL]);
    told.signIn = null;
    await connected.connection.sendNotification(SIGN_IN_CHANGED);
    await untilState(connected, ({ state }) => state === 'none');
    expect(account.log).toEqual(['close']);
    told.signIn = { kind: 'demo' };
    await connected.connection.sendNotification(SIGN_IN_CHANGED);
    expect(await untilState(connected, ({ state }) => state === 'loaded')).toMatchObject({ source: 'demo' });
    expect(connected.logged.join('\n')).not.toContain('hush');
  });

  it('that is the same is not signed in to again', async () => {
    const told: Told = { changes: 0, signIn: { kind: 'profile', profile: 'prod' }, asked: 0 };
    const account = new FakeAccount(RECENT);
    const connected = await connect({ capabilities: SIGNS_IN, accounts: own(account) }, told);
    await untilState(connected, ({ state }) => state === 'loaded');
    const { asked } = told;
    await connected.connection.sendNotification(SIGN_IN_CHANGED);
    await connected.until(() => (told.asked > asked ? true : undefined));
    expect(await stateOf(connected)).toMatchObject({ state: 'loaded', source: 'spacectl profile "prod"' });
    expect(account.log).toEqual([]);
  });

  it('is not asked for where a setting names one, nor of a client that can’t', async () => {
    const told: Told = { changes: 0, signIn: { kind: 'demo' }, asked: 0 };
    const connected = await connect({ capabilities: SIGNS_IN, settings: { account: 'demo' } }, told);
    await untilState(connected, ({ state }) => state === 'loaded');
    expect(told.asked).toBe(0);
    await connected.end();
    const other = await connect({}, told);
    await other.open(FILE, POLICY);
    expect(await codes(other)).toEqual([]);
    expect(await stateOf(other)).toEqual({ state: 'none' });
    expect(told.asked).toBe(0);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['something else', { kind: 'credential', credential: { kind: 'apiKey', endpoint: 'https://x' }, from: 'y' }],
  ])('answers %s: no account', async (_, answer) => {
    const told: Told = { changes: 0, signIn: answer as SignIn, asked: 0 };
    const connected = await connect({ capabilities: SIGNS_IN }, told);
    await connected.until(() => (told.changes > 0 ? true : undefined));
    expect(await stateOf(connected)).toEqual({ state: 'none' });
  });
});

describe('verifying', () => {
  const params = (version: number): SimulateParams => ({
    textDocument: { uri: FILE, version },
    request: { session: { login: 'alice' }, evaluator: 'auto', explain: false },
  });

  it('lays Spacelift’s answer beside ours', async () => {
    const account = new FakeAccount(RECENT);
    const connected = await connect({ settings: { account: 'auto' }, accounts: own(account) });
    await untilState(connected, ({ state }) => state === 'loaded');
    await connected.open(FILE, POLICY);
    expect(await connected.connection.sendRequest(VERIFY, params(1))).toMatchObject({
      kind: 'verified',
      version: 1,
      host: 'acme.app.spacelift.io',
      verification: {
        verdict: 'different',
        differences: [{ field: 'access_level', here: 'allow', there: 'deny' }],
        notes: ['as told'],
      },
    });
    expect(await connected.connection.sendRequest(VERIFY, params(2))).toEqual({ kind: 'stale', version: 1 });
  });

  it('takes somebody who is signed in', async () => {
    const connected = await connect({ settings: { account: 'demo' } });
    await connected.open(FILE, POLICY);
    expect(await connected.connection.sendRequest(VERIFY, params(1))).toEqual({
      kind: 'refused',
      message: 'Nobody is signed in to Spacelift: sign in, and verify again.',
    });
  });
});
