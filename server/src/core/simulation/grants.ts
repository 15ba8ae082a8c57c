/** What a decision grants, and whether the account has the roles and spaces it names. */
import type { Identification, Inventory } from '../account/inventory.ts';
import type { Part } from '../../protocol/account.ts';
import type { Decision, Notice } from '../../protocol/simulation.ts';

/** One role in one space. */
export interface Grant {
  space: string;
  slug: string;
}

export const ROOT = 'root';
/** The slug of the system role that administers a space. */
export const ADMIN_ROLE = 'space-admin';

/** What the deprecated rules stand for (user documentation, rbac-system.md). */
const LEGACY_RULES = { space_admin: ADMIN_ROLE, space_write: 'space-writer', space_read: 'space-reader' } as const;

/** Every role a decision grants, by `roles` and by the deprecated rules, each once. */
export function listGrants(decision: Decision): Grant[] {
  const byRoles = Object.entries(decision.roles).flatMap(([space, slugs]) => slugs.map((slug) => ({ space, slug })));
  const byLegacyRules = (['space_admin', 'space_write', 'space_read'] as const).flatMap((rule) =>
    decision[rule].map((space) => ({ space, slug: LEGACY_RULES[rule] })),
  );
  const all = [...byRoles, ...byLegacyRules].map(
    (grant) => [JSON.stringify([grant.space, grant.slug]), grant] as const,
  );
  return [...new Map(all).values()];
}

/**
 * Whether they make an admin of the account: whoever is admin of `root` is treated as one (user documentation,
 * access-control.md).
 */
export function administersRoot(grants: readonly Grant[]): boolean {
  return grants.some(({ space, slug }) => space === ROOT && slug === ADMIN_ROLE);
}

/**
 * The grants that can have an effect, and a notice for each role or space that the account is sure not to have. Silent
 * about a part of the inventory that is not complete, or empty: that is how Spacelift answers without permission.
 */
export function judgeGrants(grants: readonly Grant[], inventory: Inventory): { effective: Grant[]; notices: Notice[] } {
  const { roles, spaces, name } = inventory.account;
  const judgements = {
    slug: judge(grants, 'slug', roles, (slug) => describeRole(slug, inventory.identifyRole(slug), name)),
    space: judge(grants, 'space', spaces, (id) => describeSpace(id, inventory.identifySpace(id), name)),
  };
  const effective = grants.filter(({ slug, space }) => !judgements.slug.has(slug) && !judgements.space.has(space));
  return { effective, notices: [...judgements.slug.values(), ...judgements.space.values()] };
}

/** A notice for each name of the grants that `describe` has something against. */
function judge(
  grants: readonly Grant[],
  field: keyof Grant,
  { state, items }: Part<unknown>,
  describe: (name: string) => Notice | undefined,
): Map<string, Notice> {
  const notices = new Map<string, Notice>();
  if (state !== 'complete' || items.length === 0) return notices;
  for (const name of new Set(grants.map((grant) => grant[field]))) {
    const notice = describe(name);
    if (notice !== undefined) notices.set(name, notice);
  }
  return notices;
}

function describeRole(
  slug: string,
  role: Identification<{ slug: string; name: string }>,
  account: string,
): Notice | undefined {
  if (role.kind === 'found') return undefined;
  const message =
    role.kind === 'misnamed'
      ? `"${slug}" is the ${role.by === 'ulid' ? 'ULID' : 'name'} of the role "${role.item.name}": a login policy names it by its slug, "${role.item.slug}"`
      : `The account "${account}" has no role with the slug "${slug}"${suggest(role.nearest?.slug)}`;
  return { code: 'unknownRole', severity: 'warning', message: `${message}. Taken to grant nothing` };
}

function describeSpace(
  id: string,
  space: Identification<{ id: string; name: string }>,
  account: string,
): Notice | undefined {
  if (space.kind === 'found') return undefined;
  const message =
    space.kind === 'misnamed'
      ? `"${id}" is the name of a space: a login policy names it by its id, "${space.item.id}"`
      : `The account "${account}" has no space with the id "${id}"${suggest(space.nearest?.id)}`;
  return { code: 'unknownSpace', severity: 'warning', message: `${message}. Taken to grant nothing` };
}

function suggest(nearest: string | undefined): string {
  return nearest === undefined ? '' : `: did you mean "${nearest}"?`;
}
