// Saves what V8 makes of the bundles, so that they start sooner.
import { SetUpError } from './lib/requirements.mjs';
import { runTypeScript } from './lib/runTypeScript.mjs';

/**
 * Writes a cache beside each of the large bundles in dist/.
 * @throws {SetUpError} when they can't be run
 */
export async function buildCodeCache() {
  const status = await runTypeScript('scripts/codeCache/main.ts', 'ignore');
  if (status !== 0) throw new SetUpError('The bundles do not run: see above.');
}
