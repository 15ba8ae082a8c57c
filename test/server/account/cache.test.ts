import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { SHAPE, SnapshotCache } from '../../../server/src/account/saved/cache.ts';
import { defaultCacheFolder } from '../../../server/src/account/saved/cacheFolder.ts';
import type { Viewer } from '../../../server/src/account/saved/viewer.ts';
import { snapshotSchema } from '../../../server/src/core/account/snapshotSchema.ts';
import { demoAccount } from '../core/account/demoAccount.ts';

const ENDPOINT = 'https://acme.app.spacelift.io';
const KEY: Viewer = { kind: 'apiKey', id: '01K422XK606Y7W2KRBM91DVYBG' };

let folder: string;
let troubles: string[];

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'account-cache-'));
  troubles = [];
});

afterEach(async () => {
  vi.restoreAllMocks();
  await fs.rm(folder, { recursive: true, force: true });
});

function openCache(viewer: Viewer = KEY, endpoint = ENDPOINT, where = folder): SnapshotCache {
  return new SnapshotCache(where, endpoint, viewer, (message) => troubles.push(message));
}

/** All files that are there, by their names. */
async function list(): Promise<string[]> {
  return (await fs.readdir(path.join(folder, 'accounts'))).sort();
}

/** The path of the one file there is. */
async function theFile(): Promise<string> {
  const [name = '', ...others] = await list();
  expect(others).toEqual([]);
  return path.join(folder, 'accounts', name);
}

async function modeOf(file: string): Promise<number> {
  return (await fs.stat(file)).mode & 0o777;
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'write' });
}

const hasModes = process.platform !== 'win32';

it('stands for the schema of what it keeps: after a change there, this is the new SHAPE', () => {
  const schema = JSON.stringify(z.toJSONSchema(snapshotSchema));
  expect(SHAPE).toBe(createHash('sha256').update(schema).digest('hex').slice(0, 12));
});

describe('what was written', () => {
  it('is read again', async () => {
    expect(await openCache().read()).toBeUndefined();
    expect(await openCache().write(demoAccount)).toBe(true);
    expect(await openCache().read()).toEqual(demoAccount);
    expect(await openCache().write({ ...demoAccount, name: 'later' })).toBe(true);
    expect(await openCache().read()).toMatchObject({ name: 'later' });
    expect(await list()).toHaveLength(1);
    expect(troubles).toEqual([]);
  });

  it('is for one account and one viewer, named by its host', async () => {
    const caches = [
      openCache(),
      openCache({ kind: 'apiKey', id: '01K42318C0MZCCMGHVBSN5KAKM' }),
      openCache({ kind: 'github', id: '1f2e' }),
      openCache({ kind: 'token', id: '1f2e' }),
      openCache(KEY, 'https://other.app.spacelift.io'),
      openCache(KEY, 'http://127.0.0.1:4000'),
    ];
    for (const [index, cache] of caches.entries()) await cache.write({ ...demoAccount, name: `n${index}` });
    for (const [index, cache] of caches.entries()) expect(await cache.read()).toMatchObject({ name: `n${index}` });
    const names = await list();
    expect(names.filter((name) => name.startsWith('acme.app.spacelift.io-'))).toHaveLength(4);
    for (const name of names) expect(name).toMatch(/^(acme\.app|other\.app)\.spacelift\.io-|^127\.0\.0\.1_4000-/);
  });

  it('is not for another than it was shown to, by the server', async () => {
    await openCache().write(demoAccount, 'ada@example.com');
    expect(await openCache().read('ada@example.com')).toEqual(demoAccount);
    expect(await openCache().read('bob@example.com')).toBeUndefined();
    // Without asking, nobody knows who looks.
    expect(await openCache().read()).toEqual(demoAccount);
    expect(await fs.readFile(await theFile(), 'utf8')).not.toContain('ada@example.com');
    await openCache().write(demoAccount);
    expect(await openCache().read('bob@example.com')).toEqual(demoAccount);
    expect(troubles).toEqual([]);
  });

  it.runIf(hasModes)('only its owner can read, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await openCache().write(demoAccount);
    } finally {
      process.umask(before);
    }
    expect(await modeOf(await theFile())).toBe(0o600);
    expect(await modeOf(path.join(folder, 'accounts'))).toBe(0o700);
  });
});

describe.runIf(hasModes)('modes that let others in', () => {
  it('are put right', async () => {
    await openCache().write(demoAccount);
    const file = await theFile();
    await fs.chmod(file, 0o644);
    await fs.chmod(path.dirname(file), 0o755);
    expect(await openCache().read()).toEqual(demoAccount);
    expect(await modeOf(file)).toBe(0o600);
    await openCache().write(demoAccount);
    expect(await modeOf(path.dirname(file))).toBe(0o700);
    expect(troubles).toEqual([]);
  });

  it('are not trusted where others could have written', async () => {
    await openCache().write(demoAccount);
    const file = await theFile();
    await fs.chmod(file, 0o666);
    expect(await openCache().read()).toBeUndefined();
    expect(troubles).toEqual([expect.stringContaining('can be changed by others')]);
    expect(await list()).toEqual([`${path.basename(file)}.damaged`]);
  });

  it('nor is a link', async () => {
    await openCache().write(demoAccount);
    const file = await theFile();
    await fs.rename(file, path.join(folder, 'elsewhere'));
    await fs.symlink(path.join(folder, 'elsewhere'), file);
    expect(await openCache().read()).toBeUndefined();
    expect(troubles).toEqual([expect.stringContaining('is a link')]);
  });

  it('nor what belongs to somebody else', async () => {
    await openCache().write(demoAccount);
    vi.spyOn(process, 'getuid').mockReturnValue(4242);
    expect(await openCache().read()).toBeUndefined();
    expect(await openCache().write(demoAccount)).toBe(false);
    expect(troubles).toEqual([
      expect.stringContaining('belongs to another user'),
      expect.stringContaining("can't be saved: "),
    ]);
  });
});

