import type { Streams } from './streams.ts';

/** Tells on stderr what goes on, when it takes more than a second. */
export interface Progress {
  /** What is being done now, such as "checking 3 of 40: a.rego". */
  say(what: string): void;
  /** Clears the line. Nothing is printed after this. */
  end(): void;
}

const PATIENCE_MS = 1000;

/** On a terminal one line that is written over; elsewhere a single line, once. */
export function startProgress(streams: Streams): Progress {
  let current = 'starting the engine';
  let shown = false;
  const timer = setInterval(() => {
    if (streams.errIsTerminal) streams.err(`\r\x1b[K${current} …`);
    else if (!shown) streams.err(`${current} …\n`);
    shown = true;
  }, PATIENCE_MS);
  return {
    say: (what) => {
      current = what;
    },
    end: () => {
      clearInterval(timer);
      if (shown && streams.errIsTerminal) streams.err('\r\x1b[K');
    },
  };
}
