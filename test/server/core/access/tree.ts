/** Small accounts for tests of access: a tree of spaces, and roles by what they give. */
import { buildInventory, type Inventory } from '../../../../server/src/core/account/inventory.ts';
import type { AccountSnapshot, Role, Space } from '../../../../server/src/protocol/account.ts';
import { demoAccount } from '../account/demoAccount.ts';

/** `parent < id` for a space that does not inherit, `parent <+ id` for one that does; `root` is there anyway. */
export function treeOf(edges: readonly string[]): Space[] {
  const others = edges.map((edge) => {
    const [, parent = '', plus, id = ''] = /^(\S+) <(\+?) (\S+)$/.exec(edge) ?? [];
    return space(id, parent, plus === '+');
  });
  return [space('root', undefined, false), ...others];
}

export function space(id: string, parentSpace: string | undefined, inheritEntities: boolean): Space {
  return {
    id,
    name: id,
    description: '',
    ...(parentSpace === undefined ? {} : { parentSpace }),
    inheritEntities,
    labels: [],
  };
}

export function role(slug: string, actions: string[]): Role {
  return { id: slug, slug, name: slug, description: '', isSystem: false, actions };
}

export const ROLES: Role[] = [
  role('space-admin', ['SPACE_ADMIN', 'SPACE_READ', 'SPACE_WRITE']),
  role('space-writer', ['SPACE_READ', 'SPACE_WRITE']),
  role('space-reader', ['SPACE_READ']),
  role('deployer', ['RUN_TRIGGER', 'RUN_CONFIRM', 'SPACE_READ']),
  role('trigger', ['RUN_TRIGGER']),
  role('commenter', ['RUN_COMMENT', 'SPACE_READ']),
  role('blind', ['STACK_STATE_READ']),
];

/** The demo account with these spaces, the roles above, and what is changed. */
export function accountOf(spaces: Space[], changes: Partial<AccountSnapshot> = {}): Inventory {
  const { at } = demoAccount.spaces;
  return buildInventory({
    ...demoAccount,
    spaces: { state: 'complete', at, items: spaces },
    roles: { state: 'complete', at, items: ROLES },
    ...changes,
  });
}
