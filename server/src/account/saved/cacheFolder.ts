import envPaths from 'env-paths';

/**
 * Where the command line keeps what it knows of accounts: in this platform's folder for caches (`XDG_CACHE_HOME` or
 * `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`).
 */
export function defaultCacheFolder(): string {
  return envPaths('spacelift-login-policies', { suffix: '' }).cache;
}
