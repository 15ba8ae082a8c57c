/** The login that a request describes, ready for the engine. */
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { BadInput } from '../badInput.ts';
import { printDocument, printInput } from './loginInput.ts';
import type { Entrant } from './judgement.ts';
import { readRawInput, type RawInput } from './rawInput.ts';
import { buildSession, type Session } from './session.ts';

export interface Login extends Entrant {
  /** The input document as JSON text, word for word where it was given whole. */
  input: string;
  /** Missing for an input that was given whole. */
  session?: Session;
  /** Only of an input that was given whole. */
  document?: RawInput['document'];
}

/**
 * `now` in nanoseconds since 1970.
 * @throws {BadInput} for two answers to one question, an unknown or ambiguous key, an address, instant or input document
 * that is none.
 */
export function readLogin(request: SessionRequest, inventory: Inventory | undefined, now: bigint): Login {
  checkRequest(request);
  if (request.input !== undefined) return readWhole(request.input, inventory, now);
  const session = buildSession(request, inventory, now);
  const { input, key } = session;
  const { session: fields, request: connection } = input;
  const entrant = { teams: fields.teams, instant: connection.timestamp_ns, ...(key ? { key } : {}) };
  return { input: printInput(input), ...entrant, session };
}

/** An input without a time is taken to be of now. */
function readWhole(input: string, inventory: Inventory | undefined, now: bigint): Login {
  const { document, login, teams, instant = now } = readRawInput(input);
  const key = login === undefined ? undefined : inventory?.keyOfLogin(login);
  return { input, teams, instant, ...(key ? { key } : {}), document };
}

/** Of the input document, `request` and `session` alone. */
export function briefInput({ session, document }: Login): string {
  const { request, session: fields } = session?.input ?? document ?? {};
  return printDocument({ request, session: fields });
}

function checkRequest(request: SessionRequest): void {
  const others = Object.entries(request).filter(([field, value]) => field !== 'input' && value !== undefined);
  if (request.input !== undefined && others.length > 0) {
    const names = others.map(([field]) => field).join(', ');
    throw new BadInput(`An input document is the whole session: it can't go together with ${names}`);
  }
  if (request.key !== undefined && request.login !== undefined) {
    throw new BadInput("A session is an API key's or a person's: key and login can't go together");
  }
  if (request.loginAs !== undefined && request.key === undefined) {
    throw new BadInput("Login as id or name says how a key's login is written: it needs a key");
  }
  if (request.key === '') throw new BadInput('The key is empty: right would be the name or the id of an API key');
  if (request.login === '') throw new BadInput('The login is empty: right would be a user name or an e-mail address');
  if (request.teams?.includes('')) throw new BadInput('A team name is empty: leave it out, or name the team');
}
