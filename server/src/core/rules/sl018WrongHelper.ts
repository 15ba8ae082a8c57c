import { errorsAt } from './places.ts';
import type { Rule } from './rule.ts';

/** `exec` belongs to another type of policy. */
export const rule: Rule<'SL018'> = {
  id: 'SL018',
  *check({ model, errors }) {
    for (const call of model.callsOf('exec')) {
      yield { at: call.callee, message: 'exec', instead: errorsAt(errors, call, 'undefined function exec') };
    }
  },
};
