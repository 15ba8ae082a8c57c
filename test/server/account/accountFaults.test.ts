/** The account over HTTP, against the demo account's server: what is seen of each fault, and what stays usable. */
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoAccount, DemoOptions } from '../../../demo/server.ts';
import type { Fault } from '../../../demo/faults/fault.ts';
import { openAccount, type OpenAccount } from '../../../server/src/account/account.ts';
import { type ApiOptions, createApi } from '../../../server/src/account/api/api.ts';
import type { AccountErrorKind } from '../../../server/src/core/account/accountError.ts';
import type { Credential } from '../../../server/src/protocol/credential.ts';
import { viewerOf } from '../../../server/src/account/saved/viewer.ts';
import type { Wait } from '../../../server/src/account/http/wait.ts';
import { parseSnapshot } from '../../../server/src/core/account/snapshotSchema.ts';
import { formatInstant } from '../../../server/src/core/simulation/instant.ts';
import type { AccountSnapshot } from '../../../server/src/protocol/account.ts';
import { NOW } from '../../support/cli.ts';
import { demoSnapshot, signIn, startDemo } from '../../support/demoAccount.ts';

const HOUR = 3_600_000_000_000n;
const LATER = NOW + 60_000_000_000n;

let demo: DemoAccount;
let folder: string;
let troubles: string[];
let opened: OpenAccount[];

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'account-faults-'));
  troubles = [];
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map((account) => account.close()));
  await demo.close();
  await fs.rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<DemoOptions> = {}): Promise<void> {
  demo = await startDemo(options);
}

function administrator(): Credential {
  return { kind: 'apiKey', endpoint: demo.endpoint, id: demo.keyId, secret: demo.keySecret };
}

const REQUEST_MS = 30_000;

/** Pauses take no time; the time for a request is never up. */
const patient: Wait = (ms, signal) =>
  ms === REQUEST_MS ? once(signal, 'abort').then(() => Promise.reject(new Error('over'))) : Promise.resolve();
/** It is up at once. */
const impatient: Wait = () => Promise.resolve();

/** @param options `clock`: of this computer */
function open(options: Partial<ApiOptions> = {}): OpenAccount {
  const { credential = administrator(), clock = { now: () => NOW } } = options;
  const limits = { requestMs: REQUEST_MS };
  const api = createApi({ credential, clock, env: {}, limits, wait: patient, random: () => 0, ...options });
  const onTrouble = (message: string): unknown => troubles.push(message);
  const account = openAccount({ api, viewer: viewerOf(credential), cacheFolder: folder, clock, onTrouble });
  opened.push(account);
  return account;
}

const PARTS = ['roles', 'spaces', 'apiKeys', 'teams', 'teamBindings', 'loginPolicies'] as const;
type PartName = (typeof PARTS)[number];

function statesOf(snapshot: AccountSnapshot): Record<string, string> {
  return Object.fromEntries(PARTS.map((part) => [part, snapshot[part]?.state ?? '']));
}

/** That of team bindings is never complete. */
const WHOLE = {
  roles: 'complete',
  spaces: 'complete',
  apiKeys: 'complete',
  teams: 'complete',
  teamBindings: 'partial',
  loginPolicies: 'complete',
};

it('without a fault, the snapshot is the account, checked and saved', async () => {
  await start();
  const account = open();
  const snapshot = await account.refresh();
  const { version, authorizationScheme, opaVersion } = demoSnapshot;
  const at = formatInstant(NOW);
  expect(snapshot).toMatchObject({ version, authorizationScheme, opaVersion, name: new URL(demo.endpoint).host });
  for (const part of ['roles', 'spaces', 'apiKeys', 'teams', 'loginPolicies'] as const) {
    expect(snapshot[part]).toEqual({ ...demoSnapshot[part], at });
  }
  expect(parseSnapshot(JSON.stringify(snapshot))).toEqual(snapshot);
  expect(await open().cached()).toEqual(snapshot);
  // The demo's recorded logins are by id.
  expect(snapshot.keyLogin).toBe('id');
  expect(troubles).toEqual([]);
});

interface SomeCase {
  title: string;
  faults: Fault[];
  /** Parts that are not as they would be without. */
  states?: Partial<Record<PartName, string>>;
  /** Parts that are as they were saved. */
  kept?: PartName[];
  /** What is said beside. */
  trouble?: string;
}

describe('a fault that costs a part, or nothing', () => {
  it.each<SomeCase>([
    { title: 'once 500', faults: [{ kind: 'status', status: 500, times: 1 }] },
    { title: 'once 429', faults: [{ kind: 'status', status: 429, times: 1, retryAfter: '2' }] },
    { title: 'no permission for roles', faults: [{ kind: 'unauthorized', fields: ['roles'] }], kept: ['roles'] },
    { title: 'roles empty', faults: [{ kind: 'emptyRoles' }], kept: ['roles'] },
    {
      title: 'no permission for keys, texts of policies and teams',
      faults: [{ kind: 'unauthorized', fields: ['apiKeys', 'policy', 'availableUserGroups', 'managedUserGroups'] }],
      kept: ['apiKeys', 'loginPolicies', 'teams', 'teamBindings'],
    },
    {
      title: 'no permission for recorded logins',
      faults: [{ kind: 'unauthorized', fields: ['Policy.evaluationRecords'] }],
    },
    {
      title: 'no scheme and no OPA',
      faults: [{ kind: 'unauthorized', fields: ['authorizationScheme', 'policyRuntime'] }],
    },
    {
      title: 'an older server without slugs',
      faults: [{ kind: 'lacks', fields: ['Role.slug'] }],
      states: { roles: 'partial', apiKeys: 'partial' },
    },
    {
      title: 'an older server without engines, user management and reported teams',
      faults: [
        {
          kind: 'lacks',
          fields: [
            'Policy.engineType',
            'Query.managedUserGroups',
            'Query.availableUserGroups',
            'Query.authorizationScheme',
          ],
        },
      ],
      kept: ['teams', 'teamBindings'],
    },
    { title: 'a fast clock there', faults: [{ kind: 'clock', hours: 5 }], trouble: 'clock' },
  ])('$title', async ({ faults, states, kept, trouble }) => {
    await start();
    const saved = await open().refresh();
    demo.setFaults(faults);
    const snapshot = await open({ clock: { now: () => LATER } }).refresh();
    const partial = Object.fromEntries((kept ?? []).map((part) => [part, 'partial']));
    expect(statesOf(snapshot)).toEqual({ ...WHOLE, ...partial, ...states });
    for (const part of PARTS) {
      if (kept?.includes(part))
        expect(snapshot[part]).toMatchObject({ at: saved[part]?.at, items: saved[part]?.items });
      else expect(snapshot[part]?.at).toBe(formatInstant(LATER));
    }
    expect(snapshot).toMatchObject({ authorizationScheme: 'LOGIN_POLICIES', opaVersion: '1.4.2', keyLogin: 'id' });
    expect(troubles).toEqual(trouble === undefined ? [] : [expect.stringContaining(trouble)]);
  });
});

