import { EventEmitter, once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccountOptions, openAccount } from '../../../server/src/account/account.ts';
import type { AccountError } from '../../../server/src/core/account/accountError.ts';
import { demoAccount } from '../core/account/demoAccount.ts';
import { demoAnswers } from './demoAnswers.ts';
import { type Answers, type FakeApi, fakeApi } from './fakeApi.ts';
import { AT, clock, fails, viewer } from './readAccount.ts';

let folder: string;
let troubles: string[];

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'account-'));
  troubles = [];
});

afterEach(async () => {
  vi.restoreAllMocks();
  await fs.rm(folder, { recursive: true, force: true });
});

function open(api: FakeApi, options: Partial<AccountOptions> = {}): ReturnType<typeof openAccount> {
  const onTrouble = (message: string): unknown => troubles.push(message);
  return openAccount({ api, viewer, cacheFolder: folder, clock, onTrouble, ...options });
}

/** Everything fails so. */
function allFail(kind: AccountError['kind']): Answers {
  return Object.fromEntries(Object.keys(demoAnswers).map((name) => [name, fails(kind)]));
}

/** The demo account, which answers only when it is let to. */
function heldBack(): { api: FakeApi; release: () => void; started: Promise<void> } {
  const real = fakeApi(demoAnswers);
  const gate = new EventEmitter().setMaxListeners(0);
  const released = once(gate, 'open');
  const started = once(gate, 'start').then(() => undefined);
  const api: FakeApi = {
    ...real,
    request: async (document, variables, signal) => {
      gate.emit('start');
      const stopped = new AbortController();
      const stop = once(signal ?? new EventTarget(), 'abort', { signal: stopped.signal }).catch(() => undefined);
      await Promise.race([released, stop]);
      stopped.abort();
      return real.request(document, variables, signal);
    },
  };
  return { api, started, release: () => void gate.emit('open') };
}

