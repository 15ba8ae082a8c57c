/** The scenarios of a file, run one after the other. */
import type { ScenarioResult, ScenarioRun } from '../../protocol/scenarios.ts';
import type { Inventory } from '../account/inventory.ts';
import { EngineError, type CancellationToken, type Clock, type Engine } from '../ports.ts';
import { Coverage } from './coverage.ts';
import { decideScenario, type DecidedScenario } from './decideScenario.ts';
import type { Setting } from './judgeScenario.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioPolicies, type ScenarioPolicy } from './scenarioPolicies.ts';

export interface ScenarioContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly account: Inventory | undefined;
}

export interface RunOptions {
  /** Also which clauses have fired, which takes several times as long. */
  readonly coverage?: boolean;
  readonly token?: CancellationToken | undefined;
  /** Told as soon as each is known. */
  readonly onResult?: (result: ScenarioResult) => void;
}

const NS_PER_MS = 1_000_000n;

/** @throws {EngineError} where the engine gives no answer, or `token` cancels */
export async function runScenarios(
  scenarios: readonly Scenario[],
  policies: readonly ScenarioPolicy[],
  { engine, clock, account }: ScenarioContext,
  { coverage = false, token, onResult }: RunOptions = {},
): Promise<ScenarioRun> {
  const setting: Setting = {
    policies: new ScenarioPolicies(policies, engine, account, token),
    account,
    now: clock.now(),
  };
  const counted = new Coverage(coverage ? policies : []);
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    if (token?.isCancellationRequested === true) throw new EngineError('cancelled', 'nobody waits for the scenarios');
    const started = clock.now();
    const { result, explained } = await decide(scenario, setting, coverage);
    counted.add(explained ?? []);
    const timed = { ...result, duration: Number((clock.now() - started) / NS_PER_MS) };
    onResult?.(timed);
    results.push(timed);
  }
  return { results, coverage: counted.all };
}

/** A policy that takes too long, or on which OPA founders, is an outcome. */
async function decide(scenario: Scenario, setting: Setting, isTraced: boolean): Promise<DecidedScenario> {
  try {
    return await decideScenario(scenario, setting, isTraced);
  } catch (error) {
    if (!(error instanceof EngineError) || !BLAMES_POLICY.has(error.kind)) throw error;
    const message = `It could not be decided: ${error.message}`;
    const failures = [{ message, range: scenario.nameRange }];
    return { result: { name: scenario.name, state: 'errored', failures } };
  }
}

const BLAMES_POLICY: ReadonlySet<EngineError['kind']> = new Set(['timeLimit', 'crashed', 'panic']);
