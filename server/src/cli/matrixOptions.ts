/** Options that say which sessions to look at, for every command that looks at many. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { BadInput } from '../core/badInput.ts';
import type { NamedSessions } from '../core/scenarios/chosenSessions.ts';
import type { ChosenSessions } from '../protocol/matrix.ts';
import { collect } from './options.ts';
import { readFile } from './readFile.ts';

export interface SessionOptions {
  key?: string[];
  login?: string[];
  team?: string[];
  ip?: string[];
  at?: string[];
  scenarios?: string[];
  only: boolean;
  most?: number;
}

export function addSessionOptions(command: Command): Command {
  return command
    .addOption(collecting('--key <name-or-id>', 'also this API key'))
    .addOption(collecting('--login <login>', 'also a person by this login'))
    .addOption(collecting('--team <team>', 'also somebody with this team'))
    .addOption(collecting('--ip <address>', 'also from this address, IPv4 or IPv6'))
    .addOption(collecting('--at <instant>', 'also at this instant: RFC 3339 with an offset, or nanoseconds since 1970'))
    .addOption(collecting('--scenarios <file>', 'also whom the scenarios of this file name, from where and when'))
    .option('--only', 'nothing but what is given: of who logs in, of addresses, of instants', false)
    .addOption(
      new Option('--most <count>', 'look at no more sessions than this (default: 10000)').argParser(parseCount),
    )
    .hook('preAction', async (_, called) => {
      await giveScenarios(called);
    });
}

/** As if everything that the scenarios name had been given by options. */
async function giveScenarios(command: Command): Promise<void> {
  const options = command.opts<SessionOptions>();
  for (const file of options.scenarios ?? []) {
    const named = await readNamed(file);
    for (const [option, part] of OPTIONS) {
      if (named[part].length === 0) continue;
      command.setOptionValue(option, [...new Set([...(command.opts<SessionOptions>()[option] ?? []), ...named[part]])]);
    }
  }
}

const OPTIONS = [
  ['key', 'keys'],
  ['login', 'logins'],
  ['team', 'teams'],
  ['ip', 'addresses'],
  ['at', 'instants'],
] as const;

/** @throws {BadInput} for a file that can't be read, or has a mistake */
async function readNamed(file: string): Promise<NamedSessions> {
  const { text } = await readFile(file);
  // Only now: YAML takes a while to load, and few runs need it.
  const { readNamedSessions } = await import('../core/scenarios/chosenSessions.ts');
  try {
    return readNamedSessions(text);
  } catch (error) {
    throw error instanceof BadInput ? new BadInput(`${file}, ${error.message}`) : error;
  }
}

function collecting(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be repeated`).argParser(collect);
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Say a whole number from 1 to 9999999.');
}

export function readChosen({ key, login, team, ip, at, only }: SessionOptions): ChosenSessions {
  return {
    ...(key && { keys: key }),
    ...(login && { logins: login }),
    ...(team && { teams: team }),
    ...(ip && { addresses: ip }),
    ...(at && { instants: at }),
    only,
  };
}
