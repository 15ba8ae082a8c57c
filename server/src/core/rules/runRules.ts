import type { Finding } from '../../protocol/findings.ts';
import { RULES } from './all.ts';
import { findBrokenParts } from './brokenParts.ts';
import { overlaps } from './places.ts';
import type { AnyRule, LocatedError, ProblemBase, RuleContext } from './rule.ts';
import { TABLE, type RuleId, type RuleInfo } from './table.ts';
import { toFinding } from './toFinding.ts';

export interface RuleFindings {
  readonly findings: readonly Finding[];
  /** Errors of OPA that one of the findings tells better. */
  readonly told: ReadonlySet<LocatedError>;
}

/**
 * What the rules say. Where OPA can't read the text, nothing is said about the expressions and heads that are broken:
 * what is meant there is anybody's guess.
 */
export function runRules(context: RuleContext): RuleFindings {
  const broken = findBrokenParts(context);
  const findings: Finding[] = [];
  const told = new Set<LocatedError>();
  for (const rule of RULES) {
    for (const problem of problemsOf(rule, context)) {
      const instead = problem.instead ?? [];
      if (instead.length === 0 && broken.some((part) => overlaps(part, problem.at))) continue;
      findings.push(toFinding({ ...problem, ...tell(rule.id, problem), rule: rule.id }, context.model.lines));
      for (const error of instead) told.add(error);
    }
  }
  return { findings, told };
}

/** A problem of any rule, its message no longer tied to the rule. */
interface AnyProblem extends ProblemBase {
  readonly message: string;
  readonly values?: Readonly<Record<string, string>>;
}

function problemsOf(rule: AnyRule, context: RuleContext): Iterable<AnyProblem> {
  return rule.check(context);
}

function tell(id: RuleId, { message: key, values = {} }: AnyProblem): Pick<Finding, 'severity' | 'message'> {
  const info: RuleInfo = TABLE[id];
  const message = info.messages[key];
  if (!message) throw new Error(`${id} has no message ${key}`);
  return { severity: message.level ?? info.level, message: fillIn(message.text, values) };
}

function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
