/** The demo account, grown. */
import { describe, expect, it } from 'vitest';
import { growAccount } from '../../demo/data/largeAccount.ts';
import { buildInventory } from '../../server/src/core/account/inventory.ts';
import { parseSnapshot } from '../../server/src/core/account/snapshotSchema.ts';
import { splitSpaceId } from '../../server/src/core/account/ulid.ts';
import { ask, demoSnapshot, signIn, startDemo } from '../support/demoAccount.ts';

const SCALE = { keys: 5000, spaces: 2000, roles: 1000 };
const grown = growAccount(demoSnapshot, SCALE);

it('has as many as were asked for, and is the same each time', () => {
  const { apiKeys, spaces, roles } = grown;
  expect([apiKeys, spaces, roles].map(({ items }) => items.length)).toEqual([5000, 2000, 1000]);
  expect(growAccount(demoSnapshot, SCALE)).toEqual(grown);
});

it('keeps what was there', () => {
  expect(grown.apiKeys.items.slice(0, demoSnapshot.apiKeys.items.length)).toEqual(demoSnapshot.apiKeys.items);
  expect(growAccount(demoSnapshot, { keys: 0, spaces: 0, roles: 0 })).toEqual(demoSnapshot);
});

describe('is an account like any other', () => {
  it('as the schema of snapshots has it', () => {
    expect(parseSnapshot(JSON.stringify(grown))).toEqual(grown);
  });

  it('with names of their own', () => {
    const { apiKeys, spaces, roles } = grown;
    const ids = [...apiKeys.items, ...spaces.items, ...roles.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(8000);
    expect(new Set(roles.items.map(({ slug }) => slug)).size).toBe(1000);
    const made = spaces.items.slice(demoSnapshot.spaces.items.length);
    expect(made.filter(({ id, name }) => splitSpaceId(id)?.name !== name)).toEqual([]);
  });

  it('with one administrative key, and a tree below root', () => {
    expect(grown.apiKeys.items.filter(({ admin }) => admin)).toHaveLength(1);
    const inventory = buildInventory(grown);
    expect(inventory.descendantsOf('root')).toHaveLength(1999);
    const depths = grown.spaces.items.map(({ id }) => inventory.ancestorsOf(id).length);
    expect(Math.max(...depths)).toBeGreaterThan(3);
  });
});

it('is served whole', async () => {
  const demo = await startDemo({ scale: SCALE });
  try {
    const query = '{ apiKeys { id } spaces { id accessLevel } roles { slug actions } }';
    const { data } = await ask(demo, query, { token: await signIn(demo) });
    const counts = Object.entries(data ?? {}).map(([part, items]) => [part, (items as unknown[]).length]);
    expect(Object.fromEntries(counts)).toEqual({ apiKeys: 5000, spaces: 2000, roles: 1000 });
  } finally {
    await demo.close();
  }
});
