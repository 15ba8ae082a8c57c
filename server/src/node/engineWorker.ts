/** `dist/engineWorker.js`: starts the engine's worker. */
import path from 'node:path';
import { runBundle } from './codeCache.ts';

runBundle(path.join(__dirname, 'engineWorkerMain.js'));
