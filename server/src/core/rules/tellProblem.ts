import type { Finding } from '../../protocol/findings.ts';
import { levelOf } from './levels.ts';
import type { ProblemBase, RuleContext } from './rule.ts';
import { TABLE, type RuleId, type RuleInfo } from './table.ts';
import { toFinding } from './toFinding.ts';

/** A problem of any rule, its message no longer tied to the rule. */
export interface AnyProblem extends ProblemBase {
  readonly message: string;
  readonly values?: Readonly<Record<string, string>>;
}

export interface ToldProblem {
  readonly finding: Finding;
  /** See `RuleMessage.final`. */
  readonly isFinal: boolean;
}

/** A problem in the words and at the level of the table and the settings; undefined where these turn it off. */
export function tellProblem(
  id: RuleId,
  problem: AnyProblem,
  { model, settings }: Pick<RuleContext, 'model' | 'settings'>,
): ToldProblem | undefined {
  const info: RuleInfo = TABLE[id];
  const message = info.messages[problem.message];
  if (!message) throw new Error(`${id} has no message ${problem.message}`);
  const level = levelOf(id, message, settings);
  if (level === 'off') return undefined;
  const told = { rule: id, severity: level, message: fillIn(message.text, problem.values ?? {}) };
  return { finding: toFinding({ ...problem, ...told }, model.lines), isFinal: message.final ?? false };
}

function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
