/** One server for the tests of a file. */
import type { Engine } from '../../../../server/src/core/ports.ts';
import { TestClient } from '../../../support/lspClient.ts';

/** With the demo account. What pads a policy is asked by nobody, which is not what is looked at. */
export async function connectToDemo(engine: Engine): Promise<TestClient> {
  const client = await TestClient.connect({ engine, settings: { account: 'demo', rules: { SL009: 'off' } } });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
  return client;
}
