/** Options that say which sessions to look at, for every command that looks at many. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Inventory } from '../core/account/inventory.ts';
import { BadInput } from '../core/badInput.ts';
import type { ChosenSessions } from '../protocol/matrix.ts';
import type { SessionRequest } from '../protocol/simulation.ts';
import { collect } from './options.ts';
import { readFile } from './readFile.ts';

interface GivenSession {
  readonly session: SessionRequest;
  /** As a message about it begins: `login.scenarios.yaml, line 4`. */
  readonly from: string;
}

export interface SessionOptions {
  key?: string[];
  login?: string[];
  team?: string[];
  /** As they were typed. */
  session?: string[];
  /** Those, and those of the scenarios: read before the command begins. */
  sessions?: GivenSession[];
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
  const options = command.opts<SessionOptions>();
  refuseEmpty(options);
  const sessions: GivenSession[] = [];
  for (const text of options.session ?? []) {
    const { readSessionText } = await import('../core/scenarios/sessionText.ts');
    const from = `--session ${text}`;
    sessions.push({ from, session: about(`${from}: `, () => readSessionText(text)) });
  }
  for (const file of options.scenarios ?? []) {
    const { text } = await readFile(file);
    const { readNamedSessions } = await import('../core/scenarios/chosenSessions.ts');
    const named = about(`${file}, `, () => readNamedSessions(text));
    sessions.push(...named.map(({ session, line }) => ({ session, from: `${file}, line ${line}` })));
  }
  if (sessions.length > 0) command.setOptionValue('sessions', sessions);
  refuseOnlyNothing({ ...options, sessions });
}

const NAMED = { key: 'an API key', login: 'a person', team: 'a team' } as const;

function refuseEmpty(options: SessionOptions): void {
  for (const name of ['key', 'login', 'team'] as const) {
    const isEmpty = options[name]?.some((text) => text.trim() === '') === true;
    if (isEmpty) throw new BadInput(`--${name} is empty: name ${NAMED[name]}`);
  }
}

function refuseOnlyNothing({ only, key, login, team, ip, at, sessions }: SessionOptions): void {
  if (!only || [key, login, team, ip, at, sessions].some((given) => given !== undefined && given.length > 0)) return;
  throw new BadInput(
    '--only goes with what is given: whom (--key, --login, --team, --session, --scenarios), from where (--ip) or when (--at)',
  );
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

/**
 * `now` in nanoseconds since 1970.
 * @throws {BadInput} for a session that can't be: the message begins with where it is written
 */
export async function readChosen(
  { key, login, team, sessions, ip, at, only }: SessionOptions,
  account: Inventory | undefined,
  now: bigint,
): Promise<ChosenSessions> {
  if (sessions) {
    const { buildSession } = await import('../core/simulation/session.ts');
    for (const { session, from } of sessions) about(`${from}: `, () => buildSession(session, account, now));
  }
  return {
    ...(key && { keys: key }),
    ...(login && { logins: login }),
    ...(team && { teams: team }),
    ...(sessions && { sessions: sessions.map(({ session }) => session) }),
    ...(ip && { addresses: ip }),
    ...(at && { instants: at }),
    only,
  };
}
