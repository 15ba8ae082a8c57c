/** A value, and why it is not certain. */
import type { Assumption } from '../../protocol/simulation.ts';

export interface Belief<T> {
  value: T;
  /** Where it comes from, or why it is not certain; missing: it was given, or is known. */
  why?: string;
}

/** An assumption, before anybody tried whether it matters. */
export type Assumed = Pick<Assumption, 'field' | 'value' | 'why'>;

/** What was given; else what is believed. */
export function given<T>(value: T | undefined, otherwise: Belief<T>): Belief<T> {
  return value === undefined ? otherwise : { value };
}

/** The values of a document's fields, collecting those that are only assumed. */
export class Believer {
  /** In the order of asking. */
  readonly assumed: Assumed[] = [];

  /** `field`: the path in the input. `shown`: what to list as the value, where the value itself can't be. */
  take<T>(field: string, { value, why }: Belief<T>, shown: unknown = value): T {
    if (why !== undefined) this.assumed.push({ field, value: shown, why });
    return value;
  }
}
