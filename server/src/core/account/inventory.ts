/** The account, indexed: what the simulation, the rules and the editor ask about roles, spaces and API keys. */
import type { AccountSnapshot, ApiKey, Role, Space } from '../../protocol/account.ts';
import { NearestNames } from '../policy/nearestName.ts';
import { append, groupBy } from '../syntax/multimap.ts';
import { idIn } from './keyLogin.ts';

/** What a text that should name an API key comes to. */
export type KeyLookup =
  | { kind: 'found'; key: ApiKey }
  /** `nearest`: names that are close to it. */
  | { kind: 'unknown'; nearest: string[] }
  /** Several keys share the name. */
  | { kind: 'ambiguous'; keys: ApiKey[] };

/** What a text that should be a role's slug, or a space's id, comes to. */
export type Identification<Item> =
  | { kind: 'found'; item: Item }
  /** It names it by something a login policy can't use. */
  | { kind: 'misnamed'; item: Item; by: 'name' | 'ulid' }
  | { kind: 'unknown'; nearest: Item | undefined };

export type { Inventory };

/** What a name that is not there is looked for in. */
type NearIndexes = Readonly<Record<'keys' | 'keyIds' | 'roles' | 'spaces', NearestNames>>;

/** Indexes a snapshot, which must not change afterwards. Parents that are missing or form a circle do no harm. */
export function buildInventory(account: AccountSnapshot): Inventory {
  return new Inventory(account);
}

