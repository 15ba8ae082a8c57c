/** Puts the parts of `login-policy` together and turns what happened into an exit code. */
import path from 'node:path';
import { createEngine } from '../engine/engine.ts';
import type { StartedWorker } from '../engine/startWorker.ts';
import { ownAccounts } from '../account/ownAccounts.ts';
import { complain } from './complain.ts';
import { EXIT } from './exitCodes.ts';
import { runCommandLine } from './program.ts';
import { openRulePages } from './rulePages.ts';
import { processStreams } from './streams.ts';
import { systemClock } from './systemClock.ts';

/** Replaced by the bundler: where package.json says that `docs/rules` is. */
declare const RULE_PAGES_URL: string | undefined;

/**
 * Runs one command line; what becomes of it is the exit code of the process.
 * @param worker the engine's, where it has been started already
 */
export async function run(args: string[], worker: StartedWorker | undefined): Promise<void> {
  const engine = createEngine({ folder: __dirname, worker });
  listenForTheEnd();
  const streams = processStreams();
  try {
    process.exitCode = await runCommandLine(args, {
      engine,
      clock: systemClock,
      streams,
      accounts: ownAccounts({
        clock: systemClock,
        onTrouble: (message) => {
          complain(streams, message);
        },
      }),
      demoAccountFile: path.join(__dirname, 'demoAccount.json'),
      rulePages: openRulePages(path.join(__dirname, 'rules'), RULE_PAGES_URL),
      environment: process.env,
    });
  } catch (error) {
    const details = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`login-policy: this is a mistake of the tool itself, please report it\n${details}\n`);
    process.exitCode = EXIT.failed;
  }
  await engine.dispose();
}

function listenForTheEnd(): void {
  // A reader that has seen enough (`| head`) neither stops the work nor changes what the exit code says of it.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`login-policy: the output can't be written (${error.code ?? error.message})\n`);
    process.exit(EXIT.failed);
  });
  process.stderr.on('error', () => {
    // There is nobody left to tell.
  });
  process.on('SIGINT', () => process.exit(130));
}
