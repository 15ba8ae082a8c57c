/** Files of this machine, by URI. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Files } from '../lsp/host.ts';

export const nodeFiles: Files = {
  readText: async (uri) => {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return new TextDecoder('utf-8').decode(await fs.readFile(fileURLToPath(uri)));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  exists: async (uri) => {
    if (!uri.startsWith('file:')) return false;
    return fs.access(fileURLToPath(uri)).then(
      () => true,
      () => false,
    );
  },
  resolve: (given, folder) => {
    if (/^[a-z][a-z0-9+.-]+:/i.test(given)) return given;
    const base = folder?.startsWith('file:') ? fileURLToPath(folder) : '.';
    return pathToFileURL(path.resolve(base, given)).href;
  },
};

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
