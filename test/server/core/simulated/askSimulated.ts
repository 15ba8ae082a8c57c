/** A policy that a test writes, simulated over its whole matrix by the real engine. */
import type { Inventory } from '../../../../server/src/core/account/inventory.ts';
import type { Engine } from '../../../../server/src/core/ports.ts';
import { simulateSessions, type SimulatedPolicy } from '../../../../server/src/core/simulated/simulateSessions.ts';
import { buildModel } from '../../../../server/src/core/syntax/buildModel.ts';
import type { PolicySource } from '../../../../server/src/protocol/engine.ts';
import { NOW } from '../matrix/askMatrix.ts';

export async function simulated(
  engine: Engine,
  source: PolicySource,
  account?: Inventory,
  most = 10_000,
): Promise<SimulatedPolicy> {
  const model = buildModel(source.text);
  const policy = await simulateSessions({ model, source, engine, account, now: NOW, most });
  if (policy === undefined) throw new Error(`not simulated:\n${source.text}`);
  return policy;
}
