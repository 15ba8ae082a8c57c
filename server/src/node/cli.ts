/** `dist/cli.js`: starts the engine's thread, which takes longest, then loads the command line; or is the language server. */
import path from 'node:path';
import { startWorker } from '../engine/startWorker.ts';
import { runBundle } from './codeCache.ts';

/** The language server's own words; anything else after `lsp` is for the command line to refuse. */
const SERVER = /^lsp(?: --(?:stdio|node-ipc|socket[= ]\d+|pipe[= ].+|clientProcessId[= ]\d+))*$/;
const TRANSPORT = / --(?:stdio|node-ipc|socket|pipe)/;

const args = process.argv.slice(2);
const line = args.join(' ');
if (SERVER.test(line)) serve();
else runCommand();

function serve(): void {
  // Where the server looks for it.
  if (!TRANSPORT.test(line)) process.argv.push('--stdio');
  load('server.js');
}

function runCommand(): void {
  // Every command needs it, unless help is wanted.
  const needsEngine = args.length > 1 && args[0] !== 'lsp' && !args.includes('--help') && !args.includes('-h');
  const worker = needsEngine ? startWorker(__dirname, { isShortRun: true }) : undefined;
  const { run } = load('cliMain.js') as typeof import('../cli/main.ts');
  void run(args, worker);
}

function load(bundle: string): unknown {
  try {
    return runBundle(path.join(__dirname, bundle)).exports;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`login-policy: ${bundle} is missing or damaged (${why}): \`npm run build\` makes it anew\n`);
    process.exit(2);
  }
}
