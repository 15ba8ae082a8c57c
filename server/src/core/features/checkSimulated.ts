/** What is wrong with a policy by what all known logins come to: a step of its own, after `check.ts`. */
import type { Finding } from '../../protocol/findings.ts';
import type { CancellationToken } from '../ports.ts';
import { withoutIgnored } from '../rules/applyIgnores.ts';
import { RuleFault } from '../rules/ruleFault.ts';
import { tellProblem, type AnyProblem } from '../rules/tellProblem.ts';
import type { OwnScenarios } from '../scenarios/ownScenarios.ts';
import type { CheckSettings } from '../settings/settings.ts';
import { SIMULATED_RULES } from '../simulated/all.ts';
import { findStops } from '../simulated/findStops.ts';
import { neverFiring } from '../simulated/neverFiring.ts';
import type { AnySimulatedRule, SimulatedContext } from '../simulated/rule.ts';
import { simulateSessions, type SimulatedPolicy, type SimulationRequest } from '../simulated/simulateSessions.ts';
import { byPosition, type CheckedPolicy } from './check.ts';

export interface SimulatedCheck {
  /** In the order of the text, without what comments ignore. */
  readonly findings: readonly Finding[];
  /** Rules that failed, and so are missing from the findings. */
  readonly faults: readonly RuleFault[];
  /** What was simulated; undefined where nothing can be. */
  readonly policy: SimulatedPolicy | undefined;
}

export interface CheckedSimulation extends SimulationRequest {
  /** The scenarios beside the policy. */
  readonly named?: OwnScenarios | undefined;
}

const NOTHING: SimulatedCheck = { findings: [], faults: [], policy: undefined };

/**
 * Nothing is said of a policy that Spacelift refuses, or reads as something else than is meant.
 * @param checked of the same text, with the same account
 * @throws {EngineError} where the engine gives no answer, or `token` cancels
 */
export async function checkSimulated(
  { parses, final, said }: CheckedPolicy,
  settings: CheckSettings,
  request: CheckedSimulation,
  token?: CancellationToken,
): Promise<SimulatedCheck> {
  if (!parses || final.size > 0) return NOTHING;
  const policy = await simulateSessions(request, token);
  if (policy === undefined) return NOTHING;
  const stops = await findStops(neverFiring(policy), policy, request, token);
  const scenarios = request.named?.files ?? [];
  const answers = SIMULATED_RULES.map((rule) => ask(rule, { policy, said, stops, scenarios }, settings));
  const findings = answers.flatMap((answer) => (answer instanceof RuleFault ? [] : answer));
  return {
    findings: [...withoutIgnored(findings, policy.model)].sort(byPosition),
    faults: answers.filter((answer) => answer instanceof RuleFault),
    policy,
  };
}

/** Whether there is anything that the settings do not turn off. */
export function isSimulationWanted({ rules }: CheckSettings): boolean {
  return SIMULATED_RULES.some(({ id }) => rules[id] !== 'off');
}

function ask(rule: AnySimulatedRule, context: SimulatedContext, settings: CheckSettings): Finding[] | RuleFault {
  const { id } = rule;
  try {
    const problems: AnyProblem[] = [...rule.check(context)];
    const about = { model: context.policy.model, settings };
    return problems.flatMap((problem) => tellProblem(id, problem, about)?.finding ?? []);
  } catch (error) {
    return new RuleFault(id, error);
  }
}