describe('a fault that costs everything', () => {
  it.each<[string, Fault[], AccountErrorKind]>([
    ['401 for ever', [{ kind: 'status', status: 401 }], 'signIn'],
    ['401 for ever with a token', [{ kind: 'status', status: 401, when: 'signedIn' }], 'expired'],
    ['no such key', [{ kind: 'noSuchKey' }], 'signIn'],
    ['a page for people', [{ kind: 'html' }], 'notSpacelift'],
    ['half an answer', [{ kind: 'truncated' }], 'notSpacelift'],
    ['the connection cut', [{ kind: 'cut', after: 'nothing' }], 'unreachable'],
    ['the connection cut halfway', [{ kind: 'cut', after: 'half' }], 'notSpacelift'],
    ['500 for ever', [{ kind: 'status', status: 500 }], 'server'],
    ['429 for ever', [{ kind: 'status', status: 429 }], 'limited'],
    ['sent elsewhere', [{ kind: 'redirect', to: 'https://evil.example/graphql' }], 'endpoint'],
    ['no answer', [{ kind: 'slow', ms: 600_000 }], 'timeout'],
  ])('%s: is told, and what was saved stays', async (_, faults, kind) => {
    await start();
    const saved = await open().refresh();
    demo.setFaults(faults);
    const account = open({ wait: kind === 'timeout' ? impatient : patient });
    await expect(account.refresh()).rejects.toMatchObject({ name: 'AccountError', kind });
    expect(await account.cached()).toEqual(saved);
  });

  it('nobody is there: is told, and what was saved stays', async () => {
    await start();
    const saved = await open().refresh();
    const account = open();
    await demo.close();
    await expect(account.refresh()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await account.cached()).toEqual(saved);
    await start();
  });
});

describe('a token that dies between two refreshes', () => {
  it('is renewed of a key', async () => {
    await start();
    const account = open();
    await account.refresh();
    demo.expireTokens();
    expect(statesOf(await account.refresh())).toEqual(WHOLE);
  });

  it('is the end of a ready token', async () => {
    await start();
    const account = open({ credential: { kind: 'token', endpoint: demo.endpoint, token: await signIn(demo) } });
    const saved = await account.refresh();
    demo.expireTokens();
    await expect(account.refresh()).rejects.toMatchObject({ kind: 'expired' });
    expect(await account.cached()).toEqual(saved);
  });
});

it('a clock of this computer that is hours off is told, and does no harm', async () => {
  await start();
  const account = open({ clock: { now: () => NOW - 7n * HOUR } });
  expect(statesOf(await account.refresh())).toEqual(WHOLE);
  expect(troubles).toEqual([expect.stringContaining('clock')]);
});

it('two windows that refresh at once leave one whole account', async () => {
  await start();
  const windows = [open(), open({ clock: { now: () => LATER } })];
  const snapshots = await Promise.all(windows.map((account) => account.refresh()));
  expect(snapshots).toContainEqual(await open().cached());
  expect(await fs.readdir(path.join(folder, 'accounts'))).toHaveLength(1);
});

it('leaves no secret behind', async () => {
  await start();
  await open().refresh();
  const files = await fs.readdir(path.join(folder, 'accounts'));
  const texts = await Promise.all(files.map((file) => fs.readFile(path.join(folder, 'accounts', file), 'utf8')));
  const left = [...files, ...texts].join('\n');
  expect(left).not.toContain(demo.keySecret);
  expect(left).not.toMatch(/Bearer|eyJ[\w-]+\.[\w-]+\./);
});

it('a key that may see little knows what it does not see', async () => {
  await start({ account: { ...demoSnapshot, authorizationScheme: 'MANAGED_USERS' } });
  const id = '01K422XK606Y7W2KRBM91DVYBG';
  const account = open({ credential: { ...administrator(), id, secret: demo.secretOf(id) } as Credential });
  const snapshot = await account.refresh();
  expect(statesOf(snapshot)).toEqual({
    roles: 'forbidden',
    spaces: 'partial',
    apiKeys: 'forbidden',
    teams: 'forbidden',
    teamBindings: 'forbidden',
    loginPolicies: 'partial',
  });
  expect(snapshot.loginPolicies.reason).toBe('an administrator may see more');
  expect(snapshot.spaces.items.map(({ name }) => name)).toContain('production');
  expect(snapshot.authorizationScheme).toBe('MANAGED_USERS');
  // The administrator's account is another one.
  expect(await open().cached()).toBeUndefined();
});
