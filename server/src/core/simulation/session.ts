/** From what is known about a login to the input document that Spacelift would make of it, and what had to be assumed. */
import type { Inventory } from '../account/inventory.ts';
import { tellState } from '../account/partState.ts';
import { remembered } from '../remembered.ts';
import type { ApiKey, Part, Role, Space } from '../../protocol/account.ts';
import type { Notice, SessionRequest } from '../../protocol/simulation.ts';
import { identifyActor, type Actor } from './actor.ts';
import { parseAddress } from './address.ts';
import { Believer, given, type Assumed } from './belief.ts';
import { formatInstant, parseInstant } from './instant.ts';
import type { LoginInput } from './loginInput.ts';
import type { Unidentified } from './unidentifiedKey.ts';

/** Set aside for documentation (RFC 5737): nobody's. */
const SOME_ADDRESS = '203.0.113.1';

/** A login, ready to be decided. */
export interface Session {
  input: LoginInput;
  /** In the order of the document. */
  assumed: Assumed[];
  /** The other form that a key's `session.login` may have, or what stands for it; missing where it is known. */
  otherLogin?: string;
  /** What is not documented of how Spacelift would write what was given. */
  notices: Notice[];
  /** The API key that logs in, where the account knows it. */
  key?: ApiKey;
  /** Of an API key that the account does not know, or where there is none. */
  unidentified?: Unidentified;
}

/**
 * The session that a request without an `input` describes. `now` in nanoseconds since 1970.
 * @throws {BadInput} for an unknown or ambiguous key, and an address or instant that is none.
 */
export function buildSession(request: SessionRequest, inventory: Inventory | undefined, now: bigint): Session {
  const actor = identifyActor(request, inventory);
  const believer = new Believer();
  const connection = describeConnection(request, now, believer);
  const input: LoginInput = {
    request: connection,
    session: describeSession(actor, request, connection.remote_ip, believer),
    ...listInventory(inventory, believer),
  };
  const { otherLogin, key, unidentified } = actor;
  return {
    input,
    assumed: believer.assumed,
    notices: [
      ...describeMapped(request.ip, connection.remote_ip),
      ...describeMapped(request.creatorIp, input.session.creator_ip),
    ],
    ...(otherLogin === undefined ? {} : { otherLogin }),
    ...(key ? { key } : {}),
    ...(unidentified ? { unidentified } : {}),
  };
}

function describeConnection(request: SessionRequest, now: bigint, believer: Believer): LoginInput['request'] {
  const address =
    request.ip === undefined
      ? { value: SOME_ADDRESS, why: 'no address was given' }
      : { value: parseAddress(request.ip) };
  const instant =
    request.at === undefined ? { value: now, why: 'no time was given: now' } : { value: parseInstant(request.at) };
  return {
    remote_ip: believer.take('request.remote_ip', address),
    timestamp_ns: believer.take('request.timestamp_ns', instant, formatInstant(instant.value)),
  };
}

/** An IPv4 address that was given as an IPv6 one. */
function describeMapped(given: string | undefined, taken: string): Notice[] {
  if (given?.includes(':') !== true || taken.includes(':')) return [];
  const message = `"${given}" is the IPv4 address ${taken} written as IPv6. Which of them Spacelift gives is not documented. Taken to be ${taken}`;
  return [{ code: 'undocumented', severity: 'information', message }];
}

function describeSession(
  actor: Actor,
  { creatorIp, accountName, stackId, idpSubject }: SessionRequest,
  address: string,
  believer: Believer,
): LoginInput['session'] {
  const created = creatorIp === undefined ? undefined : parseAddress(creatorIp);
  return {
    login: believer.take('session.login', actor.login),
    name: believer.take('session.name', actor.name),
    teams: believer.take('session.teams', actor.teams),
    member: believer.take('session.member', actor.member),
    admin: believer.take('session.admin', actor.admin),
    creator_ip: believer.take(
      'session.creator_ip',
      given(created, { value: address, why: 'taken to be the address of the request' }),
    ),
    machine: believer.take('session.machine', actor.machine),
    ...(accountName !== undefined && { account_name: accountName }),
    ...(stackId !== undefined && { stack_id: stackId }),
    ...(idpSubject !== undefined && { idp_subject: idpSubject }),
  };
}

function listInventory(inventory: Inventory | undefined, believer: Believer): Pick<LoginInput, 'spaces' | 'roles'> {
  if (inventory === undefined) {
    const none = { value: [], why: 'none is known without an account' };
    return { spaces: believer.take('spaces', none), roles: believer.take('roles', none) };
  }
  const { spaces, roles } = inventory.account;
  return {
    spaces: describeSpaces(listPart('spaces', spaces, believer)),
    roles: describeRoles(listPart('roles', roles, believer)),
  };
}

/** Thousands of sessions have them in common. */
const describeSpaces = remembered((items: readonly Space[]): LoginInput['spaces'] =>
  items.map(({ id, name, labels }) => ({ id, name, labels })),
);
const describeRoles = remembered((items: readonly Role[]): LoginInput['roles'] =>
  items.map(({ id, name, slug }) => ({ id: slug, name, slug, ulid: id })),
);

function listPart<T>(field: string, part: Part<T>, believer: Believer): T[] {
  const { state, items } = part;
  if (state === 'complete') return items;
  return believer.take(field, { value: items, why: tellState(part, 'them') }, `${items.length} known`);
}
