/** What somebody may see. */
import { GraphQLError } from 'graphql';
import type { Inventory } from '../../server/src/core/account/inventory.ts';
import type { Identity } from '../sessions.ts';

export type AccessLevelName = 'READ' | 'WRITE' | 'ADMIN';

/** What every resolver is given of the request. */
export interface Context {
  /** Undefined: no token, or a dead one. */
  identity: Identity | undefined;
  /** The caller's address. */
  ip: string;
}

/** One text for "your token is dead" and "you may not", as Spacelift has it (spacectl, client/client.go). */
export function unauthorized(): GraphQLError {
  return new GraphQLError('unauthorized');
}

/** @throws {GraphQLError} where nobody is signed in */
export function signedIn({ identity }: Context): Identity {
  if (identity === undefined) throw unauthorized();
  return identity;
}

/** @throws {GraphQLError} for anybody but an admin of the account: samples and simulation (documentation, policy page) */
export function administrator(context: Context): Identity {
  const identity = signedIn(context);
  if (!identity.isAdmin) throw unauthorized();
  return identity;
}

/** Whether somebody is admin of any space: those see roles, keys and groups (documentation, RBAC page). */
export function managesSomething(identity: Identity, inventory: Inventory): boolean {
  return Object.keys(identity.access).some((space) => levelIn(space, identity, inventory) === 'ADMIN');
}

/** What somebody may do in a space, in the words of old; undefined: not even see it. */
export function levelIn(space: string, { access }: Identity, inventory: Inventory): AccessLevelName | undefined {
  const held = Object.hasOwn(access, space) ? access[space] : undefined;
  if (held === undefined) return undefined;
  const actions = held.roles.flatMap(({ slug }) => inventory.role(slug)?.actions ?? []);
  return levelOf(actions) ?? (held.readFrom === undefined ? undefined : 'READ');
}

/** What actions come to; undefined where Read is not among them. */
export function levelOf(actions: readonly string[]): AccessLevelName | undefined {
  return (['ADMIN', 'WRITE', 'READ'] as const).find((level) => actions.includes(`SPACE_${level}`));
}
