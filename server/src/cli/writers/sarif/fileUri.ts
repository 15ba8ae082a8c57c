import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A file as a URI: relative to a folder, with `/` and percent-encoded; outside of the folder an absolute `file:` URI.
 * Standard input (`-`) is called `stdin`.
 */
export function fileUri(file: string, folder: string): string {
  if (file === '-') return 'stdin';
  const absolute = path.resolve(folder, file);
  const inside = path.relative(folder, absolute);
  if (inside.split(path.sep)[0] === '..' || path.isAbsolute(inside)) return pathToFileURL(absolute).href;
  return inside.split(path.sep).map(encodeURIComponent).join('/');
}
