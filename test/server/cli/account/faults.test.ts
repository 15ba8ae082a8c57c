/** What somebody sees when the account can't be asked, and what of it stays usable: the table in docs/account.md. */
import { once } from 'node:events';
import fs from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../../demo/faults/fault.ts';
import type { DemoAccount } from '../../../../demo/server.ts';
import { openAccounts } from '../../../../server/src/account/accounts.ts';
import type { Wait } from '../../../../server/src/account/http/wait.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { NOW, runCli, type CliRun } from '../../../support/cli.ts';
import { signIn, startDemo } from '../../../support/demoAccount.ts';
import { startEngine } from '../../../support/engine.ts';
import { startBetween } from './between.ts';
import { makeAuthority } from '../../account/api/certificates.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const page = path.join(root, 'docs/account.md');
const EXAMPLE = path.join(root, 'examples/login.rego');
const HOUR = 3_600_000_000_000n;
/** The clock of the command line stands still; by then, what was saved before is old. */
const YESTERDAY = NOW - 24n * HOUR;

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

let demo: DemoAccount;
let folder: string;
/** Of the server's clock. */
let there: bigint;
/** What happens while a slow answer is waited for, once. */
let meanwhile: (() => void) | undefined;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'account-table-'));
  there = YESTERDAY;
  meanwhile = undefined;
  const wait = (): Promise<void> => {
    meanwhile?.();
    meanwhile = undefined;
    return Promise.resolve();
  };
  demo = await startDemo({ clock: { now: () => there }, wait });
});
afterEach(async () => {
  await demo.close();
  await fs.chmod(folder, 0o700);
  await fs.rm(folder, { recursive: true, force: true });
});

/** Pauses take no time; the time for a request is never up. */
const patient: Wait = (ms, signal) =>
  ms >= 45_000 ? once(signal, 'abort').then(() => Promise.reject(new Error('over'))) : Promise.resolve();
/** It is up at once. */
const impatient: Wait = () => Promise.resolve();

interface Surroundings {
  environment?: Record<string, string>;
  now?: bigint;
  wait?: Wait;
}

/** As the command line does it, but for the time. What is told beside the answers comes before what it prints. */
async function run(args: string[], { environment, now = NOW, wait = patient }: Surroundings = {}): Promise<CliRun> {
  const told: string[] = [];
  const accounts = openAccounts({
    environment: environment ?? {
      SPACELIFT_API_KEY_ENDPOINT: demo.endpoint,
      SPACELIFT_API_KEY_ID: demo.keyId,
      SPACELIFT_API_KEY_SECRET: demo.keySecret,
    },
    home: folder,
    cacheFolder: path.join(folder, 'cache'),
    clock: { now: () => now },
    onTrouble: (message) => told.push(`login-policy: ${message}\n`),
    pace: { wait, random: () => 0 },
  });
  const ran = await runCli(engine, args, { accounts });
  return { ...ran, err: told.join('') + ran.err };
}

/** Without what differs from run to run. */
function stable(text: string): string {
  return text
    .replaceAll(folder, 'FOLDER')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'acme.app.spacelift.io')
    .replaceAll(/127\.0\.0\.1_\d+-[0-9a-f]+/g, 'acme.app.spacelift.io-1f2e3d')
    .replaceAll(/^login-policy: /gm, '')
    .trim();
}

interface Row {
  /** What happens. */
  title: string;
  faults?: Fault[];
  /** Another credential, or another place. */
  environment?: () => Promise<Record<string, string>> | Record<string, string>;
  now?: bigint;
  wait?: Wait;
  /** Before it is asked; what it returns is run afterwards. */
  prepare?: () => Promise<(() => void) | undefined>;
  /** The exit code of `account refresh`. */
  code: 0 | 2;
  /** What `check --account auto` goes by afterwards. */
  usable: Usable;
}

type Usable =
  | 'all, asked anew'
  /** What could not be asked for: as it was saved. */
  | 'the rest, asked anew'
  | 'all, as it was saved'
  /** The same, and of what could not be asked for nothing was saved. */
  | 'the rest, asked anew; `check` exits with 2'
  /** Another credential's account: nothing was saved for it. */
  | 'nothing';

const key = (changes: Record<string, string>): Record<string, string> => ({
  SPACELIFT_API_KEY_ENDPOINT: demo.endpoint,
  SPACELIFT_API_KEY_ID: demo.keyId,
  SPACELIFT_API_KEY_SECRET: demo.keySecret,
  ...changes,
});

/** A server with a certificate of nobody's. */
async function startUntrusted(): Promise<{ endpoint: string; close: () => void }> {
  const server = https.createServer(await (await makeAuthority()).issue());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { endpoint: `https://127.0.0.1:${port}`, close: () => server.close() };
}

