import type { Rule } from './rule.ts';

/** `sanitized` is Spacelift's own, and its hash is not documented: OPA here has another in its place. */
export const rule: Rule<'SL046'> = {
  id: 'SL046',
  *check({ model }) {
    for (const call of model.callsOf('sanitized')) yield { at: call.callee, message: 'sanitized' };
  },
};
