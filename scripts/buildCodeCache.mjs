// Saves what V8 makes of the bundles, so that they start sooner.
import { runTypeScript } from './lib/runTypeScript.mjs';

/** Writes a cache beside each of the large bundles in dist/. */
export async function buildCodeCache() {
  const status = await runTypeScript('scripts/codeCache/main.ts', 'ignore');
  if (status !== 0) throw new Error(`the code caches could not be made (exit code ${status})`);
}
