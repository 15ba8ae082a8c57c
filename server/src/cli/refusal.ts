import type { OpaError } from '../protocol/engine.ts';
import type { Finding } from '../protocol/findings.ts';
import { describeMistakes, describeOpaErrors, type RefusedPolicy } from './writers/human/failure.ts';

/**
 * One line about a policy that could not be decided: what went wrong while it was evaluated, OPA knows best; else a
 * check says more.
 */
export async function describeRefusal(
  about: RefusedPolicy,
  errors: OpaError[],
  check: () => Promise<Finding[]>,
): Promise<string> {
  if (errors[0]?.code.startsWith('eval_')) return describeOpaErrors(about, errors);
  return describeMistakes(about, await check()) ?? describeOpaErrors(about, errors);
}
