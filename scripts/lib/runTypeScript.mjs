import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './root.mjs';

/**
 * Bundles a script in TypeScript into dist/.build and runs it in the root folder.
 * @param {string} entryPoint
 * @param {'inherit' | 'ignore'} stdout where its output goes
 * @returns its exit code
 */
export async function runTypeScript(entryPoint, stdout = 'inherit') {
  const outfile = await bundleTypeScript(entryPoint);
  return spawnSync(process.execPath, [outfile], { cwd: root, stdio: ['ignore', stdout, 'inherit'] }).status ?? 1;
}

/**
 * @param {string} entryPoint
 * @returns {Promise<string>} the file in dist/.build
 */
export async function bundleTypeScript(entryPoint) {
  const { build } = await import('esbuild');
  const outfile = path.join(root, 'dist/.build', `${path.basename(path.dirname(entryPoint))}.mjs`);
  // Packages are bundled as well: some are CommonJS and ask for `require`.
  const banner = {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  };
  await build({
    entryPoints: [path.join(root, entryPoint)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner,
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}
