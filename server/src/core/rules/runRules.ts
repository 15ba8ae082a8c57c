import type { Finding } from '../../protocol/findings.ts';
import { RULES } from './all.ts';
import { findBrokenParts } from './brokenParts.ts';
import { overlaps } from './places.ts';
import type { AnyRule, LocatedError, RuleContext } from './rule.ts';
import { RuleFault } from './ruleFault.ts';
import type { Span } from '../syntax/model.ts';
import type { RuleId } from './table.ts';
import { tellProblem, type AnyProblem, type ToldProblem } from './tellProblem.ts';

export interface RuleFindings {
  readonly findings: readonly Finding[];
  /** Those that no comment hides: see `RuleMessage.final`. */
  readonly final: ReadonlySet<Finding>;
  /** Errors of OPA that the rules tell better, or were told not to tell. */
  readonly told: ReadonlySet<LocatedError>;
  /** Rules that failed: they tell nothing, the others do. */
  readonly faults: readonly RuleFault[];
}

/**
 * What the rules say, one finding for a mistake. Where OPA can't read the text, nothing is said about the expressions
 * and heads that are broken: what is meant there is anybody's guess.
 */
export function runRules(context: RuleContext, rules: readonly AnyRule[] = RULES): RuleFindings {
  const broken = findBrokenParts(context);
  const answers = rules.map((rule) => ask(rule, context, broken));
  const said = answers.flatMap((answer) => (answer instanceof RuleFault ? [] : answer));
  const better = said.filter(({ problem, told }) => problem.over && told);
  const shown = said.filter((one) => !better.some((other) => tells(other, one)));
  return {
    findings: shown.map(({ told }) => told?.finding).filter((finding) => finding !== undefined),
    final: new Set(shown.flatMap(({ told }) => (told?.isFinal ? [told.finding] : []))),
    told: new Set(said.flatMap(({ problem }) => problem.instead ?? [])),
    faults: answers.filter((answer) => answer instanceof RuleFault),
  };
}

interface Said {
  readonly id: RuleId;
  readonly problem: AnyProblem;
  /** Undefined: the settings turn it off. */
  readonly told: ToldProblem | undefined;
}

function ask(rule: AnyRule, context: RuleContext, broken: readonly Span[]): readonly Said[] | RuleFault {
  const { id } = rule;
  try {
    return [...problemsOf(rule, context)]
      .filter(({ instead = [], at }) => instead.length > 0 || !broken.some((part) => overlaps(part, at)))
      .map((problem) => ({ id, problem, told: tellProblem(id, problem, context) }));
  } catch (error) {
    return new RuleFault(id, error);
  }
}

function problemsOf(rule: AnyRule, context: RuleContext): Iterable<AnyProblem> {
  return rule.check(context);
}

function tells({ problem: { over } }: Said, { id, problem: { at } }: Said): boolean {
  if (!over?.rules.includes(id)) return false;
  return over.within.some(({ from, to }) => from <= at.from && at.from < to);
}
