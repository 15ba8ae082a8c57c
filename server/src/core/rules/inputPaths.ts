/** Input references that rules can be sure about. */
import type { InputReference, PolicyModel, Reference } from '../syntax/model.ts';

/**
 * The input references that can be one path only, those to a local or rule that holds a part of the input as a whole
 * included (`teams` of `teams := input.session.teams`).
 */
export function loneReferences(model: PolicyModel): readonly InputReference[] {
  const known = new Map(model.inputReferences().map((found) => [found.reference, found]));
  return model.references.flatMap((reference) => known.get(reference) ?? heldWhole(reference, model));
}

function heldWhole(reference: Reference, model: PolicyModel): InputReference[] {
  const { target } = reference;
  const holds = target.kind === 'rule' || (target.kind === 'local' && target.local.declaration !== reference);
  if (!holds || target.path.length > 0) return [];
  const [only, ...others] = model.values.valuesOf(reference);
  return only?.kind === 'input' && others.length === 0 ? [{ reference, path: only.path, segments: [] }] : [];
}
