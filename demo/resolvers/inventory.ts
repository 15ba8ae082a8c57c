/** Roles, spaces, API keys and groups, as the API shows them. */
import type { ApiKey, Role, Space } from '../../server/src/protocol/account.ts';
import { makeUlid } from '../data/identity.ts';
import { toSeconds, type AccountRecords } from '../data/records.ts';
import {
  levelIn,
  levelOf,
  managesSomething,
  signedIn,
  unauthorized,
  type AccessLevelName,
  type Context,
} from './permissions.ts';
import type { Resolvers } from './resolvers.ts';

/** Of what the demo has no date for. */
const SOME_TIME = Date.parse('2025-11-03T10:00:00Z');

/** `showsRoles`: whether the list of roles has anything in it. */
export function inventoryQueries(records: AccountRecords, showsRoles: boolean): Resolvers {
  const { account, inventory } = records;
  const seesAll = (context: Context): boolean => managesSomething(signedIn(context), inventory);
  const requireAll = (context: Context): void => {
    if (!seesAll(context)) throw unauthorized();
  };
  return {
    roles: (_, context) => (seesAll(context) && showsRoles ? account.roles.items : []),
    spaces: (_, context) => account.spaces.items.flatMap((space) => showSpace(space, records, context) ?? []),
    space: ({ id }, context) => showSpace(inventory.space(String(id)), records, context),
    apiKeys: (_, context) => {
      requireAll(context);
      return account.apiKeys.items.map((key) => showKey(key, records));
    },
    apiKey: ({ id }, context) => {
      requireAll(context);
      const key = inventory.key(String(id));
      return key && showKey(key, records);
    },
    availableUserGroups: (_, context) => {
      requireAll(context);
      return account.teams.items;
    },
    managedUserGroups: (_, context) => {
      requireAll(context);
      return listGroups(records);
    },
  };
}

/** Undefined for a space that is not there, or that the viewer may not see. */
export function showSpace(
  space: Space | undefined,
  { inventory }: AccountRecords,
  context: Context,
): (Space & { accessLevel: AccessLevelName }) | undefined {
  const accessLevel = levelIn(space?.id ?? '', signedIn(context), inventory);
  return space && accessLevel && { ...space, accessLevel };
}

function showKey(key: ApiKey, { inventory }: AccountRecords): object {
  const { createdAt, lastUsedAt, expiresAt, roleBindings, ...rest } = key;
  return {
    ...rest,
    createdAt: toSeconds(createdAt),
    lastUsedAt: lastUsedAt && toSeconds(lastUsedAt),
    expiresAt: expiresAt && toSeconds(expiresAt),
    apiKeyRoleBindings: roleBindings?.flatMap(({ role: slug, space }): object[] => {
      const role: Role | undefined = inventory.role(slug);
      return role ? [{ id: makeUlid(`${key.id} ${slug} ${space}`, SOME_TIME), role, spaceID: space }] : [];
    }),
  };
}

function listGroups({ account, inventory }: AccountRecords): object[] {
  const bindings = account.teamBindings?.items ?? [];
  return [...new Set(bindings.map(({ team }) => team))].map((team) => {
    const own = bindings.filter((binding) => binding.team === team);
    const accessRules = [...new Set(own.map(({ space }) => space))].flatMap((space) => {
      const roles = own.filter((binding) => binding.space === space).map(({ role }) => inventory.role(role));
      // What a role without any of the three comes to is not documented.
      const spaceAccessLevel = levelOf(roles.flatMap((role) => role?.actions ?? []));
      return spaceAccessLevel ? [{ space, spaceAccessLevel }] : [];
    });
    return { id: makeUlid(`group ${team}`, SOME_TIME), groupName: team, accessRules };
  });
}
