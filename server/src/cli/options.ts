/** Options that several commands take, and how their texts are read. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { describeGaps } from '../core/account/gaps.ts';
import { buildInventory, type Inventory } from '../core/account/inventory.ts';
import { BadInput } from '../core/badInput.ts';
import type { AccountSnapshot } from '../protocol/account.ts';
import type { RegoVersion } from '../protocol/engine.ts';
import { complain } from './complain.ts';
import type { CliContext } from './context.ts';
import { FileTrouble, readFile } from './readFile.ts';
import { readSignedIn } from './signedIn.ts';

export type EngineChoice = RegoVersion | 'auto';

export const engineOption = (): Option =>
  new Option('--engine <version>', "Rego version, as the policy's engine type on Spacelift; auto: see the README")
    .choices(['v0', 'v1', 'auto'])
    .default('auto');

/** Which account to go by. */
export interface AccountOptions {
  account?: string;
  offline?: boolean;
  keyFile?: string;
  /** Spacelift is asked to verify, and so signed in to, whichever account is gone by. */
  verify?: boolean;
}

export const offlineOption = (): Option =>
  new Option('--offline', 'of your own account only what was saved of it; nothing is asked').default(false);

export const keyFileOption = (): Option =>
  new Option('--key-file <file>', 'sign in with the file that Spacelift offered for a new API key');

export const accountOption = (): Option =>
  new Option(
    '--account <which>',
    'roles, spaces and API keys to know about: demo, auto (your own account), or a snapshot FILE (default: $LOGIN_POLICY_ACCOUNT, else none)',
  );

/** @param more formats that only one command has */
export const formatOption = (...more: string[]): Option =>
  new Option('--format <format>', 'for people, or for programs').choices(['human', 'json', ...more]).default('human');

/**
 * The account that `--account` or `LOGIN_POLICY_ACCOUNT` names; none where neither does. Your own is asked, unless it
 * was in the last minutes. What of it could not be had is told on stderr: nothing is checked against that.
 * @throws {BadInput} for a file that is no snapshot, and where there is no credential for `auto`
 * @throws {AccountError} where `auto` can't be asked, and nothing is saved of it
 */
export async function readAccount(options: AccountOptions, context: CliContext): Promise<Inventory | undefined> {
  const snapshot = await findAccount(options, context);
  if (snapshot === undefined) return undefined;
  for (const gap of describeGaps(snapshot)) complain(context.streams, `the account ${snapshot.name}: ${gap}`);
  return buildInventory(snapshot);
}

async function findAccount(options: AccountOptions, context: CliContext): Promise<AccountSnapshot | undefined> {
  const byEnvironment = context.environment['LOGIN_POLICY_ACCOUNT'] ?? '';
  const which = options.account ?? byEnvironment;
  if (which === 'auto') return readOwnAccount(options, context);
  refuseSignIn(options);
  if (options.account === undefined && which === '') return undefined;
  try {
    return await readSnapshot(which === 'demo' ? context.demoAccountFile : which);
  } catch (error) {
    const asked = options.account === undefined ? 'LOGIN_POLICY_ACCOUNT=' : '--account ';
    if (error instanceof FileTrouble) {
      throw new BadInput(`${asked}${which || "''"}: ${error.reason}; use demo, auto or an account snapshot file`);
    }
    throw error instanceof BadInput ? new BadInput(`${asked}${which}: ${error.message}`) : error;
  }
}

async function readOwnAccount({ offline, keyFile }: AccountOptions, context: CliContext): Promise<AccountSnapshot> {
  const account = await context.accounts.signIn(keyFile === undefined ? {} : { keyFile });
  try {
    return await readSignedIn(account, offline === true ? 'offline' : 'recent', context);
  } finally {
    await account.close();
  }
}

/** What says how to get at your own account says nothing about another. */
function refuseSignIn({ offline, keyFile, verify }: AccountOptions): void {
  const option = offline === true ? '--offline' : keyFile === undefined || verify ? undefined : '--key-file';
  if (option !== undefined) throw new BadInput(`${option} is about your own account: add --account auto`);
}

async function readSnapshot(file: string): Promise<AccountSnapshot> {
  const { text } = await readFile(file);
  // Only now: the schema costs more time to load than everything else of the command line.
  const { parseSnapshot } = await import('../core/account/snapshotSchema.ts');
  return parseSnapshot(text);
}

/** For an option that may be repeated. */
export function collect(value: string, values: string[] = []): string[] {
  return [...values, value];
}

/** Lets an option with a value be given once only, unless it collects them: two answers to one question are none. */
export function refuseRepeats(command: Command): void {
  for (const option of command.options) {
    if (!option.required || option.parseArg === collect) continue;
    const { parseArg } = option;
    let isGiven = false;
    option.argParser((value: string, previous: unknown) => {
      if (isGiven) throw new InvalidArgumentError('It is given twice: give it once.');
      isGiven = true;
      return parseArg ? parseArg(value, previous) : value;
    });
  }
}
