/** Input references that rules can be sure about. */
import type { InputReference, PolicyModel, Reference } from '../syntax/model.ts';
import { isReplaced } from './withs.ts';

/**
 * The input references that can be one path only, those to a local or rule that holds a part of the input as a whole
 * included (`teams` of `teams := input.session.teams`), and those by a key that is one constant (`input.session[key]`).
 * Left out: what `with` replaces.
 */
export function loneReferences(model: PolicyModel): readonly InputReference[] {
  const known = new Map(model.inputReferences().map((found) => [found.reference, found]));
  return model.references
    .flatMap((reference) => {
      const found = known.get(reference);
      return found ? withKnownKeys(found, model) : heldWhole(reference, model);
    })
    .filter(({ reference, path }) => !isReplaced(reference, path, model));
}

function withKnownKeys(found: InputReference, { values }: PolicyModel): InputReference {
  if (!found.path.includes(undefined)) return found;
  const [only, ...others] = values.valuesOf(found.reference);
  return only?.kind === 'input' && others.length === 0 ? { ...found, path: only.path } : found;
}

function heldWhole(reference: Reference, model: PolicyModel): InputReference[] {
  const { target } = reference;
  const holds = target.kind === 'rule' || (target.kind === 'local' && target.local.declaration !== reference);
  if (!holds || target.path.length > 0) return [];
  const [only, ...others] = model.values.valuesOf(reference);
  return only?.kind === 'input' && others.length === 0 ? [{ reference, path: only.path, segments: [] }] : [];
}
