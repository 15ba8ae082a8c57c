/** From the paths somebody typed to the texts of policies. */
import fs from 'node:fs';
import path from 'node:path';
import { DANGLING, FileTrouble, isDanglingLink, readSource, whyUnreadable, type SourceFile } from './readFile.ts';
import type { Streams } from './streams.ts';

export interface PolicySourceFile extends SourceFile {
  /** Named itself, not found in a folder or by a glob. */
  readonly named: boolean;
}

export interface Reading {
  readonly sources: readonly PolicySourceFile[];
  /** What can't be read, each once: paths that are none, folders without a policy, files that are not UTF-8, and so on. */
  readonly failed: readonly FileTrouble[];
  /** Files in folders that end almost as those that are read (`.yml`): whoever wrote them may think that they are. */
  readonly passedOver: readonly string[];
}

type Ending = '.rego' | '.scenarios.yaml';

const ALMOST: Readonly<Partial<Record<Ending, string>>> = { '.scenarios.yaml': '.scenarios.yml' };

/**
 * Reads files, folders (every file below that ends so, but for node_modules and .git), globs and `-`; each file once,
 * under whatever names and links it is reached.
 */
export async function readSources(
  places: readonly string[],
  streams: Streams,
  ending: Ending = '.rego',
): Promise<Reading> {
  const troubles = new Troubles();
  const found = new Map<string, FoundFile>();
  const almost = new Map<string, string>();
  for (const place of places) {
    for (const file of (await troubles.keep(() => expand(place, ending, troubles, almost))) ?? []) {
      const key = identify(file.path);
      found.set(key, merge(found.get(key), file, key));
    }
  }
  const sources: PolicySourceFile[] = [];
  for (const { path: file, named } of found.values()) {
    const source = await troubles.keep(() => readSource(file, streams));
    if (source) sources.push({ ...source, named });
  }
  const passedOver = [...almost].flatMap(([key, file]) => (found.has(key) ? [] : [file]));
  return { sources, failed: troubles.all, passedOver };
}

/** What is the same for two paths to one file. */
export function identify(file: string): string {
  try {
    return file === '-' ? file : fs.realpathSync(file);
  } catch {
    // What is wrong with it is told when it is read.
    const [folder, name] = [path.dirname(file), path.basename(file)];
    return fs.existsSync(folder) ? path.join(fs.realpathSync(folder), name) : path.resolve(file);
  }
}

interface FoundFile {
  readonly path: string;
  readonly named: boolean;
}

/** What was named goes before what was found, and a file's own path before a link's. */
function merge(before: FoundFile | undefined, file: FoundFile, real: string): FoundFile {
  if (before === undefined) return file;
  if (before.named !== file.named) return before.named ? before : file;
  return path.resolve(file.path) === real ? file : before;
}

class Troubles {
  readonly #byMessage = new Map<string, FileTrouble>();

  get all(): readonly FileTrouble[] {
    return [...this.#byMessage.values()];
  }

  add(trouble: FileTrouble): void {
    this.#byMessage.set(trouble.message, trouble);
  }

  /** The work's result; undefined where trouble with a file came between. */
  async keep<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FileTrouble)) throw error;
      this.add(error);
      return undefined;
    }
  }
}

/** `almost`: by what is the same for two paths to one file. */
async function expand(
  place: string,
  ending: Ending,
  troubles: Troubles,
  almost: Map<string, string>,
): Promise<FoundFile[]> {
  if (place === '') throw new FileTrouble(place, 'is an empty path; name a file or a folder');
  if (place === '-') return [{ path: place, named: true }];
  const stat = statOf(place);
  if (stat && !stat.isDirectory()) return [{ path: slashes(path.normalize(place)), named: true }];
  if (!stat && !(await isGlob(place))) {
    throw new FileTrouble(place, isDanglingLink(place) ? DANGLING : 'no such file or folder');
  }
  const endings = [ending, ALMOST[ending]].filter((one) => one !== undefined);
  const patterns = stat ? endings.map((one) => `**/*${one}`) : [place];
  const { files: all, unreadable } = await search(patterns, stat ? place : '.');
  for (const trouble of unreadable) troubles.add(trouble);
  const files = stat ? all.filter((file) => file.endsWith(ending)) : all;
  for (const file of all) if (!files.includes(file)) almost.set(identify(file), slashes(file));
  if (files.length === 0 && unreadable.length === 0) {
    throw new FileTrouble(place, stat ? `no ${ending} file in this folder` : 'no file matches');
  }
  return files.map((file) => ({ path: slashes(file), named: false }));
}

/**
 * The files that a place names: all that match where it is a glob and no file, else itself, whatever it is.
 * @throws {FileTrouble} where none matches
 */
export async function matchFiles(place: string): Promise<string[]> {
  if (place === '' || place === '-' || statOf(place) || !(await isGlob(place))) return [place];
  const { files, unreadable } = await search([place], '.');
  const [trouble] = unreadable;
  if (trouble) throw trouble;
  if (files.length === 0) throw new FileTrouble(place, 'no file matches');
  return files.map(slashes);
}

async function isGlob(place: string): Promise<boolean> {
  // Only now: most often files are named.
  const { isDynamicPattern } = await import('tinyglobby');
  return isDynamicPattern(place);
}

/** @returns sorted paths as one would type them, and the folders that can't be looked into */
async function search(
  patterns: readonly string[],
  folder: string,
): Promise<{ files: string[]; unreadable: FileTrouble[] }> {
  const unreadable: FileTrouble[] = [];
  const absolute = patterns.some((pattern) => path.isAbsolute(pattern));
  const typed = (file: string): string => (absolute ? path.normalize(file) : path.join(folder, file));
  const { glob } = await import('tinyglobby');
  const files = await glob(patterns, {
    cwd: folder,
    absolute,
    ignore: ['**/node_modules/**', '**/.git/**'],
    fs: {
      readdir: tellingReaddir((at, error) => {
        const shown = absolute || path.isAbsolute(folder) ? path.resolve(at) : path.relative(process.cwd(), at);
        unreadable.push(new FileTrouble(shown, whyUnreadable(error)));
      }),
    },
  });
  return { files: files.map(typed).sort(), unreadable };
}

type Entries = (error: NodeJS.ErrnoException | null, entries: fs.Dirent[]) => void;

/** As the search calls it, which itself passes over what it can't open. */
function tellingReaddir(tell: (folder: string, error: Error) => void): typeof fs.readdir {
  const readdir = (folder: string, options: { withFileTypes: true }, done: Entries): void => {
    fs.readdir(folder, options, (error, entries) => {
      // A glob may begin with a folder that is none: then nothing matches.
      if (error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR') tell(folder, error);
      done(error, error ? entries : entries.map((entry) => withDangling(entry, folder)));
    });
  };
  return readdir as unknown as typeof fs.readdir;
}

/** A link to nothing goes for a file, so that it is told when it is read: the search itself drops it. */
function withDangling(entry: fs.Dirent, folder: string): fs.Dirent {
  if (!entry.isSymbolicLink() || fs.existsSync(path.join(folder, entry.name))) return entry;
  return Object.assign(Object.create(entry) as fs.Dirent, { isSymbolicLink: () => false, isFile: () => true });
}

function statOf(place: string): fs.Stats | undefined {
  try {
    return fs.statSync(place, { throwIfNoEntry: false });
  } catch (error) {
    throw new FileTrouble(place, whyUnreadable(error));
  }
}

function slashes(file: string): string {
  return path.sep === '/' ? file : file.split(path.sep).join('/');
}
