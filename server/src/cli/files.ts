/** From the paths somebody typed to the texts of policies. */
import fs from 'node:fs';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { BadInput } from '../core/badInput.ts';
import type { Streams } from './streams.ts';

/** A file that was read. */
export interface SourceFile {
  /** As typed or found, with `/`; `-` for standard input. */
  path: string;
  /** Without a byte order mark. */
  text: string;
  /** The file began with a byte order mark. */
  bom: boolean;
  /** Named itself, not found in a folder or by a glob. */
  named: boolean;
}

/**
 * Reads files, folders (every `.rego` file below, but for node_modules and .git), globs and `-`, each file once.
 * @throws {BadInput} for a path that is none, a folder or glob without a policy, or a file that is not UTF-8.
 */
export async function readSources(places: string[], streams: Streams): Promise<SourceFile[]> {
  const found = new Map<string, { path: string; named: boolean }>();
  for (const place of places) {
    for (const file of await expand(place)) {
      const before = found.get(path.resolve(file.path));
      found.set(path.resolve(file.path), before ? { ...before, named: before.named || file.named } : file);
    }
  }
  return Promise.all(
    [...found.values()].map(async (file) => ({ ...(await readSource(file.path, streams)), named: file.named })),
  );
}

/**
 * Reads one file, or standard input for `-`.
 * @throws {BadInput} when it can't be read or is not UTF-8.
 */
export async function readSource(file: string, streams: Streams): Promise<SourceFile> {
  const bytes = file === '-' ? await streams.readInput() : readBytes(file);
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { path: file, text: decode(file, bytes), bom, named: true };
}

async function expand(place: string): Promise<{ path: string; named: boolean }[]> {
  if (place === '-') return [{ path: place, named: true }];
  const stat = statOf(place);
  if (stat && !stat.isDirectory()) return [{ path: slashes(path.normalize(place)), named: true }];
  if (!stat && !isDynamicPattern(place)) throw new BadInput(`${place}: no such file or folder`);
  const options = { ignore: ['**/node_modules/**', '**/.git/**'], dot: false };
  const files = stat
    ? await glob('**/*.rego', { ...options, cwd: place })
    : await glob(place, { ...options, absolute: path.isAbsolute(place) });
  if (files.length === 0) {
    throw new BadInput(stat ? `${place}: no .rego file in this folder` : `${place}: no file matches`);
  }
  return files
    .sort()
    .map((file) => ({ path: slashes(stat ? path.join(place, file) : path.normalize(file)), named: false }));
}

function statOf(place: string): fs.Stats | undefined {
  try {
    return fs.statSync(place, { throwIfNoEntry: false });
  } catch (error) {
    throw new BadInput(`${place}: ${whyUnreadable(error)}`);
  }
}

function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new BadInput(`${file}: ${whyUnreadable(error)}`);
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const words: Record<string, string> = {
    ENOENT: 'no such file',
    ENOTDIR: 'no such file: what is before the last / is no folder',
    ELOOP: 'is a symbolic link that leads back to itself',
    ENAMETOOLONG: 'no such file: the name is too long',
    EISDIR: 'is a folder; a file is needed here',
    EACCES: 'may not be read (permission denied)',
  };
  return words[code] ?? `can't be read (${code})`;
}

function decode(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${file === '-' ? 'standard input' : file}: not UTF-8 text; save it as UTF-8`);
  }
}

function slashes(file: string): string {
  return path.sep === '/' ? file : file.split(path.sep).join('/');
}
