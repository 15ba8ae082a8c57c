/** Options that several commands take, and how their texts are read. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import fs from 'node:fs';
import { BadInput } from '../core/badInput.ts';
import type { AccountSnapshot } from '../protocol/account.ts';
import type { RegoVersion } from '../protocol/engine.ts';
import type { CliContext } from './context.ts';

export type EngineChoice = RegoVersion | 'auto';

export const engineOption = (): Option =>
  new Option('--engine <version>', "Rego version, as the policy's engine type on Spacelift; auto: see the README")
    .choices(['v0', 'v1', 'auto'])
    .default('auto');

export const accountOption = (): Option =>
  new Option(
    '--account <which>',
    'roles, spaces and API keys to know about: demo, or a snapshot FILE (default: $LOGIN_POLICY_ACCOUNT, else none)',
  );

/** @param more formats that only one command has */
export const formatOption = (...more: string[]): Option =>
  new Option('--format <format>', 'for people, or for programs').choices(['human', 'json', ...more]).default('human');

/**
 * The account that `--account` or `LOGIN_POLICY_ACCOUNT` names; none where neither does.
 * @throws {BadInput} for a file that is no snapshot, and for `auto`.
 */
export async function readAccount(
  choice: string | undefined,
  context: CliContext,
): Promise<AccountSnapshot | undefined> {
  const which = choice ?? context.environment['LOGIN_POLICY_ACCOUNT'];
  if (which === undefined || which === '') return undefined;
  if (which === 'auto') {
    throw new BadInput('--account auto: this version does not speak to Spacelift yet; use demo or a snapshot file');
  }
  const file = which === 'demo' ? context.demoAccountFile : which;
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new BadInput(`--account ${which}: no such file; use demo or an account snapshot file`);
  }
  // Only now: the schema costs more time to load than everything else of the command line.
  const { parseSnapshot } = await import('../core/account/snapshotSchema.ts');
  try {
    return parseSnapshot(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw error instanceof BadInput ? new BadInput(`--account ${which}: ${error.message}`) : error;
  }
}

/** Lets an option with a value be given once only, unless it collects them: two answers to one question are none. */
export function refuseRepeats(command: Command, collecting: string[] = ['--team']): void {
  for (const option of command.options) {
    if (!option.required || collecting.includes(option.long ?? '')) continue;
    const { parseArg } = option;
    let isGiven = false;
    option.argParser((value: string, previous: unknown) => {
      if (isGiven) throw new InvalidArgumentError('It is given twice: give it once.');
      isGiven = true;
      return parseArg ? parseArg(value, previous) : value;
    });
  }
}