describe('what is cached', () => {
  it('is what the last refresh brought, also when opened again, and asks nothing', async () => {
    const first = open(fakeApi(demoAnswers));
    expect(await first.cached()).toBeUndefined();
    const snapshot = await first.refresh();
    expect(snapshot.roles).toEqual({ ...demoAccount.roles, at: AT });
    expect(await first.cached()).toEqual(snapshot);

    const api = fakeApi({});
    expect(await open(api).cached()).toEqual(snapshot);
    expect(api.asked).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('stays where nothing can be had', async () => {
    const snapshot = await open(fakeApi(demoAnswers)).refresh();
    const offline = open(fakeApi(allFail('unreachable')));
    await expect(offline.refresh()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await offline.cached()).toEqual(snapshot);
  });

  it('stays of the parts that can not be had, and is saved so', async () => {
    await open(fakeApi(demoAnswers)).refresh();
    const later = { now: () => clock.now() + 3_600_000_000_000n };
    const second = open(fakeApi({ ...demoAnswers, Roles: fails('forbidden') }), { clock: later });
    const snapshot = await second.refresh();
    expect(snapshot.roles).toMatchObject({ state: 'partial', at: AT, items: demoAccount.roles.items });
    expect(snapshot.spaces).toMatchObject({ state: 'complete', at: '2026-11-21T19:00:00Z' });
    expect(await second.cached()).toEqual(snapshot);
  });

  it('is each viewer of an account its own', async () => {
    await open(fakeApi(demoAnswers)).refresh();
    expect(await open(fakeApi({}), { viewer: { kind: 'github', id: '1f2e' } }).cached()).toBeUndefined();
  });

  it('is not kept of parts that somebody else was shown', async () => {
    const seenBy = (id: string, answers: Answers = {}): FakeApi =>
      fakeApi({ ...demoAnswers, Viewer: () => ({ data: { viewer: { id, admin: true } } }), ...answers });
    await open(seenBy('ada')).refresh();
    const second = open(seenBy('bob', { Roles: fails('forbidden') }));
    expect((await second.refresh()).roles).toMatchObject({ state: 'forbidden', items: [] });
    await open(seenBy('ada')).refresh();
    const third = open(seenBy('ada', { Roles: fails('forbidden') }));
    expect((await third.refresh()).roles).toMatchObject({ state: 'partial', items: demoAccount.roles.items });
  });

  it('is in memory where it can not be saved; that is said once', async () => {
    const file = path.join(folder, 'file');
    await fs.writeFile(file, '');
    const account = open(fakeApi(demoAnswers), { cacheFolder: file });
    const snapshot = await account.refresh();
    expect(await account.refresh()).toEqual(snapshot);
    expect(await account.cached()).toEqual(snapshot);
    expect(troubles.filter((message) => message.includes("can't be saved"))).toHaveLength(1);
  });
});

describe('a refresh', () => {
  it('is one, however many wait', async () => {
    const { api, release } = heldBack();
    const account = open(api);
    const both = [account.refresh(), account.refresh()];
    release();
    const [first, second] = await Promise.all(both);
    expect(first).toBe(second);
    expect(api.asked.filter((name) => name === 'Roles')).toHaveLength(1);
    await account.refresh();
    expect(api.asked.filter((name) => name === 'Roles')).toHaveLength(2);
  });

  it('goes on for the others where one waits no more', async () => {
    const { api, release, started } = heldBack();
    const account = open(api);
    const impatient = new AbortController();
    const gone = account.refresh({ signal: impatient.signal });
    const patient = account.refresh();
    await started;
    impatient.abort();
    await expect(gone).rejects.toMatchObject({ kind: 'cancelled' });
    release();
    expect((await patient).roles.state).toBe('complete');
  });

  it('ends with the last who waits, saves nothing, and is begun anew by the next', async () => {
    const { api, release, started } = heldBack();
    const account = open(api);
    const impatient = new AbortController();
    const gone = account.refresh({ signal: impatient.signal });
    await started;
    impatient.abort();
    await expect(gone).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await account.cached()).toBeUndefined();
    release();
    expect((await account.refresh()).roles.state).toBe('complete');
  });

  it('ends when its time is up, and what came by then counts and is saved', async () => {
    let timeUp = (): void => undefined;
    const wait = (ms: number): Promise<void> => {
      expect(ms).toBe(45_000);
      return new Promise((resolve) => {
        timeUp = resolve;
      });
    };
    const real = fakeApi(demoAnswers);
    // API keys are not answered before whoever asked gives up.
    const api: FakeApi = {
      ...real,
      request: async (document, variables, signal) => {
        if (JSON.stringify(document).includes('"ApiKeys"') && signal) {
          const given = once(signal, 'abort');
          timeUp();
          await given;
        }
        return real.request(document, variables, signal);
      },
    };
    const account = open(api, { wait });
    const snapshot = await account.refresh({ withinMs: 45_000 });
    const reason = 'acme.app.spacelift.io did not answer everything within 45 seconds.';
    expect(snapshot).toMatchObject({ apiKeys: { state: 'failed', reason }, missed: { apiKeys: reason } });
    expect(snapshot.roles.items).toEqual(demoAccount.roles.items);
    expect(await account.cached()).toEqual(snapshot);
  });

  it('tells what is still awaited', async () => {
    const told: (readonly string[])[] = [];
    await open(fakeApi(demoAnswers)).refresh({ onProgress: (awaited) => told.push(awaited) });
    expect(told.map(({ length }) => length)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
    for (const [index, awaited] of told.slice(1).entries())
      expect(told[index]).toEqual(expect.arrayContaining([...awaited]));
  });

  it('tells once what the connection has to say', async () => {
    const api = fakeApi(demoAnswers);
    const account = open(api);
    api.said = 'The clock of this computer is off.';
    await account.refresh();
    await account.refresh();
    expect(troubles).toEqual(['The clock of this computer is off.']);
  });
});

describe('what recorded logins show', () => {
  const SECRET_OF_LOGIN = 'octavia-from-198.51.100.7';
  const [one, two] = demoAccount.apiKeys.items;
  const inputs = [one, two].map((key) =>
    JSON.stringify({
      session: { login: `api::${key?.id ?? ''}`, name: key?.name, member: false, creator_ip: SECRET_OF_LOGIN },
    }),
  );
  const answers: Answers = {
    ...demoAnswers,
    SampleKeys: () => ({
      data: { policy: { evaluationRecords: inputs.map((_, key) => ({ key: String(key), timestamp: key })) } },
    }),
    Sample: ({ key }) => ({ data: { policy: { evaluationSample: { input: inputs[Number(key)] } } } }),
  };
  const learnt = { keyLogin: 'id', keySession: { name: 'keyName', member: false } };

  it('is known from then on, also when the records are gone', async () => {
    expect(await open(fakeApi(answers)).refresh()).toMatchObject(learnt);
    expect(await open(fakeApi(demoAnswers)).refresh()).toMatchObject(learnt);
  });

  it('is forgotten when they contradict each other', async () => {
    await open(fakeApi(answers)).refresh();
    const named = JSON.stringify({ session: { login: two?.name, teams: two?.teams } });
    const Sample: Answers[string] = ({ key }) => ({
      data: { policy: { evaluationSample: { input: key === '0' ? inputs[0] : named } } },
    });
    const snapshot = await open(fakeApi({ ...answers, Sample })).refresh();
    expect(snapshot).toMatchObject({ keyRecords: 'different' });
    expect(snapshot).not.toHaveProperty('keyLogin');
    expect(snapshot).not.toHaveProperty('keySession');
  });

  it('is all that is left of them', async () => {
    await open(fakeApi(answers)).refresh();
    for (const name of await fs.readdir(path.join(folder, 'accounts'))) {
      expect(await fs.readFile(path.join(folder, 'accounts', name), 'utf8')).not.toContain(SECRET_OF_LOGIN);
    }
    expect(troubles).toEqual([]);
  });
});

describe('an account that is closed', () => {
  it('ends what is under way, then its connections, and refreshes no more', async () => {
    const { api, started } = heldBack();
    const account = open(api);
    const going = account.refresh();
    await started;
    const closed = account.close();
    await expect(going).rejects.toMatchObject({ kind: 'cancelled' });
    await closed;
    expect(api.isClosed).toBe(true);
    await expect(account.refresh()).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(account.refresh({ signal: new AbortController().signal })).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(await account.cached()).toBeUndefined();
  });
});