/** The demo account behind a server that answers some questions itself. */
async function between(answer: Parameters<typeof startBetween>[1]): Promise<Record<string, string>> {
  const server = await startBetween(demo.endpoint, answer);
  closeAfter.push(server.close);
  return key({ SPACELIFT_API_KEY_ENDPOINT: server.endpoint });
}

const ROWS: Row[] = [
  {
    title: 'a token ends midway',
    faults: [{ kind: 'slow', ms: 1, when: 'signedIn' }],
    prepare: () => {
      meanwhile = () => {
        demo.expireTokens();
      };
      return done(undefined);
    },
    code: 0,
    usable: 'all, asked anew',
  },
  {
    title: 'a ready token has ended',
    environment: async () => {
      const token = await signIn(demo);
      demo.expireTokens();
      return { SPACELIFT_API_TOKEN: token };
    },
    code: 2,
    usable: 'nothing',
  },
  {
    title: 'it answers 401 for ever',
    faults: [{ kind: 'status', status: 401 }],
    code: 2,
    usable: 'all, as it was saved',
  },
  {
    title: 'the key does not exist (any more)',
    faults: [{ kind: 'noSuchKey' }],
    code: 2,
    usable: 'all, as it was saved',
  },
  {
    title: 'the secret is wrong',
    environment: () => key({ SPACELIFT_API_KEY_SECRET: 'wrong' }),
    code: 2,
    usable: 'all, as it was saved',
  },
  {
    title: 'roles are not permitted',
    faults: [{ kind: 'unauthorized', fields: ['roles'] }],
    code: 0,
    usable: 'the rest, asked anew',
  },
  { title: 'the list of roles is empty', faults: [{ kind: 'emptyRoles' }], code: 0, usable: 'the rest, asked anew' },
  {
    title: 'an older server lacks a field that matters (`slug`)',
    faults: [{ kind: 'lacks', fields: ['Role.slug'] }],
    code: 0,
    usable: 'the rest, asked anew',
  },
  {
    title: 'an older server lacks a field that does not (`lastUsedAt`)',
    faults: [{ kind: 'lacks', fields: ['ApiKey.lastUsedAt'] }],
    code: 0,
    usable: 'all, asked anew',
  },
  { title: 'a web page instead of an answer', faults: [{ kind: 'html' }], code: 2, usable: 'all, as it was saved' },
  { title: 'half an answer', faults: [{ kind: 'truncated' }], code: 2, usable: 'all, as it was saved' },
  {
    title: 'the connection is cut',
    faults: [{ kind: 'cut', after: 'nothing' }],
    code: 2,
    usable: 'all, as it was saved',
  },
  { title: 'the connection is refused', prepare: () => done(demo.close()), code: 2, usable: 'all, as it was saved' },
  {
    title: 'no answer comes, or one drop by drop',
    faults: [{ kind: 'drip', ms: 600_000 }],
    wait: impatient,
    code: 2,
    usable: 'all, as it was saved',
  },
  {
    title: '500 once, then fine',
    faults: [{ kind: 'status', status: 500, times: 1 }],
    code: 0,
    usable: 'all, asked anew',
  },
  { title: '500 to the end', faults: [{ kind: 'status', status: 500 }], code: 2, usable: 'all, as it was saved' },
  {
    title: '500 to the end for roles alone, of an account that was not asked before',
    environment: () => between((asked) => (asked.includes('query Roles') ? { status: 500, body: '' } : undefined)),
    code: 2,
    usable: 'the rest, asked anew; `check` exits with 2',
  },
  {
    title: 'it answers every question with nothing, of an account that was not asked before',
    environment: () =>
      between((asked) => (asked.includes('mutation') ? undefined : { status: 200, body: '{"data":{"viewer":null}}' })),
    code: 2,
    usable: 'nothing',
  },
  {
    title: '429 with `Retry-After: 2`, then fine',
    faults: [{ kind: 'status', status: 429, times: 1, retryAfter: '2' }],
    code: 0,
    usable: 'all, asked anew',
  },
  {
    title: '429 with `Retry-After: 3600`',
    faults: [{ kind: 'status', status: 429, retryAfter: '3600' }],
    code: 2,
    usable: 'all, as it was saved',
  },
  { title: "this computer's clock is seven hours slow", now: NOW - 7n * HOUR, code: 0, usable: 'all, asked anew' },
  {
    title: 'its certificate is not trusted',
    environment: async () => {
      const server = await startUntrusted();
      closeAfter.push(server.close);
      return key({ SPACELIFT_API_KEY_ENDPOINT: server.endpoint });
    },
    code: 2,
    usable: 'nothing',
  },
  {
    title: 'it sends elsewhere',
    faults: [{ kind: 'redirect', to: 'https://elsewhere.example/graphql' }],
    code: 2,
    usable: 'all, as it was saved',
  },
  {
    title: 'the address is without https, and not of this computer',
    environment: () => key({ SPACELIFT_API_KEY_ENDPOINT: 'http://acme.app.spacelift.io' }),
    code: 2,
    usable: 'nothing',
  },
  {
    title: 'nothing can be saved',
    prepare: async () => {
      await fs.rm(path.join(folder, 'cache'), { recursive: true });
      await fs.writeFile(path.join(folder, 'cache'), '');
      return undefined;
    },
    code: 0,
    usable: 'all, asked anew',
  },
  {
    title: 'what was saved is damaged',
    prepare: async () => {
      const place = path.join(folder, 'cache/accounts');
      for (const name of await fs.readdir(place)) await fs.truncate(path.join(place, name), 1_000);
      return undefined;
    },
    code: 0,
    usable: 'all, asked anew',
  },
];

