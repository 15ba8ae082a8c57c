/** What a role gives: its actions, and the legacy level that they come to. */
import type { AskedAction, EffectiveRole, LegacyLevel } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';

/**
 * System roles (user documentation, rbac-system.md; those of space-admin: Terraform provider, data_role_test.go). For
 * accounts that do not show their roles. Assumed: what reader and writer give.
 */
const SYSTEM_ROLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['space-reader', ['SPACE_READ']],
  ['space-writer', ['SPACE_READ', 'SPACE_WRITE']],
  ['space-admin', ['SPACE_READ', 'SPACE_WRITE', 'SPACE_ADMIN']],
]);

/** The higher first; each is taken to have those below it. */
const LEVEL_ACTIONS: readonly (readonly [LegacyLevel, string])[] = [
  ['admin', 'SPACE_ADMIN'],
  ['write', 'SPACE_WRITE'],
  ['read', 'SPACE_READ'],
];

/** The actions of the role with a slug: none of a role that is not there, undefined where the account hides it. */
export function actionsOf(slug: string, inventory: Inventory | undefined): readonly string[] | undefined {
  const shown = inventory?.role(slug)?.actions;
  if (shown !== undefined) return shown;
  const roles = inventory?.account.roles;
  // An account that does not show its roles answers with an empty list.
  const isWhole = roles?.state === 'complete' && roles.items.length > 0;
  return isWhole ? [] : SYSTEM_ROLES.get(slug);
}

/** The highest legacy level among actions; undefined where there is none. */
export function levelOf(actions: readonly string[]): LegacyLevel | undefined {
  return LEVEL_ACTIONS.find(([, action]) => actions.includes(action))?.[0];
}

/** How actions give the one that is asked for; `undefined` are those of a role that is not shown. */
export function giving(
  actions: readonly string[] | undefined,
  action: AskedAction,
): Exclude<EffectiveRole['gives'], 'everything'> {
  if (actions === undefined) return 'unknown';
  if (actions.includes(action.name)) return 'action';
  const level = levelOf(actions);
  if (level === undefined) return 'nothing';
  if (action.level === undefined) return 'unknown';
  return rankOf(level) <= rankOf(action.level) ? 'level' : 'nothing';
}

/** The higher the level, the lower. */
function rankOf(level: LegacyLevel): number {
  return LEVEL_ACTIONS.findIndex(([one]) => one === level);
}

/** Slugs of the account's roles that give the action: those that name it first, then those that give least besides. */
export function rolesGiving(action: AskedAction, inventory: Inventory): string[] {
  const order = { action: 0, level: 1, nothing: 2, unknown: 2 };
  return inventory.account.roles.items
    .map(({ slug, actions }) => ({ slug, count: actions.length, rank: order[giving(actions, action)] }))
    .filter(({ rank }) => rank < order.nothing)
    .sort((a, b) => a.rank - b.rank || a.count - b.count || (a.slug < b.slug ? -1 : 1))
    .map(({ slug }) => slug);
}
