/** The setting `loginPolicy.files`, for one file. */
import type { FileKind } from '../../../server/src/protocol/lsp.ts';

export type FileSetting = Record<string, FileKind>;

/**
 * The setting with what a file is, over whatever other patterns say of it: the first that matches counts.
 * @param path relative to the workspace folder, or absolute; with `/`
 */
export function withFile(setting: FileSetting, path: string, kind: FileKind): FileSetting {
  const glob = escapeGlob(path);
  const others = Object.entries(setting).filter(([pattern]) => pattern !== glob);
  return Object.fromEntries([[glob, kind], ...others]);
}

/** A glob that matches this path only. */
function escapeGlob(path: string): string {
  return path.replaceAll(/[\\*?[\]{}()!+@|$^"]/g, '\\$&');
}
