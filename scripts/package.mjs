// `npm run package`: the extension as one file, to be installed with `code --install-extension`.
import path from 'node:path';
import { runScript, setUp } from './lib/setUp.mjs';

async function main() {
  await setUp();
  const { buildVsix, megabytes, vsix } = await import('./package/vsix.mjs');
  await buildVsix();
  console.log(`${path.relative(process.cwd(), vsix)} (${megabytes().toFixed(1)} MB)`);
}

await runScript(main);
