/** Where things are, for rules. */
import type { Clause, PolicyModel, Span } from '../syntax/model.ts';
import type { LocatedError } from './rule.ts';

/** What a clause's head covers in the text, without `if`, braces, and blanks before them. */
export function headSpan(clause: Clause, model: PolicyModel): Span {
  const from = clause.head.nameSpan.from;
  const end = clause.head.ifSpan?.from ?? clause.body?.from ?? clause.head.to;
  return { from, to: from + model.text.slice(from, end).trimEnd().length };
}

/** One clause for each head: bodies of v0 that share a head are clauses of their own. Defaults are left out. */
export function headsOf(clauses: readonly Clause[]): readonly Clause[] {
  const seen = new Set<number>();
  return clauses.filter(({ head, isDefault }) => {
    const isNew = !seen.has(head.nameSpan.from);
    seen.add(head.nameSpan.from);
    return isNew && !isDefault;
  });
}

export function textOf(model: PolicyModel, span: Span): string {
  return model.text.slice(span.from, span.to);
}

/** Whether the two share a character; an empty span is in whatever it touches. */
export function overlaps(a: Span, b: Span): boolean {
  return a.from === a.to || b.from === b.to ? a.from <= b.to && b.from <= a.to : a.from < b.to && b.from < a.to;
}

/** OPA's errors about a place, whose message starts so. */
export function errorsAt(errors: readonly LocatedError[], at: Span, start: string): readonly LocatedError[] {
  return errors.filter(({ error, span }) => span && overlaps(span, at) && error.message.startsWith(start));
}
