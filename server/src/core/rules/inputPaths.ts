/** Input references that rules can be sure about. */
import type { InputReference, Local, PolicyModel, Reference, Segment, Term } from '../syntax/model.ts';
import type { InputPath } from '../policy/inputPath.ts';

/**
 * The input references that can be one path only: those of the model, and those through locals that are assigned a part
 * of the input (`s := input.session`) or go over one (`some space in input.spaces`).
 */
export function loneReferences(model: PolicyModel): readonly InputReference[] {
  const paths = new Map<Reference, InputReference[]>();
  for (const inputReference of model.inputReferences()) {
    const { reference } = inputReference;
    paths.set(reference, [...(paths.get(reference) ?? []), inputReference]);
  }
  return model.references.flatMap((reference) => {
    const found = paths.get(reference) ?? throughLocal(reference);
    return found.length === 1 ? found : [];
  });
}

function throughLocal(reference: Reference): InputReference[] {
  const { target } = reference;
  if (target.kind !== 'local' || target.local.declaration === reference) return [];
  const held = pathHeldBy(target.local, new Set());
  if (!held) return [];
  return [{ reference, path: [...held, ...constantsOf(target.path)], segments: target.path }];
}

/** @param seen locals on the way here, which can't hold anything more */
function pathHeldBy(local: Local, seen: ReadonlySet<Local>): InputPath | undefined {
  if (seen.has(local)) return undefined;
  const { declaration } = local;
  const { parent } = declaration;
  const within = new Set([...seen, local]);
  if (parent.kind === 'operation' && parent.operator === ':=' && parent.left === declaration) {
    return pathOf(parent.right, within);
  }
  if ((parent.kind === 'someIn' || parent.kind === 'every') && parent.value === declaration) {
    const collection = pathOf(parent.collection, within);
    return collection && [...collection, undefined];
  }
  return undefined;
}

function pathOf(term: Term, seen: ReadonlySet<Local>): InputPath | undefined {
  if (term.kind !== 'reference') return undefined;
  const { target } = term;
  if (target.kind === 'input') return constantsOf(target.path);
  const held = target.kind === 'local' ? pathHeldBy(target.local, seen) : undefined;
  return held && target.kind === 'local' ? [...held, ...constantsOf(target.path)] : undefined;
}

function constantsOf(segments: readonly Segment[]): InputPath {
  return segments.map(({ constant }) => constant);
}
