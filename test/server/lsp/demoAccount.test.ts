/** The language server with somebody signed in to the demo account's real server: what is shown follows a refresh. */
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { DemoAccount } from '../../../demo/server.ts';
import { openAccounts } from '../../../server/src/account/accounts.ts';
import type { Accounts, Engine } from '../../../server/src/core/ports.ts';
import { ACCOUNT, REFRESH_ACCOUNT, type AccountResult } from '../../../server/src/protocol/lsp.ts';
import { NOW } from '../../support/cli.ts';
import { demoSnapshot, startDemo } from '../../support/demoAccount.ts';
import { startEngine } from '../../support/engine.ts';
import { TestClient } from '../../support/lspClient.ts';

const FILE = 'file:///a/login.rego';
/** The role is of no account; what it is near to is. */
const POLICY = `package spacelift

import rego.v1

allow if input.session.member

roles["root"] contains "space-admim" if input.session.login == "api::01K422XK606Y7W2KRBM91DVYBG"
`;
const ROLE = { line: 6, character: 26 };
const LOGIN = { line: 6, character: 75 };
const KEY_NAME = demoSnapshot.apiKeys.items.find(({ id }) => id === '01K422XK606Y7W2KRBM91DVYBG')?.name ?? '';

let engine: Engine;
let demo: DemoAccount;
let folder: string;
let client: TestClient | undefined;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'account-lsp-'));
  demo = await startDemo({ engine });
});
afterEach(async () => {
  await client?.end();
  await demo.close();
  await fs.rm(folder, { recursive: true, force: true });
});

/** No pause is needed, and the time for a request is never up. */
const never = (_: number, signal: AbortSignal): Promise<never> =>
  once(signal, 'abort').then(() => Promise.reject(new Error('over')));

function accounts(): Accounts {
  return openAccounts({
    environment: {
      SPACELIFT_API_KEY_ENDPOINT: demo.endpoint,
      SPACELIFT_API_KEY_ID: demo.keyId,
      SPACELIFT_API_KEY_SECRET: demo.keySecret,
    },
    home: folder,
    cacheFolder: path.join(folder, 'cache'),
    clock: { now: () => NOW },
    onTrouble: () => undefined,
    pace: { wait: never, random: () => 0 },
  });
}

/** The client ends the engine with its server: that one is for the demo account too. */
const shared = (): Engine => ({
  ask: (request, token) => engine.ask(request, token),
  dispose: () => Promise.resolve(),
});

async function connect(): Promise<TestClient> {
  client = await TestClient.connect({
    engine: shared(),
    settings: { account: 'auto' },
    accounts: accounts(),
    clock: { now: () => NOW },
  });
  await client.open(FILE, POLICY);
  return client;
}

interface Shown {
  codes: unknown[];
  hover: string;
  offers: string[];
}

async function look(at: TestClient): Promise<Shown> {
  const hover = await at.ask<{ contents: { value: string } } | null>('textDocument/hover', FILE, { position: LOGIN });
  const { items } = await at.ask<{ items: { label: string }[] }>('textDocument/completion', FILE, { position: ROLE });
  return {
    codes: (await at.diagnostics(FILE)).map(({ code }) => code),
    hover: hover?.contents.value ?? '',
    offers: items.map(({ label }) => label),
  };
}

/** What came of asking at the start. */
async function asked(at: TestClient): Promise<AccountResult> {
  for (;;) {
    const { heard } = at;
    const state = await at.connection.sendRequest<AccountResult>(ACCOUNT);
    const isOver = state.state === 'failed' || (state.state === 'loaded' && state.signedIn?.isRefreshing === false);
    if (isOver) return state;
    await at.until(() => (at.heard > heard ? true : undefined));
  }
}

const refresh = (at: TestClient): Promise<AccountResult> => at.connection.sendRequest<AccountResult>(REFRESH_ACCOUNT);

it('findings, hover and completion follow what it answers, without an edit', async () => {
  demo.setFaults([{ kind: 'html' }]);
  const connected = await connect();
  expect(await asked(connected)).toMatchObject({ state: 'failed' });
  const before = await look(connected);
  expect(before.codes).not.toContain('SL002');
  expect(before.hover).not.toContain(KEY_NAME);

  demo.setFaults([]);
  const { refreshCount } = connected;
  expect(await refresh(connected)).toMatchObject({ state: 'loaded', parts: { roles: { state: 'complete' } } });
  await connected.until(() => (connected.refreshCount > refreshCount ? true : undefined));
  const after = await look(connected);
  expect(after.codes).toContain('SL002');
  expect(after.hover).toContain(KEY_NAME);
  expect(after.offers).toEqual(expect.arrayContaining(['space-admin', 'space-writer']));
});

it('what may not be seen costs that part alone, and is no trouble', async () => {
  demo.setFaults([{ kind: 'unauthorized', fields: ['roles'] }]);
  const connected = await connect();
  const state = await asked(connected);
  expect(state).toMatchObject({ parts: { roles: { state: 'forbidden' }, apiKeys: { state: 'complete' } } });
  expect(state).not.toHaveProperty('signedIn.trouble');
  const shown = await look(connected);
  expect(shown.codes).not.toContain('SL002');
  expect(shown.hover).toContain(KEY_NAME);
});
