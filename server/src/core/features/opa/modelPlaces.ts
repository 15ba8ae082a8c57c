/** What the model has where OPA sees an error. */
import type { Call, Clause, PolicyModel, Reference, Span } from '../../syntax/model.ts';

/** The innermost clause around an offset. */
export function clauseAt(model: PolicyModel, offset: number): Clause | undefined {
  return model.clauses
    .filter(({ whole }) => whole.from <= offset && offset <= whole.to)
    .sort((a, b) => a.whole.to - a.whole.from - (b.whole.to - b.whole.from))[0];
}

/** The first reference of a name inside of a span. */
export function referenceIn(model: PolicyModel, span: Span, name: string): Reference | undefined {
  return model.references.find(({ nameSpan, name: own }) => own === name && contains(span, nameSpan));
}

/** The first call of a function inside of a span. */
export function callIn(model: PolicyModel, span: Span, name: string): Call | undefined {
  return model.calls.find((call) => call.name === name && contains(span, call.callee));
}

function contains(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** Insert an import below the package. Undefined where there is no package. */
export function importBelowPackage({ package: own }: PolicyModel, path: string) {
  return own && { span: { from: own.to, to: own.to }, newText: `\n\nimport ${path}` };
}

/** Where the code in front of an offset ends, without blanks and comments behind it. */
export function codeEndBefore({ text, comments }: PolicyModel, offset: number): number {
  let end = text.slice(0, offset).trimEnd().length;
  for (const comment of [...comments].reverse()) {
    if (comment.from < end && end <= comment.to) end = text.slice(0, comment.from).trimEnd().length;
  }
  return end;
}