describe('a file that is not as it was written', () => {
  it.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, -100)],
    ['cut off in the first line', (text) => text.slice(0, 20)],
    ['changed in one place', (text) => text.replace('Space admin', 'Space Admin')],
    ['something else', () => '[]\n{}'],
    ['null', () => 'null\nnull'],
    ["another account's", (text) => text.replace(ENDPOINT, 'https://evil.example')],
    ["another viewer's", (text) => text.replace('apiKey 01K', 'apiKey 01J')],
  ])('%s: is set aside and made anew', async (_, change) => {
    await openCache().write(demoAccount);
    const file = await theFile();
    await fs.writeFile(file, change(await fs.readFile(file, 'utf8')));
    expect(await openCache().read()).toBeUndefined();
    expect(troubles).toEqual([
      `What was saved of acme.app.spacelift.io is damaged, and is not used. It is now ${file}.damaged`,
    ]);
    expect(await openCache().read()).toBeUndefined();
    expect(await openCache().write(demoAccount)).toBe(true);
    expect(await openCache().read()).toEqual(demoAccount);
    expect(troubles).toHaveLength(1);
  });

  it.each<[string, (text: string) => string]>([
    ['version', (text) => text.replace('"version":1', '"version":2')],
    ['shape', (text) => text.replace(`"shape":"${SHAPE}"`, '"shape":"other"')],
  ])("another release's, by its %s: is not read, and not damaged", async (_, change) => {
    await openCache().write(demoAccount);
    const file = await theFile();
    await fs.writeFile(file, change(await fs.readFile(file, 'utf8')));
    expect(await openCache().read()).toBeUndefined();
    expect(await list()).toEqual([path.basename(file)]);
    expect(troubles).toEqual([]);
  });
});

describe('a disk that does not take it', () => {
  it.each([
    ['ENOSPC', 'no space is left on the disk'],
    ['EROFS', 'the file system is read-only'],
    ['EACCES', 'no permission'],
    ['EIO', 'EIO'],
  ])('%s: keeps what was there, and says why', async (code, words) => {
    await openCache().write(demoAccount);
    const { open } = fs;
    vi.spyOn(fs, 'open').mockImplementation(async (...args) => {
      const handle = await open(...args);
      // Half of it is written before.
      handle.writeFile = async (text) => {
        await handle.write(String(text).slice(0, 1000));
        throw systemError(code);
      };
      return handle;
    });
    expect(await openCache().write({ ...demoAccount, name: 'later' })).toBe(false);
    expect(troubles).toEqual([`What is known of acme.app.spacelift.io can't be saved: ${words}`]);
    expect(await openCache().read()).toEqual(demoAccount);
    expect(await list()).toHaveLength(1);
  });

  it('has no place for the folder', async () => {
    const file = path.join(folder, 'file');
    await fs.writeFile(file, '');
    const cache = openCache(KEY, ENDPOINT, file);
    expect(await cache.write(demoAccount)).toBe(false);
    expect(await cache.read()).toBeUndefined();
    expect(troubles).toEqual([
      expect.stringContaining("can't be saved"),
      "What was saved of acme.app.spacelift.io can't be read: ENOTDIR",
    ]);
  });
});

/** Writes `times` snapshots with names of its own. */
async function startWriter(script: string, name: string, times: number): Promise<ChildProcess> {
  const child = fork(script, [folder, ENDPOINT, JSON.stringify(KEY), name, String(times)]);
  await once(child, 'message');
  return child;
}

describe('several that write at once', () => {
  it('leave one whole file, from another process too', async () => {
    const script = path.join(folder, 'writer.cjs');
    await build({
      entryPoints: [path.join(import.meta.dirname, 'cacheWriter.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    const children = await Promise.all(['a', 'b'].map((name) => startWriter(script, name, 40)));
    const ends = children.map((child) => once(child, 'exit'));
    for (const child of children) child.send('go');
    const over = new AbortController();
    const exits = Promise.all(ends).finally(() => {
      over.abort();
    });
    const seen = new Set<string>();
    const cache = openCache();
    while (!over.signal.aborted) {
      const snapshot = await cache.read();
      if (snapshot) seen.add(snapshot.name.charAt(0));
      if (snapshot) expect(snapshot).toEqual({ ...demoAccount, name: snapshot.name });
    }
    expect(await exits).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(seen.size).toBeGreaterThan(0);
    expect((await cache.read())?.name).toMatch(/^[ab]39$/);
    expect(troubles).toEqual([]);
    expect(await list()).toHaveLength(1);
  });
});

it.runIf(process.platform === 'linux')('is where this platform keeps caches', () => {
  vi.stubEnv('XDG_CACHE_HOME', '/somewhere');
  expect(defaultCacheFolder()).toBe('/somewhere/spacelift-login-policies');
  // A relative one is no place, by XDG's specification.
  for (const unset of [undefined, '', 'cache', './cache', '../cache']) {
    vi.stubEnv('XDG_CACHE_HOME', unset);
    expect(defaultCacheFolder()).toBe(path.join(os.homedir(), '.cache/spacelift-login-policies'));
  }
  vi.unstubAllEnvs();
});
