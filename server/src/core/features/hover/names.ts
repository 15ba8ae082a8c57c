/** Roles, spaces and teams that are written in a policy, in words. */
import type { Role, Space } from '../../../protocol/account.ts';
import type { Inventory } from '../../account/inventory.ts';
import { isUlid, splitSpaceId } from '../../account/ulid.ts';
import { nearestNames } from '../../policy/nearestName.ts';
import { asCompared } from '../../rules/names/rewrites.ts';
import type { Meaning } from '../../syntax/values/meanings.ts';
import { code, paragraphs, plain, row } from '../describe/markdown.ts';
import { describeRole } from '../describe/role.ts';
import { describeSpace } from '../describe/space.ts';
import { describeTeam } from '../describe/team.ts';
import { tellSource, tellUnknown } from '../describe/unknown.ts';
import type { OpenPolicy } from '../openPolicy.ts';

/** Where a slug belongs. */
export function tellRole(text: string, { account, now }: OpenPolicy): string {
  if (!account) return tellRoleByItself(text);
  const role = account.identifyRole(text);
  if (role.kind === 'unknown') {
    const { nearest } = role;
    return tellUnknown(text, 'roles', account, now, nearest ? [nameRole(nearest)] : []);
  }
  const what = role.kind === 'misnamed' && (role.by === 'ulid' ? 'the ULID of a role' : 'the name of a role');
  const slug = code(role.item.slug);
  return paragraphs(
    what ? `**${plain(text)}** is ${what}: a login policy names it by its slug, ${slug}.` : undefined,
    describeRole(role.item),
    tellSource(account, 'roles', now),
  );
}

/** Where `input.roles` is asked for a name or a ULID. */
export function tellRoleElsewhere(
  text: string,
  by: 'roleName' | 'roleUlid',
  { account, now }: OpenPolicy,
): string | undefined {
  if (!account) return undefined;
  const { items } = account.account.roles;
  const role = items.find(({ name, id }) => (by === 'roleName' ? name : id) === text);
  return role && paragraphs(describeRole(role), tellSource(account, 'roles', now));
}

const SYSTEM_ROLES = new Set(['space-reader', 'space-writer', 'space-admin', 'worker-pool-controller']);

function tellRoleByItself(text: string): string {
  if (SYSTEM_ROLES.has(text)) return `${code(text)} · role · system`;
  if (isUlid(text)) return `${code(text)} is a ULID: a login policy names a role by its slug.`;
  return `${code(text)} · slug of a role. What the role may do, an account tells.`;
}

function nameRole({ slug, name }: Role): string {
  return `${code(slug)} (${plain(name)})`;
}

export function tellSpace(text: string, { account, now }: OpenPolicy): string {
  if (!account) return tellSpaceByItself(text);
  const space = account.identifySpace(text);
  if (space.kind === 'unknown') {
    const { nearest } = space;
    return tellUnknown(text, 'spaces', account, now, nearest ? [nameSpace(nearest, account)] : []);
  }
  const { item, kind } = space;
  return paragraphs(
    kind === 'misnamed'
      ? `**${plain(text)}** is the name of a space: a login policy needs its id, ${code(item.id)}.`
      : undefined,
    describeSpace(item, account),
    tellSource(account, 'spaces', now),
  );
}

function nameSpace({ id }: Space, account: Inventory): string {
  return `${code(id)} (${(account.pathOf(id) ?? []).map(plain).join(' / ')})`;
}

function tellSpaceByItself(text: string): string {
  if (text === 'root') return '`root` · the space above all others: a role here counts in every space of the account.';
  if (text === 'legacy') return '`legacy` · the space of what was there before there were spaces.';
  const parts = splitSpaceId(text);
  if (parts)
    return `${code(text)} · id of a space, named ${plain(parts.name)} when it was made. More an account tells.`;
  return `${code(text)} is not shaped like the id of a space: ${code('root')}, ${code('legacy')}, or a name and a ULID.`;
}

/** Several spaces may have the name. */
export function tellSpaceName(text: string, { account, now }: OpenPolicy): string | undefined {
  const named = account?.account.spaces.items.filter(({ name }) => name === text) ?? [];
  const [space] = named;
  if (!account || !space) return undefined;
  const others = named.length > 1 ? `${String(named.length)} spaces have this name. One of them:` : undefined;
  return paragraphs(others, describeSpace(space, account), tellSource(account, 'spaces', now));
}

export function tellLabel(text: string, { account, now }: OpenPolicy): string | undefined {
  const labelled = account?.account.spaces.items.filter(({ labels }) => labels.includes(text)) ?? [];
  if (!account || labelled.length === 0) return undefined;
  const names = row(labelled.map(({ id }) => (account.pathOf(id) ?? []).slice(-2).map(plain).join(' / ')));
  return paragraphs(`${code(text)} · label of ${names}`, tellSource(account, 'spaces', now));
}

/** A team that is compared, or given to the session. */
export function tellTeam(
  text: string,
  { condition, use }: Pick<Meaning, 'condition' | 'use'>,
  { account, now }: OpenPolicy,
): string | undefined {
  if (use !== 'granted' && use !== '==' && use !== '!=' && use !== 'in') return undefined;
  if (!account) return `**${plain(text)}** · team. Upper and lower case differ.`;
  const { teams, apiKeys } = account.account;
  const names = [...new Set([...teams.items, ...apiKeys.items.flatMap((key) => (key.deleted ? [] : key.teams))])];
  const team =
    names.find((name) => name === text) ?? names.find((name) => asCompared(name, condition?.subject) === text);
  if (team !== undefined) return paragraphs(describeTeam(team, account), tellSource(account, 'teams', now));
  if (use === 'granted') return `**${plain(text)}** · team that the session is given.`;
  return tellUnknown(text, 'teams', account, now, nearestNames(text, names).map(code));
}
