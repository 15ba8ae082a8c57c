/** Fields that a login may have, that nobody gave, and that the policy reads. */
import type { Notice } from '../../protocol/simulation.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { LoginInput } from './loginInput.ts';

/** Of a session that was put together, not given whole: what of it is undefined to the policy, and need not be. */
export function describeLeftOut({ session }: LoginInput, model: PolicyModel): Notice[] {
  const possible = ['idp_subject', ...(session.machine ? ['account_name', 'stack_id'] : [])] as const;
  const read = new Set(model.inputPaths().map(([part, field]) => (part === 'session' ? field : undefined)));
  const missing = possible.filter((name) => !(name in session) && read.has(name));
  return missing.map((name) => ({
    code: 'undocumented',
    severity: 'information',
    message: `The policy reads \`session.${name}\`, which nobody gave: the session is simulated without it`,
  }));
}
