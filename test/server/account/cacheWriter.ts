/** A window of its own: writes the demo account again and again, under names of its own. */
import { SnapshotCache } from '../../../server/src/account/saved/cache.ts';
import type { Viewer } from '../../../server/src/account/saved/viewer.ts';
import { demoAccount } from '../core/account/demoAccount.ts';

const [folder = '', endpoint = '', viewer = '', name = '', times = ''] = process.argv.slice(2);

process.once('message', () => {
  void writeAll();
});
process.send?.('ready');

async function writeAll(): Promise<void> {
  const cache = new SnapshotCache(folder, endpoint, JSON.parse(viewer) as Viewer, (message) => {
    throw new Error(message);
  });
  for (let index = 0; index < Number(times); index++) await cache.write({ ...demoAccount, name: `${name}${index}` });
  process.disconnect();
}
