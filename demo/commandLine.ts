/** The words after `npm run demo-account --`. */
import { parseArgs } from 'node:util';

/** `problem`: one line, for people. */
export type CommandLine = { kind: 'start'; port: number } | { kind: 'help' } | { kind: 'wrong'; problem: string };

export const HELP = `Usage: npm run demo-account -- [--port N]

Starts the demo account, a made-up Spacelift account with a real GraphQL API, on this machine only, and prints what to
sign in with. It ends with Ctrl+C.

  --port N   listen there (1 to 65535); a free port unless given
  --help     this text
`;

export function readCommandLine(args: string[]): CommandLine {
  try {
    const { values } = parseArgs({ args, options: { port: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help) return { kind: 'help' };
    const { port = '0' } = values;
    const number = Number(port);
    if (/^\d+$/.test(port) && number <= 65_535) return { kind: 'start', port: number };
    return { kind: 'wrong', problem: `--port ${port}: right would be a number from 1 to 65535` };
  } catch (error) {
    return { kind: 'wrong', problem: firstLine(error) };
  }
}

/** Node's own words for unknown flags and the like. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\n|\. To specify/, 1)[0] ?? '';
}
