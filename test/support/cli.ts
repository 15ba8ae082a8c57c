/** Runs the command line in this process: its own streams, the real engine, a clock that stands still. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openRulePages } from '../../server/src/cli/rulePages.ts';
import { runCommandLine } from '../../server/src/cli/program.ts';
import { BadInput } from '../../server/src/core/badInput.ts';
import type { Accounts, Engine } from '../../server/src/core/ports.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** 2026-03-03T08:30:00Z, a Tuesday. */
export const NOW = 1_772_526_600_000_000_000n;

export interface CliRun {
  code: number;
  out: string;
  err: string;
}

/** Progress is told when a second has passed: whether it is depends on the machine. */
export function withoutProgress(err: string): string {
  return err.replace(/^.* …\n/gm, '');
}

interface Surroundings {
  stdin?: string | Buffer;
  environment?: Record<string, string>;
  /** Nobody can sign in unless there are some. */
  accounts?: Accounts;
}

const refuse = (): Promise<never> => Promise.reject(new BadInput('no credential'));
const NO_ACCOUNTS: Accounts = { signIn: refuse, signInWith: refuse };

export async function runCli(
  engine: Engine,
  args: string[],
  { stdin = '', environment = {}, accounts = NO_ACCOUNTS }: Surroundings = {},
): Promise<CliRun> {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    engine,
    clock: { now: () => NOW },
    streams: {
      out: (text) => {
        out += text;
        return Promise.resolve();
      },
      err: (text) => {
        err += text;
      },
      readInput: () => Promise.resolve(Buffer.from(stdin)),
      colour: false,
      errIsTerminal: false,
      columns: 100,
    },
    accounts,
    demoAccountFile: path.join(root, 'demo/account.json'),
    rulePages: openRulePages(path.join(root, 'docs/rules'), undefined),
    environment,
  });
  return { code, out, err: withoutProgress(err) };
}

/** A folder that holds these files; remove it with the function. */
export function temporaryFolder(files: Record<string, string | Buffer>): { folder: string; remove: () => void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'login-policy-'));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return {
    folder,
    remove: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
