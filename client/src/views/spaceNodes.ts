/** The tree of spaces. */
import type { Part, Space } from '../../../server/src/protocol/account.ts';
import { byName, type AccountItem, type AccountNode } from './accountNode.ts';
import { groupBy } from './groupBy.ts';
import { withState } from './partNode.ts';

/** A space whose parent is not among them, as it may not be seen, is at the top. */
export function spaceNodes(part: Part<Space>): readonly AccountNode[] {
  return withState('spaces', part, 'There are no spaces', () => {
    const known = new Set(part.items.map(({ id }) => id));
    const isTop = ({ id, parentSpace }: Space): boolean =>
      parentSpace === undefined || parentSpace === id || !known.has(parentSpace);
    const below = groupBy(
      part.items.filter((space) => !isTop(space)),
      ({ parentSpace }) => parentSpace,
    );
    const tops = part.items.filter(isTop).sort(byName);
    return tops.map((space) => spaceNode(space, below, known));
  });
}

export function spaceItem({ id, name }: Space): AccountItem {
  return { kind: 'space', name, code: id, id };
}

type Below = ReadonlyMap<string | undefined, readonly Space[]>;

function spaceNode(space: Space, below: Below, known: ReadonlySet<string>): AccountNode {
  const { id, name, description, parentSpace, inheritEntities, labels } = space;
  const children = [...(below.get(id) ?? [])].sort(byName);
  const link = parentSpace === undefined ? [] : [inheritEntities ? 'inherits' : 'on its own'];
  const isCutOff = parentSpace !== undefined && !known.has(parentSpace);
  const told = [...link, ...(isCutOff ? ['its parent can’t be seen'] : []), ...labels];
  return {
    id: `space/${id}`,
    label: name,
    ...(told.length > 0 && { description: told.join(' · ') }),
    tooltip: [`${name} (${id})`, description, INHERITANCE[String(inheritEntities)] ?? '', labels.join(', ')]
      .filter(Boolean)
      .join('\n'),
    icon: parentSpace === undefined ? 'root-folder' : inheritEntities ? 'folder-library' : 'folder',
    spoken: ['Space', name, `id ${id}`, ...told].join(', '),
    item: spaceItem(space),
    ...(children.length > 0 && { children: () => children.map((child) => spaceNode(child, below, known)) }),
    isOpen: parentSpace === undefined,
  };
}

/** Spacelift's documentation, Spaces: what is in the parent can be used below, and whoever has a role sees the parent. */
const INHERITANCE: Readonly<Record<string, string>> = {
  true: 'Inherits from its parent: any role here lets its holder read the parent',
  false: '',
};
