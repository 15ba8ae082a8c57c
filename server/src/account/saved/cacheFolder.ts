import os from 'node:os';
import path from 'node:path';
import envPaths from 'env-paths';

const NAME = 'spacelift-login-policies';

/**
 * Where the command line keeps what it knows of accounts: in this platform's folder for caches (`XDG_CACHE_HOME` or
 * `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`).
 */
export function defaultCacheFolder(): string {
  const { cache } = envPaths(NAME, { suffix: '' });
  // A relative one is to be ignored (XDG Base Directory Specification): it would be another in every working folder.
  return path.isAbsolute(cache) ? cache : path.join(os.homedir(), '.cache', NAME);
}
