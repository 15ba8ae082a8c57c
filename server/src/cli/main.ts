/** The entry of `login-policy`: puts the parts together and turns what happened into an exit code. */
import path from 'node:path';
import { systemClock } from './systemClock.ts';
import { EXIT } from './exitCodes.ts';
import { runCommandLine } from './program.ts';
import { processStreams } from './streams.ts';
import { createEngine } from '../engine/engine.ts';

// A reader that has seen enough (`| head`) and Ctrl-C both end it quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.fine);
  throw error;
});
process.on('SIGINT', () => process.exit(130));

const engine = createEngine({ folder: __dirname });
void runCommandLine(process.argv.slice(2), {
  engine,
  clock: systemClock,
  streams: processStreams(),
  demoAccountFile: path.join(__dirname, 'demoAccount.json'),
  environment: process.env,
})
  .catch((error: unknown) => {
    const details = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`login-policy: this is a mistake of the tool itself, please report it\n${details}\n`);
    return EXIT.failed;
  })
  .then((code) => {
    process.exitCode = code;
    return engine.dispose();
  });
