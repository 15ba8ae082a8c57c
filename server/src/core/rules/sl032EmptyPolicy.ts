import type { PolicyModel, Span } from '../syntax/model.ts';
import type { Rule } from './rule.ts';

/** Nothing is decided, so everybody is denied. */
export const rule: Rule<'SL032'> = {
  id: 'SL032',
  *check({ model, errors }) {
    const empty = errors.filter(({ error }) => error.message.endsWith('empty module'));
    if (empty.length > 0) yield { at: someText(model), message: 'noText', instead: empty };
    else if (errors.length === 0 && isBlank(model)) yield { at: someText(model), message: 'noRule' };
  },
};

/** Nothing but the package, imports and comments. A rule that is nested too deeply has text, but no clause. */
function isBlank({ text, package: own, imports, comments, clauses }: PolicyModel): boolean {
  if (clauses.length > 0) return false;
  const known = [...(own ? [own] : []), ...imports, ...comments];
  const isKnown = (at: number): boolean => known.some(({ from, to }) => from <= at && at < to);
  return [...text.matchAll(/[^\s\uFEFF;]/g)].every(({ index }) => isKnown(index));
}

/** Something to underline: the package, else the first comment, else the text's start. */
function someText({ package: own, comments }: PolicyModel): Span {
  return own ?? comments[0] ?? { from: 0, to: 0 };
}
