/** One scenario, with why it does not pass, and what its outcome rests on. */
import type { ScenarioFailure, ScenarioResult } from '../../protocol/scenarios.ts';
import type { Decided } from '../simulation/decision.ts';
import { bypasses } from '../simulation/judgement.ts';
import { becauseOf, type ExplainedPolicy } from './becauseOf.ts';
import type { Miss } from './compareHeld.ts';
import { askScenario, judgeScenario, type Setting } from './judgeScenario.ts';
import { noteGuesses } from './noteGuesses.ts';
import type { Scenario } from './scenario.ts';
import type { TracedPolicy } from './scenarioPolicies.ts';

export interface DecidedScenario {
  readonly result: Omit<ScenarioResult, 'duration'>;
  /** What the login has gone through; missing where no policy was asked, or nobody wants to know. */
  readonly explained?: readonly TracedPolicy[];
}

/**
 * @param isTraced also what a scenario that passes has gone through
 * @throws {EngineError} where the engine gives no answer
 */
export async function decideScenario(
  scenario: Scenario,
  setting: Setting,
  isTraced: boolean,
): Promise<DecidedScenario> {
  const { name, nameRange } = scenario;
  const asked = askScenario(scenario, setting);
  if ('obstacles' in asked) {
    const failures = asked.obstacles.map(({ message, range }) => ({ message: message.replace(/\.$/, ''), range }));
    return { result: { name, state: 'errored', failures } };
  }
  const judged = await judgeScenario(asked, setting);
  if ('broken' in judged) {
    return { result: { name, state: 'errored', failures: [{ message: judged.broken, range: nameRange }] } };
  }
  const { login, decided, misses } = judged;
  const isExplained = !bypasses(login) && (isTraced || misses.some(({ cause }) => cause !== undefined));
  const explained = isExplained ? await setting.policies.explain(login) : [];
  const failures = misses.map((miss) => toFailure(miss, decided, explained));
  const notes = await noteGuesses(asked, misses.length === 0, setting);
  const state = misses.some(({ isUnknown }) => isUnknown) ? 'errored' : misses.length > 0 ? 'failed' : 'passed';
  const result = { name, state, failures, ...(notes.length > 0 && { notes }) } as const;
  return { result, ...(isExplained && { explained }) };
}

function toFailure(
  { range, message, expected, actual, cause }: Miss,
  decided: Decided,
  explained: readonly ExplainedPolicy[],
): ScenarioFailure {
  const because = cause && becauseOf(cause, decided, explained);
  return {
    message,
    range,
    ...(expected !== undefined && actual !== undefined && { expected, actual }),
    ...(because && { because }),
  };
}
