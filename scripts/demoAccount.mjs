// `npm run demo-account`: builds what is missing or stale, and starts the demo account in this process.
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './lib/root.mjs';
import { runScript, setUp } from './lib/setUp.mjs';

async function main() {
  await setUp();
  const { run } = createRequire(import.meta.url)(path.join(root, 'dist/demoAccount.js'));
  await run(process.argv.slice(2));
}

await runScript(main);
