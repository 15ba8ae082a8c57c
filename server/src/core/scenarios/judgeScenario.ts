/** One scenario: decided, and laid beside what it expects. */
import type { OpaError } from '../../protocol/engine.ts';
import type { Finding, Range } from '../../protocol/findings.ts';
import type { SessionRequest } from '../../protocol/simulation.ts';
import type { Inventory } from '../account/inventory.ts';
import { BadInput } from '../badInput.ts';
import type { Decided } from '../simulation/decision.ts';
import { bypasses, decideBypass } from '../simulation/judgement.ts';
import { readLogin, type Login } from '../simulation/login.ts';
import { compareHeld, type Miss } from './compareHeld.ts';
import { readHeld } from './held.ts';
import { resolveExpectations, type Resolved } from './resolveExpectations.ts';
import { findingOf } from './rules.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioPolicies } from './scenarioPolicies.ts';

export interface Setting {
  readonly policies: ScenarioPolicies;
  readonly account: Inventory | undefined;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
}

/** A scenario in the account's terms. */
export interface AskedScenario {
  readonly session: SessionRequest;
  readonly login: Login;
  readonly expected: readonly Resolved[];
}

/** What stands in the way of asking it: at least one. */
export interface Obstacles {
  readonly obstacles: readonly Finding[];
}

export interface JudgedScenario extends AskedScenario {
  readonly decided: Decided;
  /** None: it passes. */
  readonly misses: readonly Miss[];
}

export function askScenario(
  { mistake, expectations, session, nameRange, sessionRange }: Scenario,
  { account, now }: Omit<Setting, 'policies'>,
): AskedScenario | Obstacles {
  if (mistake) return { obstacles: [mistake] };
  if (expectations.length === 0) return { obstacles: [findingOf('SL083', nameRange, EXPECTS_NOTHING)] };
  const { resolved, unknown } = resolveExpectations(expectations, account);
  const login = attempt(() => readLogin(session, account, now), sessionRange);
  const obstacles = [
    ...('rule' in login ? [login] : []),
    ...unknown.map(({ range, message }) => findingOf('SL082', range, message)),
  ];
  return 'rule' in login || obstacles.length > 0 ? { obstacles } : { session, login, expected: resolved };
}

const EXPECTS_NOTHING = 'This scenario expects nothing: say what the session must get.';

function attempt(read: () => Login, range: Range): Login | Finding {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadInput) return findingOf('SL082', range, error.message);
    throw error;
  }
}

/**
 * `broken`: a policy that can't be evaluated, in words.
 * @throws {EngineError} where the engine gives no answer
 */
export async function judgeScenario(
  asked: AskedScenario,
  { policies, account }: Setting,
): Promise<JudgedScenario | { broken: string }> {
  const { login, expected } = asked;
  const answer = bypasses(login)
    ? { ok: true as const, decided: asAdmin(login.teams) }
    : await policies.set.decide(login);
  if (!answer.ok) return { broken: tellBroken(answer.name, answer.errors, policies) };
  return {
    ...asked,
    decided: answer.decided,
    misses: compareHeld(readHeld(answer.decided, account), expected, account),
  };
}

/** What an administrative key comes to. */
export function asAdmin(teams: readonly string[]): Decided {
  const fired = { deny: false, admin: true, denyAdmin: false, allow: false };
  return { decision: decideBypass(teams), fired, notices: [] };
}

function tellBroken(name: string, errors: readonly OpaError[], policies: ScenarioPolicies): string {
  const [first] = errors;
  const row = first && policies.lineOf(name, first);
  const line = row === undefined ? '' : `, line ${row}`;
  return `The policy ${name} can't be evaluated${line}: ${first?.message ?? 'OPA does not say why'}`;
}
