import { DISABLED_BUILTINS } from '../policy/disabledBuiltins.ts';
import { errorsAt } from './places.ts';
import type { Rule } from './rule.ts';

/** A built-in of OPA that Spacelift disables. */
export const rule: Rule<'SL017'> = {
  id: 'SL017',
  *check({ model, errors }) {
    for (const name of DISABLED_BUILTINS) {
      for (const call of model.callsOf(name)) {
        const found = { at: call.callee, instead: errorsAt(errors, call, `undefined function ${name}`) };
        if (name === 'time.now_ns') {
          const edits = [{ span: call, newText: 'input.request.timestamp_ns' }];
          yield { ...found, message: 'clock', fixes: [{ title: 'Take the time of the login', edits }] };
        } else {
          yield { ...found, message: 'disabled', values: { name } };
        }
      }
    }
  },
};
