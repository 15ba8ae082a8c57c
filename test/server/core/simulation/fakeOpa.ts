/** Simulations with a function in place of OPA. */
import { buildInventory } from '../../../../server/src/core/account/inventory.ts';
import { simulate, type SimulationResult } from '../../../../server/src/core/simulation/simulate.ts';
import type { AccountSnapshot } from '../../../../server/src/protocol/account.ts';
import type { Evaluator, Outcome, ResultDocument } from '../../../../server/src/protocol/engine.ts';
import type { SessionRequest, SimulationReport } from '../../../../server/src/protocol/simulation.ts';
import { fakeEngine, type FakeEngine } from '../../../support/fakeEngine.ts';
import { demoAccount } from '../account/demoAccount.ts';

/** 2026-11-24T03:00:00.123456789Z, a Tuesday. */
const NOW = 1_795_489_200_123_456_789n;

/** What a policy says of an input, in place of OPA. */
export type Decide = (input: {
  request: { remote_ip: string; timestamp_ns: number };
  session: Record<string, unknown>;
}) => ResultDocument | Error;

/** Reads everything, so that every assumption is tried. */
export const READS_ALL = 'package spacelift\nallow { input.session; input.request; input.spaces }';

export interface Given {
  session?: SessionRequest;
  account?: AccountSnapshot | null;
  text?: string;
  evaluator?: Evaluator;
  explain?: boolean;
  weigh?: boolean;
  brief?: boolean;
}

export function fakeOpa(decide: Decide): FakeEngine {
  return fakeEngine({
    decide: ({ inputs }) => ({
      evaluator: 'interpreter',
      outcomes: inputs.map((input): Outcome => {
        const result = decide(JSON.parse(input) as Parameters<Decide>[0]);
        return result instanceof Error
          ? { kind: 'failed', errors: [{ code: 'eval_conflict_error', message: result.message }] }
          : { kind: 'decided', result };
      }),
    }),
    evaluate: () => ({ outcome: { kind: 'decided', result: {} }, trace: [] }),
  });
}

export function run(engine: FakeEngine, given: Given): Promise<SimulationResult> {
  const { session = {}, account = demoAccount, text = READS_ALL, evaluator = 'auto' } = given;
  const { explain = false, weigh = true, brief = false } = given;
  const context = { engine, clock: { now: () => NOW }, ...(account && { account: buildInventory(account) }) };
  return simulate({ text, engine: 'v0' }, { session, evaluator, explain, weigh, brief }, context);
}

export async function reportOf(decide: Decide, given: Given): Promise<SimulationReport> {
  const result = await run(fakeOpa(decide), given);
  if (!result.ok) throw new Error(`no report: ${JSON.stringify(result)}`);
  return result.report;
}