const closeAfter: (() => void)[] = [];
afterEach(() => {
  for (const close of closeAfter.splice(0)) close();
});

function done(work: unknown): Promise<undefined> {
  return Promise.resolve(work).then(() => undefined);
}

/** Lines about parts that are not whole; that of team bindings never is. */
function describeParts(out: string): string[] {
  const lines = out.split('\n').filter((line) => / {2}(not all|not permitted|not known): /.test(line));
  return lines.filter((line) => !line.includes('team bindings')).map((line) => line.trim().replaceAll(/ {2,}/g, ' '));
}

/** By row: what is told. */
const told = new Map<string, string[]>();

describe('a fault', () => {
  it.each(ROWS)(
    '$title',
    async ({ title, faults = [], environment, now = NOW, wait = patient, prepare, code, usable }) => {
      expect(await run(['account', 'refresh'], { now: YESTERDAY })).toMatchObject({ code: 0, err: '' });
      there = NOW;
      demo.setFaults(faults);
      await prepare?.();
      const given = await environment?.();
      const around = { now, wait, ...(given && { environment: given }) };
      const refreshed = await run(['account', 'refresh'], around);
      expect(refreshed.code).toBe(code);
      told.set(
        title,
        [...stable(refreshed.err).split('\n'), ...describeParts(stable(refreshed.out))].filter((line) => line !== ''),
      );

      const checked = await run(['check', EXAMPLE, '--account', 'auto'], around);
      const whole = await run(['account', 'show', '--offline', '--format', 'json'], around);
      expect(checked.code).toBe(usable === 'nothing' || usable.endsWith('2') ? 2 : 0);
      expect(usableOf(checked, whole)).toBe(usable);
    },
  );
});

function usableOf(checked: CliRun, offline: CliRun): Usable {
  if (checked.err.includes('could not be had') && checked.out !== '')
    return 'the rest, asked anew; `check` exits with 2';
  if (checked.code === 2) return 'nothing';
  if (checked.err.includes('going by what was saved')) return 'all, as it was saved';
  // Nothing could be saved: it was asked for the check itself.
  if (offline.code !== 0) return 'all, asked anew';
  const { parts } = JSON.parse(offline.out) as { parts: Record<string, { state: string }> };
  const odd = Object.entries(parts).filter(([name, { state }]) => state !== 'complete' && name !== 'teamBindings');
  return odd.length === 0 ? 'all, asked anew' : 'the rest, asked anew';
}

it('two at once leave one whole account', async () => {
  there = NOW;
  const [one, other] = await Promise.all([run(['account', 'refresh']), run(['account', 'refresh'])]);
  expect([one.code, other.code, one.err, other.err]).toEqual([0, 0, '', '']);
  expect(await run(['account', 'show', '--offline'])).toMatchObject({ code: 0, err: '' });
});

it('the table in docs/account.md is what is seen', async () => {
  const lines = ROWS.map(({ title, usable }) => {
    const says = (told.get(title) ?? []).map((line) => line.replaceAll('|', '\\|'));
    return `| ${title} | ${says.length === 0 ? 'nothing' : says.join('<br>')} | ${usable} |`;
  });
  const table = ['| what happens | what is said | what stays usable |', '|---|---|---|', ...lines].join('\n');
  const text = await fs.readFile(page, 'utf8');
  const [before, after] = [text.slice(0, text.indexOf(START)), text.slice(text.indexOf(END))];
  await expect(`${before}${START}\n\n${table}\n\n${after}`).toMatchFileSnapshot(page);
});

const START = '<!-- made by test/server/cli/account/faults.test.ts -->';
const END = '<!-- end -->';
