/** What is different between what a login comes to before and after. */
import type { AccessPart, DifferenceRow, MatrixOutcome, RoleInSpace, Verdict } from '../../protocol/matrix.ts';
import type { Inventory } from '../account/inventory.ts';

export type Change = Pick<DifferenceRow, 'gained' | 'lost' | 'teams'>;

/** Undefined where nothing is. `own`: the teams of the session. Inherited roles count: one that moves to the space above is no loss below. */
export function compareOutcomes(
  before: MatrixOutcome,
  after: MatrixOutcome,
  own: readonly string[],
  account: Inventory | undefined,
): Change | undefined {
  const gained = partOf(after, before, account);
  const lost = partOf(before, after, account);
  const teams = compareTeams(before, after, own);
  if (!hasAny(gained) && !hasAny(lost) && teams === undefined) return undefined;
  return { gained, lost, ...(teams && { teams }) };
}

export function hasAny({ login, admin, roles }: AccessPart): boolean {
  return login === true || admin === true || roles.length > 0;
}

export function judge(changes: readonly Change[]): Verdict {
  const [wider, narrower] = [changes.some(({ gained }) => hasAny(gained)), changes.some(({ lost }) => hasAny(lost))];
  if (wider) return narrower ? 'both' : 'wider';
  return narrower ? 'narrower' : 'same';
}

/** What the one has that the other lacks. */
function partOf(one: MatrixOutcome, other: MatrixOutcome, account: Inventory | undefined): AccessPart {
  return {
    ...(getsIn(one) && !getsIn(other) && { login: true }),
    ...(one.isAdmin && !other.isAdmin && { admin: true }),
    roles: one.isAdmin || other.isAdmin ? [] : uppermost(rolesBeyond(one.access, other.access), account),
  };
}

function getsIn({ level }: MatrixOutcome): boolean {
  return level === 'allow' || level === 'admin';
}

function rolesBeyond(own: MatrixOutcome['access'], other: MatrixOutcome['access']): RoleInSpace[] {
  return Object.entries(own).flatMap(([space, slugs]) =>
    slugs.filter((role) => other[space]?.includes(role) !== true).map((role) => ({ space, role })),
  );
}

/** Without those that come down from one that is listed. */
function uppermost(roles: readonly RoleInSpace[], account: Inventory | undefined): RoleInSpace[] {
  const listed = new Set(roles.map(keyOf));
  return roles.filter(({ space, role }) => {
    const above = account?.space(space)?.parentSpace;
    return above === undefined || !listed.has(keyOf({ space: above, role }));
  });
}

function keyOf({ space, role }: RoleInSpace): string {
  return JSON.stringify([space, role]);
}

/** Teams matter to whoever gets in on both sides. */
function compareTeams(before: MatrixOutcome, after: MatrixOutcome, own: readonly string[]): Change['teams'] {
  if (!getsIn(before) || !getsIn(after)) return undefined;
  const [from, to] = [before.teams ?? own, after.teams ?? own];
  const gained = to.filter((team) => !from.includes(team));
  const lost = from.filter((team) => !to.includes(team));
  return gained.length + lost.length === 0 ? undefined : { gained, lost };
}
