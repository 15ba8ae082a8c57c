// Writes docs/mistakes.md: what `opa check --strict` and `regal lint`, where they are on the PATH, and `check` say.
import { runTypeScript } from './lib/runTypeScript.mjs';
import { runScript, setUp } from './lib/setUp.mjs';

async function main() {
  await setUp();
  process.exitCode = await runTypeScript('scripts/mistakes/main.ts');
}

await runScript(main);
