/** Somebody signs in: what they are offered, what is said of what they type, and what comes of it. */
import { afterEach, describe, expect, it } from 'vitest';
import { AccountError } from '../../../server/src/core/account/accountError.ts';
import { parseSnapshot } from '../../../server/src/core/account/snapshotSchema.ts';
import type { Accounts, SignedInAccount } from '../../../server/src/core/ports.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import type { FoundCredential } from '../../../server/src/protocol/credential.ts';
import {
  ACTION_WORDS,
  SIGN_IN,
  type ActionWordsResult,
  type SignIn,
  type SignInResult,
} from '../../../server/src/protocol/lsp.ts';
import {
  READ_ENDPOINT,
  READ_KEY_FILE,
  READ_TOKEN,
  SIGN_IN_OFFERS,
  TRY_SIGN_IN,
  type SignInOffers,
  type TrySignInResult,
} from '../../../server/src/protocol/signIn.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, NO_ACCOUNTS, TestClient, type ClientOptions } from '../../support/lspClient.ts';
import demo from '../../../demo/account.json' with { type: 'json' };

const ENDPOINT = 'https://acme.app.spacelift.io';
/** Asked a minute before the client's clock. */
const read = parseSnapshot(JSON.stringify(demo));
const RECENT: AccountSnapshot = { ...read, roles: { ...read.roles, at: '2026-03-01T11:59:00Z' } };

let client: TestClient | undefined;
afterEach(() => client?.end());

async function connect(signIn: () => SignInResult, options: Partial<ClientOptions> = {}): Promise<TestClient> {
  client = await TestClient.connect({
    engine: fakeEngine({}),
    capabilities: { ...FULL, experimental: { signsIn: true } },
    listen: (connection) => {
      connection.onRequest(SIGN_IN, (): object | null => signIn());
    },
    ...options,
  });
  return client;
}

/** Remembered as it was a minute ago; each asking is answered with the next of these. */
function fakeAccounts(...answers: (AccountSnapshot | AccountError)[]): Accounts {
  const account = ({ from }: FoundCredential): SignedInAccount => ({
    endpoint: ENDPOINT,
    from,
    cached: () => Promise.resolve(RECENT),
    refresh: () => {
      const answer = answers.shift();
      return answer instanceof AccountError ? Promise.reject(answer) : Promise.resolve(answer ?? RECENT);
    },
    simulate: () => Promise.reject(new AccountError('query', 'not asked for here')),
    close: () => Promise.resolve(),
  });
  return { ...NO_ACCOUNTS, signInWith: (found) => Promise.resolve(account(found)) };
}

const key = (secret: string): SignIn => ({
  kind: 'credential',
  credential: { kind: 'apiKey', endpoint: ENDPOINT, id: '01K', secret },
  from: 'API key 01K',
});

it('is offered what this computer has', async () => {
  const offers: SignInOffers = { profiles: [{ alias: 'prod', isCurrent: true }], troubles: ['half a key'] };
  const fails = (): never => {
    throw new Error('not asked for here');
  };
  const signInHelp = {
    offers: () => Promise.resolve(offers),
    readEndpoint: fails,
    readToken: fails,
    readKeyFile: fails,
  };
  const { connection } = await connect(() => null, { signInHelp });
  expect(await connection.sendRequest(SIGN_IN_OFFERS)).toEqual(offers);
});

it.each<[string, string, string, unknown]>([
  ['an address', READ_ENDPOINT, `${ENDPOINT}/`, { endpoint: ENDPOINT }],
  ['no address', READ_ENDPOINT, 'acme', { problem: expect.stringContaining('not a web address') as string }],
  ['no token', READ_TOKEN, 'hush', { problem: expect.stringContaining('is no token of Spacelift') as string }],
  ['a key file', READ_KEY_FILE, 'api_key_id = a\napi_key_secret = b', { id: 'a', secret: 'b' }],
  ['no key file', READ_KEY_FILE, 'hush', { problem: expect.stringContaining('is not the file') as string }],
])('is told what %s is', async (_, method, text, expected) => {
  const { connection } = await connect(() => null);
  expect(await connection.sendRequest(method, { text })).toEqual(expected);
});

describe('an attempt', () => {
  it('asks the account, also where it was asked a minute ago, and tells the client alone that it is refused', async () => {
    const accounts = fakeAccounts(RECENT, new AccountError('signIn', 'wrong secret'));
    let signIn = key('first');
    const connected = await connect(() => signIn, { accounts });
    const attempt = (): Promise<TrySignInResult> => connected.connection.sendRequest<TrySignInResult>(TRY_SIGN_IN);
    expect(await attempt()).toMatchObject({ state: 'loaded', source: 'API key 01K', signedIn: { endpoint: ENDPOINT } });
    signIn = key('second');
    expect(await attempt()).toMatchObject({ state: 'loaded', signedIn: { trouble: 'wrong secret' } });
    expect(connected.messages).toEqual([]);
  });

  it('with a profile that is not there fails, and the next is asked for anew', async () => {
    let signIn: SignIn = { kind: 'profile', profile: 'prod' };
    const connected = await connect(() => signIn);
    const attempt = (): Promise<TrySignInResult> => connected.connection.sendRequest<TrySignInResult>(TRY_SIGN_IN);
    const failed = { state: 'failed', source: 'spacectl profile "prod"', message: 'no credential' };
    expect(await attempt()).toEqual(failed);
    expect(connected.messages).toEqual([]);
    signIn = { kind: 'demo' };
    expect(await attempt()).toMatchObject({ state: 'loaded', source: 'demo' });
    const words = await connected.connection.sendRequest<ActionWordsResult>(ACTION_WORDS);
    expect(words['WORKER_POOL_CREATE']).toEqual({ subject: 'worker pool', verb: 'create' });
  });
});
