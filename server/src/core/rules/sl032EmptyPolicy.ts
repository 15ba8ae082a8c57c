import type { PolicyModel, Span } from '../syntax/model.ts';
import type { Rule } from './rule.ts';

/** Nothing is decided, so everybody is denied. */
export const rule: Rule<'SL032'> = {
  id: 'SL032',
  *check({ model, errors }) {
    const empty = errors.filter(({ error }) => error.message.endsWith('empty module'));
    if (empty.length > 0) yield { at: someText(model), message: 'noText', instead: empty };
    else if (errors.length === 0 && model.clauses.length === 0) yield { at: someText(model), message: 'noRule' };
  },
};

/** Something to underline: the package, else the first comment, else the text's start. */
function someText({ package: own, comments }: PolicyModel): Span {
  return own ?? comments[0] ?? { from: 0, to: 0 };
}
