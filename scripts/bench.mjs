// `npm run bench`: bundles the benchmarks and runs them against what is in dist/.
import { runTypeScript } from './lib/runTypeScript.mjs';
import { runScript, setUp } from './lib/setUp.mjs';

async function main() {
  await setUp();
  process.exitCode = await runTypeScript('scripts/bench/main.ts');
}

await runScript(main);
