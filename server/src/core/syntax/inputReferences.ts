/** Where the policy reads the input. */
import type { InputReference, Reference } from './model.ts';

/** In the order of the text. What `with` replaces is not read. */
export function listInputReferences(references: readonly Reference[]): InputReference[] {
  return references.flatMap((reference) => {
    const { target } = reference;
    if (target.kind !== 'input' || isReplaced(reference)) return [];
    return [{ reference, path: target.path.map(({ constant }) => constant), segments: target.path }];
  });
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
