/** Whether what was assumed matters: which other values would have changed the decision. */
import type { Outcome } from '../../protocol/engine.ts';
import type { Assumption, Decision } from '../../protocol/simulation.ts';
import type { Assumed } from './belief.ts';
import { describeChanges } from './changes.ts';
import { reduceResult } from './decision.ts';
import type { Variant } from './variants.ts';

/** A variant, and what the policy came to for it. */
export interface TriedVariant extends Variant {
  outcome: Outcome;
}

type Otherwise = NonNullable<Assumption['otherwise']>[number];

/** The assumptions, each with the variants that decide otherwise than `decision`: of those that decide alike, the first. */
export function weighAssumptions(
  assumed: readonly Assumed[],
  decision: Decision,
  tried: readonly TriedVariant[],
): Assumption[] {
  return assumed.map((assumption) => {
    const variants = tried.filter(({ field }) => field === assumption.field);
    const otherwise = keepDistinct(variants.map((variant) => compareVariant(variant, decision)));
    return { ...assumption, ...(otherwise.length > 0 ? { otherwise } : {}) };
  });
}

function compareVariant({ value, input, outcome }: TriedVariant, decision: Decision): Otherwise {
  if (outcome.kind === 'decided') {
    const other = reduceResult(outcome.result, input.session.teams).decision;
    return { value, decision: other, changes: describeChanges(decision, other) };
  }
  const denied = reduceResult({}, input.session.teams).decision;
  const reason = outcome.errors[0]?.message ?? 'without a reason';
  return { value, decision: denied, changes: [`the evaluation fails (${reason}), taken as denied`] };
}

function keepDistinct(variants: readonly Otherwise[]): Otherwise[] {
  const seen = new Set<string>();
  return variants.filter(({ changes }) => {
    const key = changes.join('\n');
    if (changes.length === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
