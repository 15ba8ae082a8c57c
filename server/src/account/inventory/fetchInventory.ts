import { formatInstant } from '../../core/simulation/instant.ts';
import type { Clock } from '../../core/ports.ts';
import type {
  AccountSnapshot,
  ApiKey,
  LoginPolicy,
  Part,
  PieceName,
  Role,
  Space,
  TeamBinding,
} from '../../protocol/account.ts';
import { AccountError } from '../../core/account/accountError.ts';
import type { Viewer } from '../saved/viewer.ts';
import { fetchApiKeys } from './apiKeys.ts';
import type { Ask } from './ask.ts';
import { fetchOpaVersion, fetchScheme } from './facts.ts';
import { fetchLoginPolicies } from './loginPolicies.ts';
import type { Reading } from './readList.ts';
import { fetchRoles } from './roles.ts';
import { fetchSpaces } from './spaces.ts';
import { asFarAsSeen, asFarAsSpacesSeen, fetchViewer, readStanding } from './standing.ts';
import { fetchTeamBindings } from './teamBindings.ts';
import { fetchTeams } from './teams.ts';

/** What was asked on its own. `failure`: why it, or some of it, could not be had. */
export interface Fetched<Result> {
  readonly result: Result;
  readonly failure?: AccountError;
}

interface Parts {
  readonly roles: Fetched<Part<Role>>;
  readonly spaces: Fetched<Part<Space>>;
  readonly apiKeys: Fetched<Part<ApiKey>>;
  readonly teams: Fetched<Part<string>>;
  readonly teamBindings: Fetched<Part<TeamBinding>>;
  readonly loginPolicies: Fetched<Part<LoginPolicy>>;
}

interface Facts {
  readonly authorizationScheme: Fetched<AccountSnapshot['authorizationScheme']>;
  readonly opaVersion: Fetched<AccountSnapshot['opaVersion']>;
}

/** An account as it was just read. */
export interface FetchedInventory extends Parts, Facts {
  /** Whoever asked, by the server; undefined: not known. */
  readonly viewerId: string | undefined;
}

interface Surroundings {
  /** Of the account, for people. */
  readonly host: string;
  readonly ask: Ask;
  readonly viewer: Viewer;
  readonly clock: Clock;
  /** Told of each piece when it is there, or has failed. */
  readonly onDone: (piece: PieceName) => void;
}

/**
 * Asks for everything, each piece on its own.
 * @throws {AccountError} `cancelled`; where no part could be had, what stood in the way of the roles
 */
export async function fetchInventory(around: Surroundings): Promise<FetchedInventory> {
  const [parts, facts, viewerId] = await fetchPieces(around);
  const { failure } = parts.roles;
  const isKnown = Object.values(parts).some(({ result }) => isSomething(result as Part<unknown>));
  if (!isKnown && failure) throw failure.kind === 'query' ? foreign(around.host, failure) : failure;
  return { ...parts, ...facts, viewerId };
}

/** To be told that one may not see something is knowing something; to be told what can't be read is not. */
function isSomething({ state, items }: Part<unknown>): boolean {
  return state === 'complete' || state === 'forbidden' || items.length > 0;
}

/** Where no list is answered, it is not the question that is at fault. */
function foreign(host: string, { event }: AccountError): AccountError {
  return new AccountError('notSpacelift', `${host} answers, but not as Spacelift does: ${event}.`);
}

async function fetchPieces({ ask, viewer, clock, onDone }: Surroundings): Promise<[Parts, Facts, string | undefined]> {
  const done = <Result>(piece: PieceName, work: Promise<Result>): Promise<Result> =>
    work.finally(() => {
      onDone(piece);
    });
  const part = <Item>(piece: PieceName, reading: Promise<Reading<Item>>) => done(piece, toPart(reading, clock));
  const fact = <Value>(piece: PieceName, value: Promise<Value>) => done(piece, toFact(value));
  const listed = [fetchRoles(ask), fetchSpaces(ask), fetchApiKeys(ask, viewer), fetchLoginPolicies(ask)] as const;
  const standing = readStanding(fetchViewer(ask), listed[1]);
  const [roles, spaces, apiKeys, loginPolicies, authorizationScheme, opaVersion, teams, teamBindings, { id }] =
    await Promise.all([
      part('roles', asFarAsSeen(listed[0], standing)),
      part('spaces', asFarAsSpacesSeen(listed[1], standing)),
      part('apiKeys', asFarAsSeen(listed[2], standing)),
      part('loginPolicies', asFarAsSeen(listed[3], standing)),
      fact('authorizationScheme', fetchScheme(ask)),
      fact('opaVersion', fetchOpaVersion(ask)),
      part('teams', fetchTeams(ask)),
      part('teamBindings', fetchTeamBindings(ask)),
      standing,
    ]);
  return [{ roles, spaces, apiKeys, teams, teamBindings, loginPolicies }, { authorizationScheme, opaVersion }, id];
}

async function toPart<Item>(reading: Promise<Reading<Item>>, clock: Clock): Promise<Fetched<Part<Item>>> {
  try {
    const { items, gaps, failure } = await reading;
    const at = formatInstant(clock.now());
    if (gaps.length === 0) return { result: { state: 'complete', at, items } };
    return { result: { state: 'partial', at, items, reason: gaps.join('; ') }, ...(failure && { failure }) };
  } catch (error) {
    const failure = failureOf(error);
    const state = failure.kind === 'forbidden' ? 'forbidden' : 'failed';
    return { result: { state, at: formatInstant(clock.now()), items: [], reason: failure.event }, failure };
  }
}

async function toFact<Value>(value: Promise<Value>): Promise<Fetched<Value | undefined>> {
  try {
    return { result: await value };
  } catch (error) {
    return { result: undefined, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): AccountError {
  if (error instanceof AccountError && error.kind !== 'cancelled') return error;
  throw error;
}
