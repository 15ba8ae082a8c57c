/**
 * What is found in scenario files: as `core/rules/table.ts` has it for policies. Nothing hides these, and no setting
 * changes their level. `docs/rules` has a page for each; `test/tidy/scenarioRules.test.ts` holds the two together.
 */
import type { Finding, Range, Severity } from '../../protocol/findings.ts';

interface ScenarioRule {
  /** In kebab case. */
  readonly name: string;
  /** What it finds, as a heading. */
  readonly title: string;
  readonly level: Severity;
}

export const SCENARIO_RULES = {
  SL080: { name: 'scenario-file', title: 'What is no scenario file', level: 'error' },
  SL081: { name: 'scenario-source', title: 'A policy or an account that is not there', level: 'error' },
  SL082: { name: 'scenario-unknown', title: 'A scenario that asks for what there is not', level: 'error' },
  SL083: { name: 'scenario-expects-nothing', title: 'A scenario that expects nothing', level: 'warning' },
  SL084: { name: 'scenarios-prove-nothing', title: 'Scenarios that pass on an empty policy', level: 'warning' },
  SL085: { name: 'scenario-team', title: 'A team that nobody has logged in with', level: 'information' },
} as const satisfies Record<string, ScenarioRule>;

export type ScenarioRuleId = keyof typeof SCENARIO_RULES;

/** @param message a sentence, with or without its end; what it names may have line breaks */
export function findingOf(rule: ScenarioRuleId, range: Range, message: string): Finding {
  const line = message.replaceAll(/\s*[\n\r]\s*/g, ' ');
  const sentence = /[.?]$/.test(line) ? line : `${line}.`;
  return { rule, severity: SCENARIO_RULES[rule].level, message: sentence, range };
}
