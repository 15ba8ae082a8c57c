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

/** The streams of this process. Colour only on a terminal, and never with `NO_COLOR` (no-color.org). */
export function processStreams(): Streams {
  return {
    out: (text) =>
      new Promise((resolve) => {
        process.stdout.write(text, () => {
          resolve();
        });
      }),
    err: (text) => process.stderr.write(text),
    readInput: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    colour: process.stdout.isTTY && !process.env['NO_COLOR'],
    errIsTerminal: process.stderr.isTTY,
    columns: process.stdout.columns || 100,
  };
}
