/** What can come of evaluating a term, and what follows for a condition. */

/** Each is whether it can happen. */
export interface Outcomes {
  /** A value other than `false`: as a condition it is met. */
  readonly holds: boolean;
  readonly isFalse: boolean;
  readonly isUndefined: boolean;
}

/** Of a condition, or of several together. */
export type Truth = 'always' | 'never' | 'sometimes';

export const HOLDS: Outcomes = { holds: true, isFalse: false, isUndefined: false };
export const FALSE: Outcomes = { holds: false, isFalse: true, isUndefined: false };
export const UNDEFINED: Outcomes = { holds: false, isFalse: false, isUndefined: true };
export const BOOLEAN: Outcomes = { holds: true, isFalse: true, isUndefined: false };
export const ANY: Outcomes = { holds: true, isFalse: true, isUndefined: true };
/** Nothing that has been looked at yet. */
export const NONE: Outcomes = { holds: false, isFalse: false, isUndefined: false };

export function either(a: Outcomes, b: Outcomes): Outcomes {
  return {
    holds: a.holds || b.holds,
    isFalse: a.isFalse || b.isFalse,
    isUndefined: a.isUndefined || b.isUndefined,
  };
}

/** `other` where `outcomes` is undefined. */
export function orElse(outcomes: Outcomes, other: Outcomes): Outcomes {
  return outcomes.isUndefined ? either({ ...outcomes, isUndefined: false }, other) : outcomes;
}

/** As a condition. */
export function truthOf({ holds, isFalse, isUndefined }: Outcomes): Truth {
  if (!holds) return 'never';
  return isFalse || isUndefined ? 'sometimes' : 'always';
}

/** Whether there is a value at all. */
export function presenceOf({ holds, isFalse, isUndefined }: Outcomes): Truth {
  if (!isUndefined) return 'always';
  return holds || isFalse ? 'sometimes' : 'never';
}

export function fromTruth(truth: Truth): Outcomes {
  if (truth === 'sometimes') return ANY;
  return truth === 'always' ? HOLDS : UNDEFINED;
}

export function negate(truth: Truth): Truth {
  if (truth === 'sometimes') return truth;
  return truth === 'always' ? 'never' : 'always';
}

/** All of them together. */
export function both(truths: Iterable<Truth>): Truth {
  let together: Truth = 'always';
  for (const truth of truths) {
    if (truth === 'never') return truth;
    if (truth === 'sometimes') together = truth;
  }
  return together;
}
