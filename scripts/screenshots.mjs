// `npm run screenshots`: the pictures below docs/images, taken of the extension in a real VS Code.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/root.mjs';
import { runScript, setUp } from './lib/setUp.mjs';

async function main() {
  await setUp();
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--config', 'test/e2e/screenshots/vitest.config.mts'];
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

await runScript(main);
