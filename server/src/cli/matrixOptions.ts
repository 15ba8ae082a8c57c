/** Options that say which sessions to look at, for every command that looks at many. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ChosenSessions } from '../protocol/matrix.ts';
import { collect } from './options.ts';

export interface SessionOptions {
  key?: string[];
  login?: string[];
  team?: string[];
  ip?: string[];
  at?: string[];
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
    .option('--only', 'nothing but what is given: of who logs in, of addresses, of instants', false)
    .addOption(
      new Option('--most <count>', 'look at no more sessions than this (default: 10000)').argParser(parseCount),
    );
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
