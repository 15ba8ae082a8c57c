import { headSpan } from '../rules/places.ts';
import type { Clause, PolicyModel, Span } from '../syntax/model.ts';

/** The head; of a further body in v0, its first condition. */
export function placeOf(clause: Clause, model: PolicyModel): Span {
  const [first] = clause.body?.expressions ?? [];
  return clause.from === clause.whole.from || !first ? headSpan(clause, model) : first;
}
