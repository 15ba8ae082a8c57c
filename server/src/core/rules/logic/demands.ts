/** What has to be true of one thing for a clause to fire. */
import type { Clause, Expression, Span } from '../../syntax/model.ts';
import type { Test } from '../../syntax/values/conditions.ts';
import type { Value } from '../../syntax/values/value.ts';
import type { Constant } from '../../syntax/values/value.ts';

export interface Demand {
  /** Two demands with one key are about the same thing. */
  readonly key: string;
  /** The clause whose locals the thing hangs on: in another evaluation of that clause it is another one. */
  readonly local: Clause | undefined;
  /** The thing, as written. */
  readonly subject: Span;
  /**
   * `holds`: it is there and not `false`. `value`: what a local was given. `has`: a list has one of the options as a
   * member; `hasAny`: it has members (asked of their number, as `count` is).
   */
  readonly test: Test | 'holds' | 'value' | 'has' | 'hasAny';
  readonly isNegated: boolean;
  /** One of them has to pass the test (none, where it is negated). */
  readonly options: readonly Constant[];
  /** Where it is asked. */
  readonly at: Expression;
  /** The clause's own expression that leads there; the same as `at` where it asks itself. */
  readonly via: Expression;
  /** Of the subject, to tell what it stands for. */
  readonly value: Value | undefined;
}

/** Whether it leaves nothing but its options. */
export function isChoice({ test, isNegated }: Demand): boolean {
  return isNegated ? test === '!=' : test === '==' || test === 'in' || test === 'value';
}

/** Whether it compares the thing itself with constants, so that another clause can ask for another one. */
export function isTest({ test }: Demand): boolean {
  return test !== 'holds' && test !== 'value' && test !== 'has' && test !== 'hasAny';
}
