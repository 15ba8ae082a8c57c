/** Bundles as built in `dist/`, run with and without what V8 has compiled of them before. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dist } from '../../support/engine.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'code-cache-'));
const runner = path.join(folder, 'runner.cjs');
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

/** A process of its own: V8 refuses code that was compiled with other flags, which the tests' process may have set. */
beforeAll(async () => {
  const contents = `
    import { writeFileSync, readFileSync } from 'node:fs';
    import { cacheOf, encodeCache, loadBundle, runBundle } from '${path.resolve('server/src/node/codeCache.ts')}';
    const [bundle, how] = process.argv.slice(2);
    const script = how === 'load' ? loadBundle(bundle) : runBundle(bundle).script;
    if (how === 'save') writeFileSync(cacheOf(bundle), encodeCache(script, readFileSync(bundle)));
    else process.stdout.write(' ' + String(script.cachedDataRejected));`;
  await esbuild.build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    platform: 'node',
    outfile: runner,
  });
});

function run(bundle: string, ...args: string[]): string {
  return spawnSync(process.execPath, [runner, bundle, ...args], { encoding: 'utf8' }).stdout;
}

it.each(['cliMain.js', 'server.js', 'engineWorkerMain.js'])('%s is built with a cache that V8 takes', (name) => {
  expect(run(path.join(dist, name), 'load')).toBe(' false');
});

describe('a cache', () => {
  const bundle = path.join(folder, 'bundle.js');
  const cache = `${bundle}.cache`;
  /** `undefined`, as V8 has been given none, behind what the bundle itself prints. */
  const NONE = 'hello undefined';
  let good: Buffer;
  beforeAll(() => {
    fs.writeFileSync(bundle, 'const say = () => "hello";\nprocess.stdout.write(say());\n');
    run(bundle, 'save');
    good = fs.readFileSync(cache);
  });

  it('is taken', () => {
    fs.writeFileSync(cache, good);
    expect(run(bundle)).toBe('hello false');
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['is empty', () => Buffer.alloc(0)],
    ['is no cache', () => Buffer.from('no cache')],
    ['is cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['is damaged', (bytes) => Buffer.from(bytes).fill(0xa5, 100, 110)],
  ])('that %s is left aside', (_, change) => {
    fs.writeFileSync(cache, change(good));
    expect(run(bundle)).toBe(NONE);
  });

  it('that is missing is not missed', () => {
    fs.rmSync(cache, { force: true });
    expect(run(bundle)).toBe(NONE);
  });

  it('of another bundle of the same length is left aside', () => {
    fs.writeFileSync(cache, good);
    fs.writeFileSync(bundle, fs.readFileSync(bundle, 'utf8').replace('hello', 'salve'));
    expect(run(bundle)).toBe('salve undefined');
  });
});
