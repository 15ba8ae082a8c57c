/** OPA holds the input to its schema even where `with` puts another input there. */
import type { LocatedError } from '../../rules/rule.ts';
import { isReplaced } from '../../rules/withs.ts';
import type { PolicyModel, Reference, Span } from '../../syntax/model.ts';

/** OPA's errors, those left out that come from the type of something that is replaced. */
export function withoutReplaced(errors: readonly LocatedError[], model: PolicyModel): readonly LocatedError[] {
  return errors.filter(({ error, span }) => {
    return error.code !== 'rego_type_error' || !span || !readsReplaced(span, model);
  });
}

function readsReplaced(span: Span, model: PolicyModel): boolean {
  return model.references.some((reference) => isInside(reference, span) && isReplacedInput(reference, model));
}

function isInside(reference: Reference, { from, to }: Span): boolean {
  return from <= reference.from && reference.to <= to;
}

/** A rule's value is worked out with what is replaced as well; that of a local is there before. */
function isReplacedInput(reference: Reference, model: PolicyModel): boolean {
  if (reference.target.kind !== 'input' && reference.target.kind !== 'rule') return false;
  const values = model.values.valuesOf(reference);
  return values.some((value) => value.kind === 'input' && isReplaced(reference, value.path, model));
}
