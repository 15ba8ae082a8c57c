/** `dist/demoAccount.js`: the demo account as a program, and, loaded by another, as a function. */
import fs from 'node:fs';
import path from 'node:path';
import type { AccountSnapshot } from '../server/src/protocol/account.ts';
import { createEngine } from '../server/src/engine/engine.ts';
import { HELP, readCommandLine } from './commandLine.ts';
import { startServer, type DemoAccount, type DemoOptions } from './server.ts';

export type { DemoAccount };

/**
 * Starts a server in this process; OPA's thread starts when it is first needed. `folder`: `dist`, where this is.
 * @throws {Error} with the `code` of the system where it can't listen: `EADDRINUSE`, `EACCES`
 */
export async function startDemoAccount(
  options: Partial<Omit<DemoOptions, 'account' | 'schema'>> = {},
  folder = __dirname,
): Promise<DemoAccount> {
  const account = JSON.parse(fs.readFileSync(path.join(folder, 'demoAccount.json'), 'utf8')) as AccountSnapshot;
  const schema = fs.readFileSync(path.join(folder, 'demoAccount.graphql'), 'utf8');
  const clock = { now: () => BigInt(Date.now()) * 1_000_000n };
  const engine = options.engine ?? createEngine({ folder });
  const demo = await startServer({ clock, ...options, engine, account, schema });
  return {
    ...demo,
    close: async () => {
      await demo.close();
      if (options.engine === undefined) await engine.dispose();
    },
  };
}

/** Listens until it is told to end. The exit code of the process: 0, or 2 where it could not start. */
export async function run(args: string[]): Promise<void> {
  const line = readCommandLine(args);
  if (line.kind === 'help') process.stdout.write(HELP);
  if (line.kind === 'wrong') giveUp(line.problem);
  if (line.kind !== 'start') return;
  try {
    const demo = await startDemoAccount({ port: line.port });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void demo.close());
    const { endpoint, keyId, keySecret } = demo;
    const variables = { ENDPOINT: endpoint, ID: keyId, SECRET: keySecret };
    const lines = Object.entries(variables).map(([name, value]) => `SPACELIFT_API_KEY_${name}=${value}\n`);
    process.stdout.write(lines.join(''));
  } catch (error) {
    giveUp(describeRefusal(error, line.port));
  }
}

/** @throws what is no refusal to listen */
function describeRefusal(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `port ${port} is in use: give another, or none`;
  if (code === 'EACCES') return `port ${port} may not be listened on: give one from 1024 on, or none`;
  throw error;
}

function giveUp(problem: string): void {
  process.stderr.write(`demo-account: ${problem}\n`);
  process.exitCode = 2;
}

if (require.main === module) void run(process.argv.slice(2));
