/**
 * Bundles are run with the code that V8 made of them at build time (`scripts/codeCache`), which saves compiling them at
 * each start: a tenth of a whole `check`. A cache that is missing, damaged, of another bundle or of another Node is left
 * aside; V8 itself looks at the last only. It also takes none that was made under other flags, and so it is with the
 * code that Node has cached of itself: flags are set when both threads have started, not before.
 *
 * File, beside the bundle: V8's data, then a CRC-32 of the bundle and the data (32 bits, little endian).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

const CHECKSUM_LENGTH = 4;

/**
 * Runs a CommonJS bundle.
 *
 * @returns what it exports, and what can be compiled ahead of the next time
 * @throws {Error} when there is no such bundle, and what the bundle throws
 */
export function runBundle(file: string): { exports: unknown; script: Script } {
  const script = loadBundle(file);
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  const module: { exports: unknown } = { exports: {} };
  run(createRequire(file), module, module.exports, file, path.dirname(file));
  return { exports: module.exports, script };
}

/**
 * A bundle as the function that Node makes of a CommonJS module, not run yet.
 * @throws {Error} when there is no such bundle
 */
export function loadBundle(file: string): Script {
  const bundle = readFileSync(file);
  const cachedData = readCache(file, bundle);
  return new Script(`(function (require, module, exports, __filename, __dirname) { ${bundle.toString('utf8')}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
}

/** Where the cache of a bundle is. */
export function cacheOf(bundleFile: string): string {
  return `${bundleFile}.cache`;
}

/** The cache file's bytes: everything that has been compiled by now. */
export function encodeCache(script: Script, bundle: Uint8Array): Uint8Array {
  const data = script.createCachedData();
  const checksum = Buffer.alloc(CHECKSUM_LENGTH);
  checksum.writeUInt32LE(checksumOf(bundle, data));
  return Buffer.concat([data, checksum]);
}

function readCache(bundleFile: string, bundle: Uint8Array): Buffer | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(cacheOf(bundleFile));
  } catch {
    return undefined;
  }
  if (bytes.length < CHECKSUM_LENGTH) return undefined;
  const data = bytes.subarray(0, -CHECKSUM_LENGTH);
  return bytes.readUInt32LE(data.length) === checksumOf(bundle, data) ? data : undefined;
}

function checksumOf(bundle: Uint8Array, data: Uint8Array): number {
  return crc32(data, crc32(bundle));
}
