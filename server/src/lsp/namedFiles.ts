/**
 * What a file names by a path in its text, as scenario files do, or a client by a URI. Either may come from anybody, and
 * looking at a place is already something: of a network, it signs in there. So nothing is touched outside of the
 * workspace.
 */
import { BadInput } from '../core/badInput.ts';
import { withoutByteOrderMark } from '../core/syntax/positions.ts';
import type { Server } from './server.ts';
import { isInside, isSameUri, normalize } from './uris.ts';

type Surroundings = Pick<Server, 'documents' | 'host' | 'settings'>;

/** Without a byte order mark, as it stands in the editor, else on disk (see `Files.readText`). */
export async function readText(server: Surroundings, uri: string, most?: number): Promise<string | undefined> {
  const text = textInEditor(server, uri) ?? (await server.host.files.readText(uri, most));
  return text === undefined ? undefined : withoutByteOrderMark(text);
}

/** The URI of a path that stands in a file. */
export function locateNamed(path: string, from: string): string {
  try {
    return new URL(path.split('/').map(encodeURIComponent).join('/'), from).href;
  } catch {
    return path;
  }
}

/**
 * Whether the place may be looked at: it is in the workspace or, from a file that is not, in that one's repository,
 * else beside it. Links are not followed.
 */
export async function isNear(server: Surroundings, uri: string, from: string): Promise<boolean> {
  return !uri.startsWith('file:') || isBelow(uri, await rootsOf(server, from));
}

/**
 * @param path as it stands in the file
 * @param from URI of the file
 * @param most see `Files.readText`
 * @returns undefined where there is no such file
 * @throws {BadInput} for a file that can't be read, or that lies outside of the workspace and is not open
 */
export async function readNamed(
  server: Surroundings,
  uri: string,
  { path, from, most }: { path: string; from: string; most?: number },
): Promise<string | undefined> {
  if (textInEditor(server, uri) === undefined) await refuseFar(server, uri, path, from);
  try {
    return await readText(server, uri, most);
  } catch (error) {
    if (error instanceof BadInput) throw new BadInput(`\`${path}\` ${error.message}`);
    if (error instanceof Error && 'syscall' in error) throw new BadInput(`\`${path}\` can't be read: ${error.message}`);
    throw error;
  }
}

function textInEditor({ documents }: Surroundings, uri: string): string | undefined {
  const open = documents.get(uri) ?? documents.all().find((document) => isSameUri(document.uri, uri));
  return open?.getText();
}

const FAR = 'lies outside of the workspace: open a folder that holds both, or run `login-policy` in a terminal';

async function refuseFar(server: Surroundings, uri: string, path: string, from: string): Promise<void> {
  if (!uri.startsWith('file:')) return;
  const { files } = server.host;
  const roots = await rootsOf(server, from);
  if (!isBelow(uri, roots)) throw new BadInput(`\`${path}\` ${FAR}`);
  const real = await files.realUri(uri);
  if (real === undefined) return;
  const realRoots = await Promise.all(roots.map(async (root) => (await files.realUri(root)) ?? root));
  if (!isBelow(real, realRoots)) throw new BadInput(`\`${path}\` is a link to what ${FAR}`);
}

function isBelow(uri: string, roots: readonly string[]): boolean {
  return roots.some((root) => isInside(normalize(uri), normalize(root)));
}

async function rootsOf({ settings, host }: Surroundings, from: string): Promise<readonly string[]> {
  if (isBelow(from, settings.folders) || !from.startsWith('file:')) return settings.folders;
  const beside = new URL('.', from).href;
  for (let folder = beside; ; folder = new URL('..', folder).href) {
    if (await host.files.exists(new URL('.git', folder).href)) return [...settings.folders, folder];
    if (folder === new URL('..', folder).href) return [...settings.folders, beside];
  }
}
