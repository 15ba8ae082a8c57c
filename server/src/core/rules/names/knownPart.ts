/** How far a part of the inventory can be believed. */
import type { Part } from '../../../protocol/account.ts';

/**
 * `all`: what is not there does not exist. `some`: it may be hidden from whoever has asked. Undefined: nothing is known
 * (Spacelift answers without permission with an empty list).
 */
export function knowledgeOf({ state, items }: Part<unknown>): 'all' | 'some' | undefined {
  if (items.length === 0) return undefined;
  return state === 'complete' ? 'all' : 'some';
}
