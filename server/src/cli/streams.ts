import { isatty } from 'node:tty';
import { collectBytes } from './collectBytes.ts';

/** Where the command line reads and writes; a test hands in its own. */
export interface Streams {
  /** Resolves when the text has been handed on. */
  out(text: string): Promise<void>;
  /** Messages for a person: errors and progress. */
  err(text: string): void;
  /** All of standard input. */
  readInput(): Promise<Buffer>;
  colour: boolean;
  /** Whether `err` is a terminal, where a line can be written over. */
  errIsTerminal: boolean;
  /** Columns of the terminal, or 100. */
  columns: number;
}

/**
 * Whether to write in colour: on a terminal that can, unless `NO_COLOR` (no-color.org) or `FORCE_COLOR` (force-color.org;
 * `0` forbids) say otherwise. Not for the sake of `CI` alone, where output is often kept in files.
 */
export function wantsColour(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}

/** The streams of this process. */
export function processStreams(): Streams {
  return {
    out: (text) =>
      new Promise((resolve) => {
        process.stdout.write(text, () => {
          resolve();
        });
      }),
    err: (text) => process.stderr.write(text),
    readInput: () => collectBytes(process.stdin),
    colour: wantsColour(isatty(1), process.env),
    errIsTerminal: isatty(2),
    columns: process.stdout.columns || 100,
  };
}
