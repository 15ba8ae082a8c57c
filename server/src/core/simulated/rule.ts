/** What a rule is that goes by simulation: a function from what all known sessions come to, to the problems in it. */
import type { Finding } from '../../protocol/findings.ts';
import type { Problem } from '../rules/rule.ts';
import type { SimulatedRuleId } from '../rules/table.ts';
import type { OwnScenarioFile } from '../scenarios/ownScenarios.ts';
import type { Clause } from '../syntax/model.ts';
import type { SimulatedPolicy } from './simulateSessions.ts';
import type { Stop } from './findStops.ts';

export interface SimulatedContext {
  readonly policy: SimulatedPolicy;
  /** Those beside the policy, that are about it. */
  readonly scenarios: readonly OwnScenarioFile[];
  /** What the rules say that go by the text, also where a comment ignores it: who has said it is not asked again. */
  readonly said: readonly Finding[];
  /** Of clauses that no session fires, where those stop that get furthest. */
  readonly stops: ReadonlyMap<Clause, Stop>;
}

/** Says nothing that sessions could disprove which were not tried. Never throws. */
export interface SimulatedRule<Id extends SimulatedRuleId> {
  readonly id: Id;
  check(context: SimulatedContext): Iterable<Problem<Id>>;
}

export type AnySimulatedRule = { [Id in SimulatedRuleId]: SimulatedRule<Id> }[SimulatedRuleId];
