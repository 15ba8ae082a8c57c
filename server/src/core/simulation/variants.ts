/** For each assumed field, the other values it might plausibly have, and the login with each of them. */
import ipaddr from 'ipaddr.js';
import type { PolicyModel } from '../syntax/model.ts';
import { formatInstant } from './instant.ts';
import type { LoginInput } from './loginInput.ts';
import { reachesInput } from './reach.ts';
import type { Session } from './session.ts';

/** The login with another value in one assumed field. */
export interface Variant {
  field: string;
  /** As an assumption shows it. */
  value: unknown;
  input: LoginInput;
}

/** Set aside for documentation (RFC 5737): in nobody's network. */
const ANOTHER_ADDRESS = '198.51.100.1';
/** Of the networks that a policy names. */
const MOST_NETWORKS = 20;
/** Short enough to meet any window of two hours. */
const TIME_STEP = 7_200_000_000_000n;
const STEPS_OF_A_WEEK = 84;

/** One field at a time; fields the policy can't read are left as they are. */
export function listVariants(session: Session, model: PolicyModel): Variant[] {
  const base = trimInput(session.input, model);
  return session.assumed
    .filter(({ field }) => reachesInput(model, field))
    .flatMap(({ field }) => vary(field, base, session, model).map((variant) => ({ field, ...variant })));
}

type Variation = Omit<Variant, 'field'>;

function vary(field: string, input: LoginInput, { otherLogins }: Session, model: PolicyModel): Variation[] {
  const { session, request } = input;
  const withSession = (changed: Partial<LoginInput['session']>, value: unknown): Variation => ({
    value,
    input: { ...input, session: { ...session, ...changed } },
  });
  switch (field) {
    case 'request.remote_ip':
      return otherAddresses(model, request.remote_ip).map((address) => ({
        value: address,
        // The session's address is only taken to be that of the request, and so follows it.
        input: { ...input, request: { ...request, remote_ip: address }, session: { ...session, creator_ip: address } },
      }));
    case 'request.timestamp_ns':
      return weekAfter(request.timestamp_ns).map((instant) => ({
        value: formatInstant(instant),
        input: { ...input, request: { ...request, timestamp_ns: instant } },
      }));
    case 'session.login':
      return otherLogins.map((login) => withSession({ login }, login));
    case 'session.name':
      return session.name === '' ? [] : [withSession({ name: '' }, '')];
    case 'session.creator_ip':
      return otherAddresses(model, session.creator_ip).map((address) => withSession({ creator_ip: address }, address));
    case 'session.member':
      return [withSession({ member: !session.member }, !session.member)];
    case 'session.admin':
      return [withSession({ admin: !session.admin }, !session.admin)];
    case 'session.machine':
      return [withSession({ machine: !session.machine }, !session.machine)];
    default:
      return [];
  }
}

/** Without the lists that the policy can't read: with thousands of spaces they are what deciding costs. */
function trimInput(input: LoginInput, model: PolicyModel): LoginInput {
  return {
    ...input,
    spaces: reachesInput(model, 'spaces') ? input.spaces : [],
    roles: reachesInput(model, 'roles') ? input.roles : [],
  };
}

/** One in each network or address that the policy names, and one in none. */
function otherAddresses(model: PolicyModel, own: string): string[] {
  const named = model.literals.flatMap((literal) => (literal.kind === 'string' ? firstAddress(literal.value) : []));
  const others = [...new Set([...named.slice(0, MOST_NETWORKS), ANOTHER_ADDRESS])];
  return others.filter((address) => address !== own);
}

function firstAddress(text: string): string[] {
  if (ipaddr.isValidCIDR(text)) {
    const family = text.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
    return [family.networkAddressFromCIDR(text).toString()];
  }
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text) ? [ipaddr.parse(text).toString()] : [];
}

/** Every second full hour (UTC) of the week that follows. */
function weekAfter(now: bigint): bigint[] {
  const first = (now / TIME_STEP + 1n) * TIME_STEP;
  return Array.from({ length: STEPS_OF_A_WEEK }, (_, step) => first + BigInt(step) * TIME_STEP);
}
