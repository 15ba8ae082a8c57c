/** Where the policy reads the input. */
import type { InputReference, Reference } from './model.ts';
import type { Values } from './values/values.ts';

/** In the order of the text. What `with` replaces is not read. */
export function listInputReferences(references: readonly Reference[], values: Values): InputReference[] {
  return references.flatMap((reference) => {
    const { target } = reference;
    if (target.kind === 'input') return isReplaced(reference) ? [] : [readDirectly(reference)];
    const mayHold = (target.kind === 'local' || target.kind === 'rule') && target.path.length > 0;
    return mayHold ? readThrough(reference, values) : [];
  });
}

function readDirectly(reference: Reference): InputReference {
  const segments = reference.target.path;
  return { reference, path: segments.map(({ constant }) => constant), segments };
}

/** `space.id` of `some space in input.spaces`, where it can be nothing else. */
function readThrough(reference: Reference, values: Values): InputReference[] {
  const [only, ...others] = values.valuesOf(reference);
  if (only?.kind !== 'input' || others.length > 0) return [];
  return [{ reference, path: only.path, segments: reference.target.path }];
}

/**
 * The least paths below `input` that cover all of them, cut before the first step that isn't constant: everything
 * below them may be read. An empty path: everything.
 */
export function coverInputPaths(references: readonly InputReference[]): string[][] {
  const paths = references.map(({ path }) => takeConstant(path)).sort((a, b) => a.length - b.length);
  const cover = new Map<string, string[]>();
  for (const path of paths) {
    const isCovered = path.some((_, depth) => cover.has(keyOf(path.slice(0, depth)))) || cover.has(keyOf(path));
    if (!isCovered) cover.set(keyOf(path), path);
  }
  return [...cover.values()];
}

function takeConstant(path: InputReference['path']): string[] {
  const end = path.findIndex((step) => typeof step !== 'string');
  return path.slice(0, end < 0 ? undefined : end).map(String);
}

function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

function isReplaced(reference: Reference): boolean {
  return reference.parent.kind === 'with' && reference.parent.target === reference;
}
