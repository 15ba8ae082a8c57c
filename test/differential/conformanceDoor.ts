/** OPA's conformance cases as `engine/conformance` prepares them: a Go program of the tests' own. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** One case. Texts are JSON. */
export type ConformanceCase = { name: string } & (
  | {
      /** Why it can't be put to a compiled policy. */
      excluded: string;
    }
  | {
      /** Base64 of a module whose result is the set of the query's answers. */
      wasm: string;
      delegated?: string[];
      input: string;
      data: string;
      /** The interpreter's, as `isSameValue` wants it; missing where it ends with an error. */
      answer?: unknown;
      error?: string;
    }
);

/**
 * All of them, one after the other: together they are hundreds of megabytes.
 *
 * @throws {Error} when the program can't be built or ends early
 */
export async function* prepareConformanceCases(): AsyncGenerator<ConformanceCase> {
  const child = spawn('go', ['run', './conformance'], {
    cwd: path.resolve(import.meta.dirname, '../../engine'),
    env: { ...process.env, GOGC: '400' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as ConformanceCase;
  const code = await ended;
  if (code !== 0) throw new Error(`go run ./conformance ended with ${String(code)}`);
}
