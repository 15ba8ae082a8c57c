/** Why a clause always fires. */
import type { Clause, Expression, PolicyModel, Reference, Span, Term } from '../../syntax/model.ts';
import { textOf } from '../places.ts';
import { isEmptyObject, type Truths } from './truth.ts';

/** The place that shows it. */
export type Why =
  /** A condition that is a set, list or object as a whole, which holds even where nothing is in it. */
  | { readonly kind: 'collection'; readonly at: Span; readonly text: string; readonly type: string }
  /** A condition that every login meets by having the field. */
  | { readonly kind: 'present'; readonly at: Span; readonly text: string }
  /** `if {}`. */
  | { readonly kind: 'emptyObject'; readonly at: Span }
  | { readonly kind: 'plain'; readonly at: Span };

/** @param clause one that always fires */
export function whyAlways(clause: Clause, model: PolicyModel, truths: Truths): Why {
  return findReason(clause, model, truths, new Set()) ?? { kind: 'plain', at: clause.head.nameSpan };
}

function findReason(clause: Clause, model: PolicyModel, truths: Truths, seen: Set<Clause>): Why | undefined {
  const { body } = clause;
  if (seen.has(clause) || !body || truths.ofBody(body) !== 'always') return undefined;
  seen.add(clause);
  if (isEmptyObject(body, model)) return { kind: 'emptyObject', at: body };
  for (const expression of body.expressions) {
    const why = explain(expression, model, truths, seen);
    if (why) return why;
  }
  return undefined;
}

function explain(expression: Expression, model: PolicyModel, truths: Truths, seen: Set<Clause>): Why | undefined {
  if (expression.kind !== 'term' || expression.negated) return undefined;
  const { term } = expression;
  const type = collectionType(term, model);
  const text = textOf(model, term);
  if (term.kind === 'object' && term.entries.length === 0) return { kind: 'emptyObject', at: term };
  if (type !== undefined) return { kind: 'collection', at: term, text, type };
  if (model.values.valuesOf(term).some(({ kind }) => kind === 'input')) return { kind: 'present', at: term, text };
  const helper = term.kind === 'reference' ? askedBy(term) : undefined;
  const sure = helper?.find((each) => truths.ofClause(each) === 'always');
  return sure && findReason(sure, model, truths, seen);
}

function askedBy({ target }: Reference): readonly Clause[] | undefined {
  return target.kind === 'rule' && target.path.length === 0 ? target.rule.clauses : undefined;
}

const TYPES = { array: 'a list', set: 'a set', object: 'an object' } as const;

/** A noun phrase, for what can be nothing else than a collection. */
function collectionType(term: Term, { values }: PolicyModel): string | undefined {
  const types = values.valuesOf(term).map((value) => {
    if (value.kind === 'clause')
      return value.clause.defines === 'set' && value.depth === value.clause.head.path.length ? 'set' : 'object';
    if (value.kind !== 'collection') return undefined;
    return value.term.kind === 'comprehension' ? value.term.of : value.term.kind;
  });
  const [type] = types;
  return type !== undefined && types.every((each) => each !== undefined) ? TYPES[type] : undefined;
}
