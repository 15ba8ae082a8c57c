/** Whether roles that somebody holds give an action in a space. */
import type { Answer, AskedAction, AskedSpace, EffectiveRole } from '../../protocol/access.ts';
import type { Inventory } from '../account/inventory.ts';
import { administersRoot, type Grant } from '../simulation/grants.ts';
import { lineageOf, pathDown, readableAbove, type Lineage } from './propagation.ts';
import { actionsOf, giving } from './roles.ts';
import { ascending } from '../ascending.ts';

export interface Question {
  readonly action: AskedAction;
  readonly space: AskedSpace;
}

/** A role that is granted in a space; `team`: to everybody with it. */
export interface BoundRole extends Grant {
  readonly team?: string;
}

/** What is not known about a grant, and would matter. */
export interface OpenGrant {
  readonly grant: BoundRole;
  /** Whether its space is above the one asked about, or below it: not all spaces are shown. */
  readonly place: 'above' | 'below';
}

export interface Holding {
  readonly answer: Answer;
  /** Those in force in the space, the most telling first. */
  readonly roles: readonly EffectiveRole[];
  /** Read earned from a role in a space below, the first by id of several; only for what Read may stand for. */
  readonly readFrom?: string;
  readonly open: readonly OpenGrant[];
}

const GIVING: readonly EffectiveRole['gives'][] = ['everything', 'action', 'level', 'unknown', 'nothing'];

export function judgeHolding(
  grants: readonly BoundRole[],
  { action, space }: Question,
  inventory: Inventory | undefined,
): Holding {
  const lineage = lineageOf(space.id, inventory);
  const givingOf = rememberGiving(action, inventory);
  const roles: EffectiveRole[] = [];
  const others: BoundRole[] = [];
  for (const grant of grants) {
    const path = pathDown(grant.space, lineage);
    if (path === undefined) others.push(grant);
    else roles.push(toRole(grant, path, givingOf(grant)));
  }
  roles.sort(compareRoles);
  // Thousands of grants elsewhere: what can't matter is not looked at.
  const readFrom = action.level === 'read' ? findReadBelow(others, space.id, inventory) : undefined;
  const open = others.flatMap((grant) => {
    const matters = lineage.isWhole ? action.level === 'read' : givingOf(grant) !== 'nothing';
    const place = matters ? openPlaceOf(grant, space.id, lineage, inventory) : undefined;
    return place === undefined ? [] : [{ grant, place }];
  });
  const answer = answerOf(action, roles, readFrom !== undefined, open.length > 0);
  return { answer, roles, open, ...(readFrom === undefined ? {} : { readFrom }) };
}

function answerOf(action: AskedAction, roles: readonly EffectiveRole[], isReadable: boolean, isOpen: boolean): Answer {
  const [first] = roles;
  if (first !== undefined && GIVING.indexOf(first.gives) < GIVING.indexOf('unknown')) return 'yes';
  if (isReadable && action.name === 'SPACE_READ') return 'yes';
  // Read from below is no role: whether it stands for more than seeing the space is not documented.
  const mayBeRead = isReadable && action.level === 'read';
  return first?.gives === 'unknown' || isOpen || mayBeRead ? 'unknown' : 'no';
}

function rememberGiving(action: AskedAction, inventory: Inventory | undefined) {
  const known = new Map<string, EffectiveRole['gives']>();
  return (grant: BoundRole): EffectiveRole['gives'] => {
    if (administersRoot([grant])) return 'everything';
    const gives = known.get(grant.slug) ?? giving(actionsOf(grant.slug, inventory), action);
    known.set(grant.slug, gives);
    return gives;
  };
}

function toRole({ slug, space, team }: BoundRole, path: string[], gives: EffectiveRole['gives']): EffectiveRole {
  return { slug, from: space, path, gives, ...(team === undefined ? {} : { team }) };
}

/** Those that give the action first, then the nearer, then by slug and team. */
function compareRoles(a: EffectiveRole, b: EffectiveRole): number {
  const order = GIVING.indexOf(a.gives) - GIVING.indexOf(b.gives) || a.path.length - b.path.length;
  return order || ascending(a.slug, b.slug) || ascending(a.team ?? '', b.team ?? '');
}

function findReadBelow(
  grants: readonly BoundRole[],
  space: string,
  inventory: Inventory | undefined,
): string | undefined {
  const granted = [...new Set(grants.map((grant) => grant.space))].sort();
  return granted.find((from) => readableAbove(from, inventory).some(({ id }) => id === space));
}

/** Where a grant elsewhere may turn out to be, as far as the spaces that are shown leave it open. */
function openPlaceOf(
  { space: from }: BoundRole,
  space: string,
  { isWhole }: Lineage,
  inventory: Inventory | undefined,
): OpenGrant['place'] | undefined {
  const own = lineageOf(from, inventory);
  if (own.ids.includes(space)) return undefined;
  if (!isWhole) return 'above';
  return own.isWhole ? undefined : 'below';
}
