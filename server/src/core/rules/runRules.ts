import type { Finding } from '../../protocol/findings.ts';
import { RULES } from './all.ts';
import { findBrokenParts } from './brokenParts.ts';
import { overlaps } from './places.ts';
import type { AnyRule, LocatedError, RuleContext } from './rule.ts';
import { tellProblem, type AnyProblem } from './tellProblem.ts';

export interface RuleFindings {
  readonly findings: readonly Finding[];
  /** Those that no comment hides: see `RuleMessage.final`. */
  readonly final: ReadonlySet<Finding>;
  /** Errors of OPA that the rules tell better, or were told not to tell. */
  readonly told: ReadonlySet<LocatedError>;
}

/**
 * What the rules say. Where OPA can't read the text, nothing is said about the expressions and heads that are broken:
 * what is meant there is anybody's guess.
 */
export function runRules(context: RuleContext): RuleFindings {
  const broken = findBrokenParts(context);
  const findings: Finding[] = [];
  const final = new Set<Finding>();
  const told = new Set<LocatedError>();
  for (const rule of RULES) {
    for (const problem of problemsOf(rule, context)) {
      const instead = problem.instead ?? [];
      if (instead.length === 0 && broken.some((part) => overlaps(part, problem.at))) continue;
      for (const error of instead) told.add(error);
      const said = tellProblem(rule.id, problem, context);
      if (said) findings.push(said.finding);
      if (said?.isFinal) final.add(said.finding);
    }
  }
  return { findings, final, told };
}

function problemsOf(rule: AnyRule, context: RuleContext): Iterable<AnyProblem> {
  return rule.check(context);
}
