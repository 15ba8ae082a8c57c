/** The demo account, for tests of the pure core. */
import demo from '../../../../demo/account.json' with { type: 'json' };
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { parseSnapshot } from '../../../../server/src/core/account/snapshotSchema.ts';

export const demoAccount = parseSnapshot(JSON.stringify(demo));

export const demoInventory = buildInventory(demoAccount);

/** The id of the demo space with this name. */
export function spaceId(name: string): string {
  const found = demoAccount.spaces.items.find((space) => space.name === name);
  if (found === undefined) throw new Error(`the demo account has no space ${name}`);
  return found.id;
}

/** The id of the first demo key with this name. */
export function keyId(name: string): string {
  const found = demoAccount.apiKeys.items.find((key) => key.name === name);
  if (found === undefined) throw new Error(`the demo account has no key ${name}`);
  return found.id;
}
