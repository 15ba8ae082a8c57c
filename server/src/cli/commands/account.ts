import fs from 'node:fs';
import { Command } from 'commander';
import { describeMissed, hasUnknown } from '../../core/account/gaps.ts';
import { BadInput } from '../../core/badInput.ts';
import type { AccountSnapshot, Part } from '../../protocol/account.ts';
import { complain } from '../complain.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import { formatOption, keyFileOption, offlineOption } from '../options.ts';
import { whyUnreadable } from '../readFile.ts';
import { writeOwnFile } from '../ownFile.ts';
import { readSignedIn, type Freshness } from '../signedIn.ts';
import { describeExport, writeAccount, type AccountSource } from '../writers/human/account.ts';

interface AccountOptions {
  keyFile?: string;
  offline?: boolean;
  format?: 'human' | 'json';
}

const EXAMPLES = `
Examples:
  login-policy account show
  login-policy account refresh --key-file ~/Downloads/api-key.config
  login-policy account export acme.json && login-policy check policies/ --account acme.json

The credential is taken from SPACELIFT_API_TOKEN, SPACELIFT_API_GITHUB_TOKEN or SPACELIFT_API_KEY_ID and _SECRET (with
SPACELIFT_API_KEY_ENDPOINT), else from spacectl's current profile. Each API key that is used counts as a user on
Spacelift's bill. Nothing is changed on Spacelift. Exit codes: 0 fine, also where you may not see some of it · 2 it could
not be done: the account did not answer, or not to everything (what it did answer is saved, and not exported).`;

interface Outcome {
  text: string;
  code: ExitCode;
}

/** `login-policy account show|refresh|export` */
export function accountCommand(context: CliContext, ended: (code: ExitCode) => void): Command {
  const done = (run: () => Promise<Outcome>): Promise<void> =>
    run().then(async ({ text, code }) => {
      await context.streams.out(text);
      ended(code);
    });
  const show = subcommand('show', 'what is known of the account: as it was saved, else asked anew')
    .addOption(offlineOption())
    .addOption(formatOption())
    .action((options: AccountOptions) => done(() => writeOut(options.offline ? 'offline' : 'saved', options, context)));
  const refresh = subcommand('refresh', 'ask for everything anew, and save it')
    .addOption(formatOption())
    .action((options: AccountOptions) => done(() => writeOut('fresh', options, context)));
  const exported = subcommand('export', 'write a snapshot that --account and CI read')
    .argument('<file>', 'the snapshot, readable by you alone; one that is there already is replaced')
    .addOption(offlineOption())
    .action((file: string, options: AccountOptions) => done(() => exportTo(file, options, context)));
  return new Command('account')
    .summary('roles, spaces, API keys and teams of your Spacelift account')
    .description('What Spacelift shows of an account: what login policies are checked and simulated against.')
    .addHelpText('after', EXAMPLES)
    .addCommand(show)
    .addCommand(refresh)
    .addCommand(exported);
}

function subcommand(name: string, description: string): Command {
  return new Command(name).description(description).addOption(keyFileOption());
}

async function writeOut(freshness: Freshness, options: AccountOptions, context: CliContext): Promise<Outcome> {
  const { snapshot, source } = await openAccount(freshness, options, context);
  const text = options.format === 'json' ? toJson(snapshot, source) : writeAccount(snapshot, source, context.streams);
  const missed = freshness === 'fresh' ? describeMissed(snapshot) : undefined;
  if (missed !== undefined) complain(context.streams, missed);
  return { text, code: missed === undefined ? EXIT.fine : EXIT.failed };
}

/** @throws {BadInput} where the account was asked and did not answer to everything, or nothing is known of something */
async function exportTo(file: string, options: AccountOptions, context: CliContext): Promise<Outcome> {
  // Before anything is asked: it would be in vain.
  await refuseForeignFile(file);
  const { snapshot } = await openAccount(options.offline ? 'offline' : 'fresh', options, context);
  const missed = describeMissed(snapshot);
  if (missed !== undefined && (!options.offline || hasUnknown(snapshot))) {
    throw new BadInput(`${file} is not written: ${missed}`);
  }
  writeOwnFile(file, `${JSON.stringify(snapshot, undefined, 2)}\n`);
  return { text: describeExport(file, snapshot), code: EXIT.fine };
}

async function openAccount(
  freshness: Freshness,
  { keyFile }: AccountOptions,
  context: CliContext,
): Promise<{ snapshot: AccountSnapshot; source: AccountSource }> {
  const account = await context.accounts.signIn(keyFile === undefined ? {} : { keyFile });
  try {
    return { snapshot: await readSignedIn(account, freshness, context), source: account };
  } finally {
    await account.close();
  }
}

/** A mistyped name must not cost anybody a file that is something else. */
async function refuseForeignFile(file: string): Promise<void> {
  let text: string;
  try {
    text = await fs.promises.readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw new BadInput(`${file}: ${whyUnreadable(error)}`);
  }
  if (text.trim() === '') return;
  const { parseSnapshot } = await import('../../core/account/snapshotSchema.ts');
  try {
    parseSnapshot(text);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadInput(`${file}: is there already, and is no account snapshot; name another file, or delete it`);
  }
}

function toJson(snapshot: AccountSnapshot, { endpoint, from }: AccountSource): string {
  const { name, authorizationScheme, opaVersion, keyLogin, keySession, keyRecords, missed } = snapshot;
  const { roles, spaces, apiKeys, teams, teamBindings, loginPolicies } = snapshot;
  const count = ({ state, at, items, reason }: Part<unknown>): object => ({ state, at, count: items.length, reason });
  const parts = {
    roles: count(roles),
    spaces: count(spaces),
    apiKeys: count(apiKeys),
    teams: count(teams),
    teamBindings: teamBindings && count(teamBindings),
    loginPolicies: count(loginPolicies),
  };
  const logins = { keyLogin, keySession, keyRecords };
  const facts = { endpoint, name, credential: from, authorizationScheme, opaVersion, ...logins, parts, missed };
  return `${JSON.stringify(facts, undefined, 2)}\n`;
}
