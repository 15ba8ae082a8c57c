/** Files below a folder of this machine. */
import type { Dirent } from 'node:fs';
import fs from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FindFiles, FoundFile } from '../lsp/host.ts';

/** What others have written, or a tool keeps for itself. */
const NOT_ENTERED: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn', '.terraform']);

export const findFiles: FindFiles = async function* (folder, ending, token) {
  const path = pathOf(folder);
  if (path === undefined) return;
  const waiting = [{ path, uri: folder.replace(/\/$/, '') }];
  for (const { path: at, uri } of waiting) {
    for (const entry of await list(at)) {
      if (token.isCancellationRequested) return;
      const below = { path: `${at}/${entry.name}`, uri: `${uri}/${encodeURIComponent(entry.name)}` };
      if (entry.isDirectory() && !NOT_ENTERED.has(entry.name)) waiting.push(below);
      const found = entry.isFile() && entry.name.endsWith(ending) ? await look(below) : undefined;
      if (found) yield found;
    }
  }
};

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    // Of another host, or not well-formed: nothing of this machine.
    return undefined;
  }
}

/** Nothing for a folder that is gone by now, or may not be read. */
async function list(folder: string): Promise<Dirent[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function look({ path, uri }: { path: string; uri: string }): Promise<FoundFile | undefined> {
  const stats = await fs.stat(path).catch(() => undefined);
  return stats && { uri, modifiedMs: stats.mtimeMs, bytes: stats.size };
}
