/** One scenario: decided, and laid beside what it expects. */
import type { OpaError } from '../../protocol/engine.ts';
import type { Range } from '../../protocol/findings.ts';
import type { ScenarioFailure, ScenarioResult } from '../../protocol/scenarios.ts';
import type { Inventory } from '../account/inventory.ts';
import { BadInput } from '../badInput.ts';
import { bypasses } from '../simulation/judgement.ts';
import { readLogin, type Login } from '../simulation/login.ts';
import type { Decided } from '../simulation/decision.ts';
import { becauseOf, type ExplainedPolicy } from './becauseOf.ts';
import { compareHeld, type Miss } from './compareHeld.ts';
import { readHeld } from './held.ts';
import { resolveExpectations, type Resolved } from './resolveExpectations.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioPolicies, TracedPolicy } from './scenarioPolicies.ts';
import { asAdmin, noteGuesses } from './noteGuesses.ts';

export interface Setting {
  readonly policies: ScenarioPolicies;
  readonly account: Inventory | undefined;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
}

export interface DecidedScenario {
  readonly result: Omit<ScenarioResult, 'duration'>;
  /** What the login has gone through; missing where no policy was asked. */
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
  const { policies, account } = setting;
  const read = readScenario(scenario, setting);
  if ('failures' in read) return { result: toResult(scenario, 'errored', read.failures) };
  const { login, expected } = read;
  const answer = bypasses(login)
    ? { ok: true as const, decided: asAdmin(login.teams) }
    : await policies.set.decide(login);
  if (!answer.ok) {
    const message = tellBroken(answer.name, answer.errors, policies);
    return { result: toResult(scenario, 'errored', [{ message, range: scenario.nameRange }]) };
  }
  const misses = compareHeld(readHeld(answer.decided, account), expected, account);
  const isAsked = !bypasses(login) && (isTraced || misses.some(({ cause }) => cause !== undefined));
  const explained = isAsked ? await policies.explain(login) : [];
  const failures = misses.map((miss) => toFailure(miss, answer.decided, explained));
  const notes = await noteGuesses(login, expected, misses.length === 0, setting);
  const state = misses.some(({ isUnknown }) => isUnknown) ? 'errored' : misses.length > 0 ? 'failed' : 'passed';
  return { result: toResult(scenario, state, failures, notes), ...(isAsked && { explained }) };
}

function readScenario(
  { mistake, expectations, session, nameRange, sessionRange }: Scenario,
  { account, now }: Setting,
): { login: Login; expected: readonly Resolved[] } | { failures: ScenarioFailure[] } {
  if (mistake) return { failures: [{ message: mistake.message, range: mistake.range }] };
  if (expectations.length === 0) {
    return {
      failures: [{ message: 'It says nothing that the session must get: nothing can be told', range: nameRange }],
    };
  }
  const { resolved, unknown } = resolveExpectations(expectations, account);
  const login = readSession(() => readLogin(session, account, now), sessionRange);
  const failures = [...('message' in login ? [login] : []), ...unknown];
  return 'message' in login || unknown.length > 0 ? { failures } : { login, expected: resolved };
}

function readSession(read: () => Login, range: Range): Login | ScenarioFailure {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadInput) return { message: error.message, range };
    throw error;
  }
}

function toFailure(
  { range, message, expected, actual, cause }: Miss,
  decided: Decided,
  explained: readonly ExplainedPolicy[],
): ScenarioFailure {
  const because = cause && becauseOf(cause, decided, explained);
  return {
    message: because ? `${message}: a clause of \`${because.rule}\` fires` : message,
    range,
    ...(expected !== undefined && actual !== undefined && { expected, actual }),
    ...(because && { because }),
  };
}

function tellBroken(name: string, errors: readonly OpaError[], policies: ScenarioPolicies): string {
  const [first] = errors;
  const row = first && policies.lineOf(name, first);
  const line = row === undefined ? '' : `, line ${row}`;
  return `The policy ${name} can't be evaluated${line}: ${first?.message ?? 'OPA does not say why'}`;
}

function toResult(
  { name }: Scenario,
  state: ScenarioResult['state'],
  failures: ScenarioFailure[],
  notes: readonly string[] = [],
): DecidedScenario['result'] {
  return { name, state, failures, ...(notes.length > 0 && { notes: [...notes] }) };
}
