/** Files of this machine, by URI. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readRegularFile } from '../cli/regularFile.ts';
import { MOST_TEXT_BYTES } from '../core/fileLimits.ts';
import type { Files } from '../lsp/host.ts';

export const nodeFiles: Files = {
  readText: async (uri, most = MOST_TEXT_BYTES) => {
    const file = pathOf(uri);
    if (file === undefined) return undefined;
    try {
      return new TextDecoder('utf-8').decode(await readRegularFile(file, most));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  list: async (folder, ending) => {
    const path = pathOf(folder);
    const entries = path === undefined ? [] : await fs.readdir(path, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => !entry.isDirectory() && entry.name.endsWith(ending)).map(({ name }) => name);
  },
  exists: async (uri) => {
    const file = pathOf(uri);
    if (file === undefined) return false;
    return fs.access(file).then(
      () => true,
      () => false,
    );
  },
  realUri: async (uri) => {
    const file = pathOf(uri);
    const real = file === undefined ? undefined : await fs.realpath(file).catch(() => undefined);
    return real === undefined ? undefined : pathToFileURL(real).href;
  },
  resolve: (given, folder) => {
    if (/^[a-z][a-z0-9+.-]+:/i.test(given)) return given;
    const base = folder === undefined ? undefined : pathOf(folder);
    return pathToFileURL(path.resolve(base ?? '.', given)).href;
  },
};

/** Undefined for what is no file of this machine: of another scheme or (but on Windows) host, or not well-formed. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch (error) {
    if (error instanceof TypeError || error instanceof URIError) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ERR_INVALID_ARG_VALUE';
}
