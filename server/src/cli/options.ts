/** Options that several commands take, and how their texts are read. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import { BadInput } from '../core/badInput.ts';
import type { AccountSnapshot } from '../protocol/account.ts';
import type { RegoVersion } from '../protocol/engine.ts';
import type { CliContext } from './context.ts';
import { FileTrouble, readFile } from './readFile.ts';

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
 * @throws {BadInput} for a file that is no snapshot, and for `auto`
 */
export async function readAccount(
  choice: string | undefined,
  { environment, demoAccountFile }: CliContext,
): Promise<Inventory | undefined> {
  const byEnvironment = environment['LOGIN_POLICY_ACCOUNT'] ?? '';
  const which = choice ?? byEnvironment;
  if (choice === undefined && which === '') return undefined;
  try {
    return buildInventory(await readSnapshot(which === 'demo' ? demoAccountFile : which));
  } catch (error) {
    const asked = choice === undefined ? 'LOGIN_POLICY_ACCOUNT=' : '--account ';
    if (error instanceof FileTrouble) {
      throw new BadInput(`${asked}${which || "''"}: ${error.reason}; use demo or an account snapshot file`);
    }
    throw error instanceof BadInput ? new BadInput(`${asked}${which}: ${error.message}`) : error;
  }
}

async function readSnapshot(file: string): Promise<AccountSnapshot> {
  if (file === 'auto') throw new BadInput('this version does not speak to Spacelift yet; use demo or a snapshot file');
  const { text } = await readFile(file);
  // Only now: the schema costs more time to load than everything else of the command line.
  const { parseSnapshot } = await import('../core/account/snapshotSchema.ts');
  return parseSnapshot(text);
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
