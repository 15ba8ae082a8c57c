import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AccountError } from '../../../../server/src/core/account/accountError.ts';
import { parseSnapshot } from '../../../../server/src/core/account/snapshotSchema.ts';
import type { Accounts, CredentialChoice, Engine } from '../../../../server/src/core/ports.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import { runCli, temporaryFolder, type CliRun } from '../../../support/cli.ts';
import { startEngine } from '../../../support/engine.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const demo = parseSnapshot(fs.readFileSync(path.join(root, 'demo/account.json'), 'utf8'));
/** The clock of the command line stands at 2026-03-03T08:30:00Z. */
const asOf = (at: string, more: Partial<AccountSnapshot> = {}): AccountSnapshot => ({
  ...demo,
  roles: { ...demo.roles, at },
  spaces: { ...demo.spaces, at },
  apiKeys: { ...demo.apiKeys, at },
  teams: { ...demo.teams, at },
  ...(demo.teamBindings && { teamBindings: { ...demo.teamBindings, at } }),
  loginPolicies: { ...demo.loginPolicies, at },
  ...more,
});
const FRESH = asOf('2026-03-03T08:30:00Z');
const RECENT = asOf('2026-03-03T08:21:00Z');
const OLD = asOf('2026-03-02T12:00:00Z');
const OFFLINE = new AccountError('unreachable', "acme.app.spacelift.io can't be reached");

let engine: Engine;
beforeAll(() => {
  engine = startEngine();
});
afterAll(() => engine.dispose());

let remove = (): void => undefined;
afterEach(() => {
  remove();
});

interface Account {
  saved?: AccountSnapshot;
  /** What comes of asking. */
  answer?: AccountSnapshot | AccountError;
}

