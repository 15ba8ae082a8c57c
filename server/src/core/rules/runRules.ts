import type { Finding } from '../../protocol/findings.ts';
import { RULES } from './all.ts';
import { findBrokenParts } from './brokenParts.ts';
import { overlaps } from './places.ts';
import type { AnyRule, LocatedError, RuleContext } from './rule.ts';
import type { RuleId } from './table.ts';
import { tellProblem, type AnyProblem, type ToldProblem } from './tellProblem.ts';

export interface RuleFindings {
  readonly findings: readonly Finding[];
  /** Those that no comment hides: see `RuleMessage.final`. */
  readonly final: ReadonlySet<Finding>;
  /** Errors of OPA that the rules tell better, or were told not to tell. */
  readonly told: ReadonlySet<LocatedError>;
}

/**
 * What the rules say, one finding for a mistake. Where OPA can't read the text, nothing is said about the expressions
 * and heads that are broken: what is meant there is anybody's guess.
 */
export function runRules(context: RuleContext, rules: readonly AnyRule[] = RULES): RuleFindings {
  const said = listSaid(context, rules);
  const better = said.filter(({ problem, told }) => problem.over && told);
  const shown = said.filter((one) => !better.some((other) => tells(other, one)));
  return {
    findings: shown.map(({ told }) => told?.finding).filter((finding) => finding !== undefined),
    final: new Set(shown.flatMap(({ told }) => (told?.isFinal ? [told.finding] : []))),
    told: new Set(said.flatMap(({ problem }) => problem.instead ?? [])),
  };
}

interface Said {
  readonly id: RuleId;
  readonly problem: AnyProblem;
  /** Undefined: the settings turn it off. */
  readonly told: ToldProblem | undefined;
}

function listSaid(context: RuleContext, rules: readonly AnyRule[]): readonly Said[] {
  const broken = findBrokenParts(context);
  const problems = rules.flatMap((rule) => [...problemsOf(rule, context)].map((problem) => ({ id: rule.id, problem })));
  return problems
    .filter(({ problem }) => (problem.instead ?? []).length > 0 || !broken.some((part) => overlaps(part, problem.at)))
    .map(({ id, problem }) => ({ id, problem, told: tellProblem(id, problem, context) }));
}

function problemsOf(rule: AnyRule, context: RuleContext): Iterable<AnyProblem> {
  return rule.check(context);
}

function tells({ problem: { over } }: Said, { id, problem: { at } }: Said): boolean {
  if (!over?.rules.includes(id)) return false;
  return over.within.some(({ from, to }) => from <= at.from && at.from < to);
}
