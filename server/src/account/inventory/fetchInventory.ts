import { formatInstant } from '../../core/simulation/instant.ts';
import type { Clock } from '../../core/ports.ts';
import type { AccountSnapshot, ApiKey, LoginPolicy, Part, Role, Space, TeamBinding } from '../../protocol/account.ts';
import { AccountError } from '../../core/account/accountError.ts';
import type { Viewer } from '../saved/viewer.ts';
import { fetchApiKeys } from './apiKeys.ts';
import type { Ask } from './ask.ts';
import { fetchOpaVersion, fetchScheme } from './facts.ts';
import { fetchLoginPolicies } from './loginPolicies.ts';
import type { Reading } from './readList.ts';
import { fetchRoles } from './roles.ts';
import { fetchSpaces } from './spaces.ts';
import { fetchTeamBindings } from './teamBindings.ts';
import { fetchTeams } from './teams.ts';

/** What was asked on its own. `failure`: why there is no answer; a part then has no items. */
export interface Fetched<Result> {
  readonly result: Result;
  readonly failure?: AccountError;
}

/** An account as it was just read. */
export interface FetchedInventory {
  readonly roles: Fetched<Part<Role>>;
  readonly spaces: Fetched<Part<Space>>;
  readonly apiKeys: Fetched<Part<ApiKey>>;
  readonly teams: Fetched<Part<string>>;
  readonly teamBindings: Fetched<Part<TeamBinding>>;
  readonly loginPolicies: Fetched<Part<LoginPolicy>>;
  readonly authorizationScheme: Fetched<AccountSnapshot['authorizationScheme']>;
  readonly opaVersion: Fetched<AccountSnapshot['opaVersion']>;
}

export type PieceName = keyof FetchedInventory;

interface Surroundings {
  readonly ask: Ask;
  readonly viewer: Viewer;
  readonly clock: Clock;
  /** Told of each piece when it is there, or has failed. */
  readonly onDone: (piece: PieceName) => void;
}

/**
 * Asks for everything, each piece on its own.
 * @throws {AccountError} `cancelled`; where nothing could be had, what stood in the way of the roles
 */
export async function fetchInventory({ ask, viewer, clock, onDone }: Surroundings): Promise<FetchedInventory> {
  const part = <Item>(piece: PieceName, reading: Promise<Reading<Item>>) =>
    toPart(reading, clock).finally(() => {
      onDone(piece);
    });
  const fact = <Value>(piece: PieceName, value: Promise<Value>) =>
    toFact(value).finally(() => {
      onDone(piece);
    });
  const [roles, spaces, apiKeys, loginPolicies, authorizationScheme, opaVersion, teams, teamBindings] =
    await Promise.all([
      part('roles', fetchRoles(ask)),
      part('spaces', fetchSpaces(ask)),
      part('apiKeys', fetchApiKeys(ask, viewer)),
      part('loginPolicies', fetchLoginPolicies(ask)),
      fact('authorizationScheme', fetchScheme(ask)),
      fact('opaVersion', fetchOpaVersion(ask)),
      part('teams', fetchTeams(ask)),
      part('teamBindings', fetchTeamBindings(ask)),
    ]);
  const fetched = { roles, spaces, apiKeys, teams, teamBindings, loginPolicies, authorizationScheme, opaVersion };
  // To be told that one may not see something is knowing something.
  const isKnown = Object.values(fetched).some(({ failure }) => failure === undefined || failure.kind === 'forbidden');
  if (!isKnown && roles.failure) throw roles.failure;
  return fetched;
}

async function toPart<Item>(reading: Promise<Reading<Item>>, clock: Clock): Promise<Fetched<Part<Item>>> {
  try {
    const { items, gaps } = await reading;
    const at = formatInstant(clock.now());
    if (gaps.length === 0) return { result: { state: 'complete', at, items } };
    return { result: { state: 'partial', at, items, reason: gaps.join('; ') } };
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
