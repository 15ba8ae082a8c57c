/** The entry of `login-policy`: puts the parts together and turns what happened into an exit code. */
import path from 'node:path';
import { createEngine } from '../engine/engine.ts';
import { EXIT } from './exitCodes.ts';
import { openRulePages } from './rulePages.ts';
import { processStreams } from './streams.ts';
import { systemClock } from './systemClock.ts';

/** Replaced by the bundler: where package.json says that `docs/rules` is. */
declare const RULE_PAGES_URL: string | undefined;

const engine = createEngine({ folder: __dirname });

// A reader that has seen enough (`| head`) and Ctrl-C both end it quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.fine);
  process.stderr.write(`login-policy: the output can't be written (${error.code ?? error.message})\n`);
  process.exit(EXIT.failed);
});
process.on('SIGINT', () => process.exit(130));

async function main(args: string[]): Promise<number> {
  // In its own thread, while this one loads the rest: every command needs it, unless help is wanted.
  if (args.length > 1 && !args.includes('--help') && !args.includes('-h')) engine.start();
  const { runCommandLine } = await import('./program.ts');
  return runCommandLine(args, {
    engine,
    clock: systemClock,
    streams: processStreams(),
    demoAccountFile: path.join(__dirname, 'demoAccount.json'),
    rulePages: openRulePages(path.join(__dirname, 'rules'), RULE_PAGES_URL),
    environment: process.env,
  });
}

void main(process.argv.slice(2))
  .catch((error: unknown) => {
    const details = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`login-policy: this is a mistake of the tool itself, please report it\n${details}\n`);
    return EXIT.failed;
  })
  .then((code) => {
    process.exitCode = code;
    return engine.dispose();
  });
