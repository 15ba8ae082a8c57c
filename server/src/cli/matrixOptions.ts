/** Options that say which sessions to look at, for every command that looks at many. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { BadInput } from '../core/badInput.ts';
import type { ChosenSessions } from '../protocol/matrix.ts';
import type { SessionRequest } from '../protocol/simulation.ts';
import { collect } from './options.ts';
import { readFile } from './readFile.ts';

export interface SessionOptions {
  key?: string[];
  login?: string[];
  team?: string[];
  /** As they were typed. */
  session?: string[];
  /** Those, and those of the scenarios: read before the command begins. */
  sessions?: SessionRequest[];
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
    .addOption(collecting('--session <json>', 'also this session, as a scenario file writes it: {"teams": ["A", "B"]}'))
    .addOption(collecting('--ip <address>', 'also from this address, IPv4 or IPv6'))
    .addOption(collecting('--at <instant>', 'also at this instant: RFC 3339 with an offset, or nanoseconds since 1970'))
    .addOption(collecting('--scenarios <file>', 'also whom the scenarios of this file name, from where and when'))
    .option('--only', 'nothing but what is given: of who logs in, of addresses, of instants', false)
    .addOption(
      new Option('--most <count>', 'look at no more sessions than this (default: 10000)').argParser(parseCount),
    )
    .hook('preAction', async (_, called) => {
      await readSessions(called);
    });
}

/** Only now: what reads them takes a while to load, and few runs need it. */
async function readSessions(command: Command): Promise<void> {
  const { session = [], scenarios = [] } = command.opts<SessionOptions>();
  const sessions: SessionRequest[] = [];
  for (const text of session) {
    const { readSessionText } = await import('../core/scenarios/sessionText.ts');
    sessions.push(about(`--session ${text}: `, () => readSessionText(text)));
  }
  for (const file of scenarios) {
    const { text } = await readFile(file);
    const { readNamedSessions } = await import('../core/scenarios/chosenSessions.ts');
    sessions.push(...about(`${file}, `, () => readNamedSessions(text)));
  }
  if (sessions.length > 0) command.setOptionValue('sessions', sessions);
}

/** @throws {BadInput} as `read`, beginning with what it is about */
function about<Read>(what: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    throw error instanceof BadInput ? new BadInput(`${what}${error.message}`) : error;
  }
}

function collecting(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be repeated`).argParser(collect);
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Say a whole number from 1 to 9999999.');
}

export function readChosen({ key, login, team, sessions, ip, at, only }: SessionOptions): ChosenSessions {
  return {
    ...(key && { keys: key }),
    ...(login && { logins: login }),
    ...(team && { teams: team }),
    ...(sessions && { sessions }),
    ...(ip && { addresses: ip }),
    ...(at && { instants: at }),
    only,
  };
}
