/** An account of any size: the demo's own, and more of the same. */
import type { AccountSnapshot, ApiKey, Part, Role, Space } from '../../server/src/protocol/account.ts';
import { makeUlid } from './identity.ts';

/** How many of each there are to be; those that are there already stay, also where they are more. */
export interface Scale {
  keys: number;
  spaces: number;
  roles: number;
}

/** Of the year 2025, so that the ids of what is made look like those of the rest. */
const FIRST = Date.parse('2025-01-01T00:00:00Z');
/** Each space that is made has so many below it, before there is another beside it. */
const BRANCHING = 8;

/** The same at every call. */
export function growAccount(account: AccountSnapshot, scale: Scale): AccountSnapshot {
  return {
    ...account,
    roles: grow(account.roles, scale.roles, growRole),
    spaces: growSpaces(account.spaces, scale.spaces),
    apiKeys: grow(account.apiKeys, scale.keys, growKey),
  };
}

function grow<Item>(part: Part<Item>, count: number, make: (model: Item, n: number) => Item): Part<Item> {
  const { items } = part;
  const models = items.length;
  const made = Array.from({ length: Math.max(0, count - models) }, (_, n) => {
    const model = items[n % models];
    if (model === undefined) throw new Error('There is nothing to make more of');
    return make(model, n);
  });
  return { ...part, items: [...items, ...made] };
}

function growRole(model: Role, n: number): Role {
  const id = makeUlid(`role ${n}`, FIRST + n);
  return { ...model, id, slug: `${model.slug}-${n}`, name: `${model.name} ${n}`, isSystem: false };
}

/** Administrative keys stay the few that they are. */
function growKey(model: ApiKey, n: number): ApiKey {
  return { ...model, id: makeUlid(`key ${n}`, FIRST + n), name: `${model.name}-${n}`, admin: false };
}

/** A tree: under `root` first, then under those that were made before. */
function growSpaces(part: Part<Space>, count: number): Part<Space> {
  const ids: string[] = [];
  return grow(part, count, (model, n) => {
    const name = `${model.name}-${n}`;
    const id = `${name}-${makeUlid(`space ${n}`, FIRST + n)}`;
    const parentSpace = ids[Math.floor(n / BRANCHING) - 1] ?? 'root';
    ids.push(id);
    return { ...model, id, name, parentSpace };
  });
}