class Inventory {
  readonly account: AccountSnapshot;
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #spaces: ReadonlyMap<string, Space>;
  readonly #keys: ReadonlyMap<string, ApiKey>;
  readonly #keysByName: ReadonlyMap<string, readonly ApiKey[]>;
  readonly #spacesByName: ReadonlyMap<string, readonly Space[]>;
  readonly #children: ReadonlyMap<string, readonly Space[]>;
  /** Made when something is not there. */
  #near: NearIndexes | undefined;
  /** What is near to a name that is not there takes a millisecond to find among thousands, at each edit for each name. */
  readonly #lookups = {
    keys: new Map<string, KeyLookup>(),
    keyIds: new Map<string, readonly ApiKey[]>(),
    roles: new Map<string, Identification<Role>>(),
    spaces: new Map<string, Identification<Space>>(),
  };

  constructor(account: AccountSnapshot) {
    this.account = account;
    this.#roles = new Map(account.roles.items.map((role) => [role.slug, role]));
    this.#spaces = new Map(account.spaces.items.map((space) => [space.id, space]));
    this.#keys = new Map(account.apiKeys.items.map((key) => [key.id, key]));
    this.#keysByName = groupBy(account.apiKeys.items, ({ name }) => name);
    this.#spacesByName = groupBy(account.spaces.items, ({ name }) => name);
    this.#children = groupByParent(account.spaces.items);
  }

  /** By slug. */
  role(slug: string): Role | undefined {
    return this.#roles.get(slug);
  }

  /** By id. */
  space(id: string): Space | undefined {
    return this.#spaces.get(id);
  }

  /** By id, without `api::`. */
  key(id: string): ApiKey | undefined {
    return this.#keys.get(id);
  }

  /** By name, deleted ones too, in the snapshot's order. */
  keysNamed(name: string): readonly ApiKey[] {
    return this.#keysByName.get(name) ?? [];
  }

  /** By name, in the snapshot's order. */
  spacesNamed(name: string): readonly Space[] {
    return this.#spacesByName.get(name) ?? [];
  }

  /** Directly below, in the snapshot's order. */
  childrenOf(id: string): readonly Space[] {
    return this.#children.get(id) ?? [];
  }

  /** All spaces below, level by level. */
  descendantsOf(id: string): Space[] {
    const descendants: Space[] = [];
    const seen = new Set([id]);
    const addChildren = (above: string): void => {
      const unseen = this.childrenOf(above).filter((space) => !seen.has(space.id));
      unseen.forEach((space) => seen.add(space.id));
      descendants.push(...unseen);
    };
    addChildren(id);
    // Grows while it is walked: each level appends the next.
    for (const space of descendants) addChildren(space.id);
    return descendants;
  }

  /** The parent, its parent, and so on; empty for `root` and for a space the account doesn't show. */
  ancestorsOf(id: string): Space[] {
    const ancestors: Space[] = [];
    const seen = new Set([id]);
    let above = this.#parentOf(id);
    while (above !== undefined && !seen.has(above.id)) {
      ancestors.push(above);
      seen.add(above.id);
      above = this.#parentOf(above.id);
    }
    return ancestors;
  }

  /** Names from the top down: `root`, `production`, `eu`; undefined for a space the account doesn't show. */
  pathOf(id: string): string[] | undefined {
    const own = this.#spaces.get(id);
    return own && [own, ...this.ancestorsOf(id)].reverse().map(({ name }) => name);
  }

  /**
   * An API key by its id, `api::` before it or not, or by its name. Of several keys with the name, one that alone is
   * not deleted is meant: a deleted key can't log in.
   */
  findKey(text: string): KeyLookup {
    return remember(this.#lookups.keys, text, () => this.#lookUpKey(text));
  }

  #lookUpKey(text: string): KeyLookup {
    const id = idIn(text) ?? text;
    const byId = this.#keys.get(id);
    if (byId !== undefined) return { kind: 'found', key: byId };
    const named = this.keysNamed(text);
    const live = named.filter(({ deleted }) => !deleted);
    const meant = live.length > 0 ? live : [...named];
    const [first] = meant;
    if (first === undefined) return { kind: 'unknown', nearest: this.#nearest.keys.of(text) };
    return meant.length === 1 ? { kind: 'found', key: first } : { kind: 'ambiguous', keys: meant };
  }

  /** Those whose id is near to one that is not there, in the snapshot's order; deleted ones are not meant. */
  keysNearId(id: string): readonly ApiKey[] {
    return remember(this.#lookups.keyIds, id, () => {
      const near = new Set(this.#nearest.keyIds.of(id));
      return this.account.apiKeys.items.filter((key) => near.has(key.id));
    });
  }

  /**
   * The key that logs in as `login`: by its id, or by its name where this account's keys are known to log in by name.
   * Of several with the name, none: which it is, the login does not tell.
   */
  keyOfLogin(login: string): ApiKey | undefined {
    const id = idIn(login);
    if (id !== undefined) return this.#keys.get(id);
    if (this.account.keyLogin !== 'name') return undefined;
    const lookup = this.findKey(login);
    return lookup.kind === 'found' && lookup.key.name === login ? lookup.key : undefined;
  }

  /** A role by what a policy wrote where the slug belongs. */
  identifyRole(text: string): Identification<Role> {
    return remember(this.#lookups.roles, text, () => this.#lookUpRole(text));
  }

  #lookUpRole(text: string): Identification<Role> {
    const item = this.#roles.get(text);
    if (item !== undefined) return { kind: 'found', item };
    const roles = this.account.roles.items;
    const byId = roles.find(({ id }) => id === text);
    if (byId !== undefined) return { kind: 'misnamed', item: byId, by: 'ulid' };
    const byName = roles.find(({ name }) => name === text);
    if (byName !== undefined) return { kind: 'misnamed', item: byName, by: 'name' };
    const [near] = this.#nearest.roles.of(text);
    return { kind: 'unknown', nearest: roles.find(({ slug, name }) => slug === near || name === near) };
  }

  /** A space by what a policy wrote where the id belongs. */
  identifySpace(text: string): Identification<Space> {
    return remember(this.#lookups.spaces, text, () => this.#lookUpSpace(text));
  }

  #lookUpSpace(text: string): Identification<Space> {
    const item = this.#spaces.get(text);
    if (item !== undefined) return { kind: 'found', item };
    const spaces = this.account.spaces.items;
    const [byName] = this.spacesNamed(text);
    if (byName !== undefined) return { kind: 'misnamed', item: byName, by: 'name' };
    const [near] = this.#nearest.spaces.of(text);
    return { kind: 'unknown', nearest: spaces.find(({ id, name }) => id === near || name === near) };
  }

  get #nearest(): NearIndexes {
    const { apiKeys, roles, spaces } = this.account;
    return (this.#near ??= {
      keys: new NearestNames(apiKeys.items.map(({ name }) => name)),
      keyIds: new NearestNames(apiKeys.items.flatMap(({ id, deleted }) => (deleted ? [] : [id]))),
      roles: new NearestNames(roles.items.flatMap(({ slug, name }) => [slug, name])),
      spaces: new NearestNames(spaces.items.flatMap(({ id, name }) => [id, name])),
    });
  }

  #parentOf(id: string): Space | undefined {
    const parent = this.#spaces.get(id)?.parentSpace;
    return parent === undefined ? undefined : this.#spaces.get(parent);
  }
}

/** More names than a policy has are of texts that are gone. */
const MOST_REMEMBERED = 2_000;

function remember<Found>(known: Map<string, Found>, text: string, lookUp: () => Found): Found {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const found = lookUp();
  known.set(text, found);
  return found;
}

function groupByParent(spaces: readonly Space[]): Map<string, Space[]> {
  const children = new Map<string, Space[]>();
  for (const space of spaces) {
    if (space.parentSpace === undefined) continue;
    append(children, space.parentSpace, space);
  }
  return children;
}
