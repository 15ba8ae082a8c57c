// `npm run bench`: bundles the benchmarks and runs them against what is in dist/.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root, runScript, setUp } from './lib/setUp.mjs';

async function main() {
  await setUp();
  const { build } = await import('esbuild');
  const outfile = path.join(root, 'dist/.build/bench.mjs');
  // Packages are bundled as well: some are CommonJS and ask for `require`.
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  const entryPoints = [path.join(root, 'scripts/bench/main.ts')];
  await build({
    entryPoints,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner,
    outfile,
    logLevel: 'warning',
  });
  process.exitCode = spawnSync(process.execPath, [outfile], { cwd: root, stdio: 'inherit' }).status ?? 1;
}

await runScript(main);
