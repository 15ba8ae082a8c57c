/** `dist/cli.js`: starts the command line. */
import path from 'node:path';
import { runBundle } from './codeCache.ts';

runBundle(path.join(__dirname, 'cliMain.js'));