/** Also tells what was asked, in order. */
async function run(args: string[], { saved, answer = FRESH }: Account = {}): Promise<CliRun & { asked: string[] }> {
  const asked: string[] = [];
  const signIn = (choice: CredentialChoice): ReturnType<Accounts['signIn']> => {
    asked.push(`sign in ${JSON.stringify(choice)}`);
    return Promise.resolve({
      endpoint: 'https://acme.app.spacelift.io',
      from: 'SPACELIFT_API_KEY_ID',
      cached: () => Promise.resolve(saved),
      refresh: () => {
        asked.push('refresh');
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      simulate: () => Promise.reject(new Error('not asked for here')),
      close: () => {
        asked.push('close');
        return Promise.resolve();
      },
    });
  };
  return {
    ...(await runCli(engine, args, {
      accounts: { signIn, signInWith: () => Promise.reject(new Error('not asked for here')) },
    })),
    asked,
  };
}

const LOGIN = 'sign in {}';

describe('which account is gone by', () => {
  it.each<[string, string[], Account, string[], Partial<CliRun>]>([
    ['what is saved is shown', ['show'], { saved: OLD }, [LOGIN, 'close'], { code: 0 }],
    ['nothing is saved: it is asked', ['show'], {}, [LOGIN, 'refresh', 'close'], { code: 0 }],
    ['offline it is not', ['show', '--offline'], { saved: OLD }, [LOGIN, 'close'], { code: 0 }],
    [
      'offline, and nothing is saved',
      ['show', '--offline'],
      {},
      [LOGIN, 'close'],
      {
        code: 2,
        err: 'login-policy: nothing is known of acme.app.spacelift.io without asking it: run "login-policy account refresh" while there is a network\n',
      },
    ],
    ['a refresh asks', ['refresh'], { saved: RECENT }, [LOGIN, 'refresh', 'close'], { code: 0 }],
    [
      'a refresh that fails says so, also where something is saved',
      ['refresh'],
      { saved: RECENT, answer: OFFLINE },
      [LOGIN, 'refresh', 'close'],
      { code: 2, out: '', err: "login-policy: acme.app.spacelift.io can't be reached\n" },
    ],
    [
      'the file of a key',
      ['refresh', '--key-file', 'k.config'],
      {},
      ['sign in {"keyFile":"k.config"}', 'refresh', 'close'],
      { code: 0 },
    ],
  ])('account: %s', async (_, args, account, asked, expected) => {
    const ran = await run(['account', ...args], account);
    expect(ran.asked).toEqual(asked);
    expect(ran).toMatchObject(expected);
  });

  const CHECK = ['check', path.join(root, 'examples/login.rego'), '--account', 'auto'];
  it.each<[string, string[], Account, string[], Partial<CliRun>]>([
    ['asked a while ago: asked again', CHECK, { saved: OLD }, [LOGIN, 'refresh', 'close'], { code: 0, err: '' }],
    ['asked just now: not again', CHECK, { saved: RECENT }, [LOGIN, 'close'], { code: 0, err: '' }],
    [
      'a clock that was ahead: asked again',
      CHECK,
      { saved: asOf('2026-03-04T00:00:00Z') },
      [LOGIN, 'refresh', 'close'],
      { code: 0 },
    ],
    ['offline', [...CHECK, '--offline'], { saved: OLD }, [LOGIN, 'close'], { code: 0, err: '' }],
    [
      'no network: what is saved, and that is told',
      CHECK,
      { saved: OLD, answer: OFFLINE },
      [LOGIN, 'refresh', 'close'],
      {
        code: 0,
        err: "login-policy: acme.app.spacelift.io can't be reached; going by what was saved at 2026-03-02T12:00:00Z\n",
      },
    ],
    [
      'no network, and nothing saved',
      CHECK,
      { answer: OFFLINE },
      [LOGIN, 'refresh', 'close'],
      { code: 2, out: '', err: "login-policy: acme.app.spacelift.io can't be reached\n" },
    ],
    [
      '--offline with another account',
      ['check', '-', '--account', 'demo', '--offline'],
      {},
      [],
      { code: 2, err: 'login-policy: --offline is about your own account: add --account auto\n' },
    ],
    [
      '--key-file without an account',
      ['check', '-', '--key-file', 'k'],
      {},
      [],
      { code: 2, err: 'login-policy: --key-file is about your own account: add --account auto\n' },
    ],
  ])('check: %s', async (_, args, account, asked, expected) => {
    const ran = await run(args, account);
    expect(ran.asked).toEqual(asked);
    expect(ran).toMatchObject(expected);
  });
});

const BUSY = 'acme.app.spacelift.io was asked too often (429).';
const failed = (at: string): AccountSnapshot['roles'] => ({ state: 'failed', at, items: [], reason: BUSY });
/** Roles and keys were never had. */
const GUTTED: Partial<AccountSnapshot> = {
  roles: failed('2026-03-03T08:30:00Z'),
  apiKeys: { ...failed('2026-03-03T08:30:00Z'), items: [] },
  missed: { roles: BUSY, apiKeys: BUSY },
};
const LACKS = 'roles, API keys could not be had: acme.app.spacelift.io was asked too often (429)';

describe('what could not be had for a reason that may be gone', () => {
  const CHECK = ['check', path.join(root, 'examples/login.rego'), '--account', 'auto'];
  const told = (words: string): string => `login-policy: the account demo: ${words}\n`;

  it.each<[string, Account, string[], Partial<CliRun>]>([
    [
      'is asked again, however recent the rest is',
      { saved: asOf('2026-03-03T08:29:00Z', GUTTED) },
      [LOGIN, 'refresh', 'close'],
      { code: 0, err: '' },
    ],
    [
      'makes a check fail where nothing is known of it',
      { answer: asOf('2026-03-03T08:30:00Z', GUTTED) },
      [LOGIN, 'refresh', 'close'],
      { code: 2, err: told(`${LACKS}; what depends on that is not checked`) },
    ],
    [
      'is told where it is known as it was before',
      { answer: asOf('2026-03-03T08:30:00Z', { missed: { roles: BUSY, opaVersion: BUSY } }) },
      [LOGIN, 'refresh', 'close'],
      {
        code: 0,
        err: told(`${LACKS.replace('API keys', "OPA's version")}; going by what is known of that`),
      },
    ],
    [
      'does not matter to a check where it is of team bindings',
      { answer: asOf('2026-03-03T08:30:00Z', { missed: { teamBindings: BUSY } }) },
      [LOGIN, 'refresh', 'close'],
      { code: 0, err: '' },
    ],
    [
      'nor is it what one may not see: that is told, and no fault',
      {
        answer: asOf('2026-03-03T08:30:00Z', {
          roles: { ...failed('2026-03-03T08:30:00Z'), state: 'forbidden', reason: 'no permission to see roles' },
        }),
      },
      [LOGIN, 'refresh', 'close'],
      {
        code: 0,
        err: told('roles could not be had: no permission to see roles; what depends on that is not checked'),
      },
    ],
  ])('%s', async (_, account, asked, expected) => {
    const ran = await run(CHECK, account);
    expect(ran.asked).toEqual(asked);
    expect(ran).toMatchObject(expected);
  });

  it.each([
    ['simulate', ['simulate', path.join(root, 'examples/login.rego'), '--login', 'ada']],
    ['can', ['can', 'terraform-prod', 'run:trigger', 'root']],
  ])('is told by %s', async (_, args) => {
    const { err } = await run([...args, '--account', 'auto'], { answer: asOf('2026-03-03T08:30:00Z', GUTTED) });
    expect(err).toContain(told(`${LACKS}; what depends on that is not checked`));
  });

  it('makes a refresh fail, which shows the rest', async () => {
    const ran = await run(['account', 'refresh'], { answer: asOf('2026-03-03T08:30:00Z', GUTTED) });
    expect(ran).toMatchObject({ code: 2, err: `login-policy: ${LACKS}\n` });
    expect(ran.out).toMatch(/^ {2}roles +0 {2}not known: .*429/m);
    expect(ran.out).toMatch(/^ {2}teams +[1-9]/m);
  });

  it('is no snapshot', async () => {
    const place = temporaryFolder({});
    ({ remove } = place);
    const file = path.join(place.folder, 'acme.json');
    const gutted = asOf('2026-03-03T08:30:00Z', GUTTED);
    const old = asOf('2026-03-03T08:30:00Z', { missed: { roles: BUSY } });
    const refused = `login-policy: ${file} is not written: ${LACKS}\n`;
    expect(await run(['account', 'export', file], { answer: gutted })).toMatchObject({
      code: 2,
      out: '',
      err: refused,
    });
    expect(await run(['account', 'export', file, '--offline'], { saved: gutted })).toMatchObject({ code: 2 });
    expect(await run(['account', 'export', file], { answer: old })).toMatchObject({ code: 2 });
    expect(fs.existsSync(file)).toBe(false);
    // What was saved before is what was asked for.
    expect(await run(['account', 'export', file, '--offline'], { saved: old })).toMatchObject({ code: 0, err: '' });
    expect(parseSnapshot(fs.readFileSync(file, 'utf8'))).toEqual(old);
  });
});

describe('show', () => {
  it('says what there is, and what could not be had', async () => {
    const part: AccountSnapshot['roles'] = {
      state: 'forbidden',
      at: '2026-03-03T08:30:00Z',
      items: [],
      reason: 'not permitted to list roles',
    };
    const { out } = await run(['account', 'show'], {
      saved: { ...FRESH, roles: part, keyLogin: 'id', keySession: { member: true, name: 'empty' } },
    });
    expect(out).toBe(
      [
        'acme.app.spacelift.io  signed in with SPACELIFT_API_KEY_ID',
        '  login policies decide',
        '  OPA 1.4.2',
        '  recorded logins of API keys: by id (api::…), member true, name empty',
        '  roles               0  not permitted: not permitted to list roles',
        `  spaces         ${String(demo.spaces.items.length).padStart(6)}`,
        `  API keys       ${String(demo.apiKeys.items.length).padStart(6)}`,
        `  teams          ${String(demo.teams.items.length).padStart(6)}`,
        `  team bindings  ${String(demo.teamBindings?.items.length).padStart(6)}`,
        `  login policies ${String(demo.loginPolicies.items.length).padStart(6)}`,
        'As of 2026-03-03T08:30:00Z',
        '',
      ].join('\n'),
    );
  });

  it.each<[Partial<AccountSnapshot>, string]>([
    [{}, 'recorded logins could not be read'],
    [{ keyRecords: 'none' }, 'no login of one is recorded'],
    [{ keyRecords: 'different' }, 'their recorded logins differ'],
  ])('says why it is assumed how keys log in: %j', async (learnt, why) => {
    const { out } = await run(['account', 'show'], { saved: { ...FRESH, ...learnt } });
    expect(out).toContain(`\n  how API keys log in is assumed: ${why}\n`);
  });

  it('is data for programs', async () => {
    const { out } = await run(['account', 'show', '--format', 'json'], { saved: FRESH });
    expect(JSON.parse(out)).toMatchObject({
      endpoint: 'https://acme.app.spacelift.io',
      credential: 'SPACELIFT_API_KEY_ID',
      parts: { roles: { state: 'complete', count: demo.roles.items.length } },
    });
  });
});

describe('export', () => {
  it('writes what --account reads, for its owner alone', async () => {
    const place = temporaryFolder({});
    ({ remove } = place);
    const file = path.join(place.folder, 'acme.json');
    const { code, out } = await run(['account', 'export', file]);
    expect(code).toBe(0);
    expect(out).toContain(`use it with --account ${file}`);
    expect(parseSnapshot(fs.readFileSync(file, 'utf8'))).toEqual(FRESH);
    if (process.platform !== 'win32') expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    const checked = await run(['check', path.join(root, 'examples/login.rego'), '--account', file]);
    expect(checked).toMatchObject({ code: 0, asked: [] });
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['replaces a snapshot', { 'a.json': JSON.stringify(OLD) }, 'a.json', ''],
    ['fills an empty file', { 'a.json': '\n' }, 'a.json', ''],
    [
      'spares what is something else',
      { 'login.rego': 'package spacelift\n' },
      'login.rego',
      'login-policy: FOLDER/login.rego: is there already, and is no account snapshot; name another file, or delete it\n',
    ],
    ['a folder', { 'a/b': '' }, 'a', 'login-policy: FOLDER/a: is a folder; a file is needed here\n'],
    ['no folder', {}, 'a/b.json', "login-policy: FOLDER/a/b.json: can't be written: its folder does not exist\n"],
  ])('%s', async (_, files, name, err) => {
    const place = temporaryFolder(files);
    ({ remove } = place);
    const file = path.join(place.folder, name);
    const ran = await run(['account', 'export', file]);
    expect(ran.err.replaceAll(place.folder, 'FOLDER')).toBe(err);
    if (err === '') expect(parseSnapshot(fs.readFileSync(file, 'utf8'))).toEqual(FRESH);
    for (const [kept, text] of Object.entries(files)) {
      if (err !== '') expect(fs.readFileSync(path.join(place.folder, kept), 'utf8')).toBe(text);
    }
    expect(fs.readdirSync(place.folder).filter((entry) => entry.endsWith('.tmp'))).toEqual([]);
  });
});
