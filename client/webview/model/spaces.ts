/** Access by space, as a tree with names behind the ids. */
import type { SimulationReport, SpaceAccess } from '../../../server/src/protocol/simulation.ts';
import type { AccountNames } from '../../../server/src/protocol/suggestions.ts';
import { nameBy, type Naming } from './naming.ts';

export interface SpaceNode {
  id: string;
  name: string;
  /** The names of the roles that are granted here. */
  own: string[];
  /** Those that come from a space above, which is named. */
  inherited: { roles: string[]; from: string }[];
  /** Read that comes from a role in a space below: its name. */
  readFrom?: string;
  children: SpaceNode[];
  /** Something is held here by a grant of its own, or anywhere below. */
  isTold: boolean;
}

export interface SpaceTree {
  roots: SpaceNode[];
  /** How many spaces of the account have no access, and are left out. */
  without: number;
}

/** Spaces where something is held, below the spaces that they lie in. */
export function showSpaces({ access }: Pick<SimulationReport, 'access'>, names: AccountNames | null): SpaceTree {
  const spaces = new Map(names?.spaces.map((space) => [space.id, space]));
  const parentOf = (id: string): string | undefined => {
    const parent = spaces.get(id)?.parent;
    return parent !== undefined && spaces.has(parent) ? parent : undefined;
  };
  const shown = new Set<string>();
  for (const id of Object.keys(access)) {
    for (let at: string | undefined = id; at !== undefined && !shown.has(at); at = parentOf(at)) shown.add(at);
  }
  const naming = nameBy(names);
  const children = new Map<string | undefined, string[]>();
  for (const id of shown) {
    const siblings = children.get(parentOf(id));
    if (siblings) siblings.push(id);
    else children.set(parentOf(id), [id]);
  }
  const placed = new Set<string>();
  const build = (id: string, above: ReadonlySet<string>): SpaceNode => {
    placed.add(id);
    const path = new Set([...above, id]);
    const below = (children.get(id) ?? []).filter((child) => !path.has(child)).map((child) => build(child, path));
    const held = groupRoles(access[id], naming);
    const own = held.get(id) ?? [];
    held.delete(id);
    const { readFrom } = access[id] ?? {};
    return {
      id,
      name: naming.space(id),
      own,
      inherited: [...held].map(([from, roles]) => ({ roles, from: naming.space(from) })),
      ...(readFrom === undefined ? {} : { readFrom: naming.space(readFrom) }),
      children: below.sort(byName),
      isTold: own.length > 0 || below.some(({ isTold }) => isTold),
    };
  };
  const roots = (children.get(undefined) ?? []).map((id) => build(id, new Set()));
  // Spaces that lie in each other are below no root: one of them stands for it.
  for (const id of shown) if (!placed.has(id)) roots.push(build(id, new Set()));
  roots.sort(byName);
  return { roots, without: spaces.size - Object.keys(access).filter((id) => spaces.has(id)).length };
}

/** How many spaces have a grant of their own. */
export function countTold(nodes: readonly SpaceNode[]): number {
  return nodes.reduce((sum, { own, children }) => sum + Number(own.length > 0) + countTold(children), 0);
}

/** Of spaces that lie in one: so many with something to tell, and so many of the others, beside such or alone. */
const MOST_TOLD = 50;
const FEW_OTHERS = 5;
const MOST_OTHERS = 25;

/** What of them is drawn, in their order, and how many more there are. */
export function pickRows(nodes: readonly SpaceNode[], isWhole: boolean): { rows: readonly SpaceNode[]; more: number } {
  if (isWhole || nodes.length <= FEW_OTHERS) return { rows: nodes, more: 0 };
  const told = nodes.filter(({ isTold }) => isTold).slice(0, MOST_TOLD);
  const others = nodes.filter(({ isTold }) => !isTold).slice(0, told.length > 0 ? FEW_OTHERS : MOST_OTHERS);
  const picked = new Set([...told, ...others]);
  return { rows: nodes.filter((node) => picked.has(node)), more: nodes.length - picked.size };
}

/** Names of roles by the id of the space that they are granted in. */
function groupRoles(access: SpaceAccess | undefined, naming: Naming): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { slug, from } of access?.roles ?? []) {
    groups.set(from, [...(groups.get(from) ?? []), naming.role(slug)]);
  }
  return groups;
}

/** The root before others that lie in nothing. */
function byName(a: SpaceNode, b: SpaceNode): number {
  const isRoot = Number(b.id === 'root') - Number(a.id === 'root');
  return isRoot || (a.name < b.name ? -1 : Number(a.name > b.name));
}
