/** `dist/cli.js`: starts the engine's thread, which takes longest, then loads the command line. */
import path from 'node:path';
import { startWorker } from '../engine/startWorker.ts';
import { runBundle } from './codeCache.ts';

const args = process.argv.slice(2);
// Every command needs it, unless help is wanted.
const needsEngine = args.length > 1 && !args.includes('--help') && !args.includes('-h');
const worker = needsEngine ? startWorker(__dirname, { isShortRun: true }) : undefined;
try {
  const { run } = runBundle(path.join(__dirname, 'cliMain.js')).exports as typeof import('../cli/main.ts');
  void run(args, worker);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`login-policy: cliMain.js is missing or damaged (${why}): \`npm run build\` makes it anew\n`);
  process.exit(2);
}
