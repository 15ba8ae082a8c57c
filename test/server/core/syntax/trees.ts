/** Trees as text, for tests. */
import type { Tree } from '@lezer/common';

/** Every node with its place: two trees are the same if their outlines are. */
export function outline(tree: Tree): string {
  const lines: string[] = [];
  let depth = 0;
  tree.iterate({
    enter: ({ name, from, to }) => {
      lines.push(`${' '.repeat(depth++)}${name} ${String(from)}-${String(to)}`);
    },
    leave: () => {
      depth--;
    },
  });
  return lines.join('\n');
}

/** Places where recovery had to step in: what was skipped, what is missing, what should not be there. */
export function findBroken(tree: Tree): string[] {
  const broken: string[] = [];
  tree.iterate({
    enter: ({ name, type, from, to }) => {
      if (type.isError || name === 'Missing' || name === 'NestedRule')
        broken.push(`${name} ${String(from)}-${String(to)}`);
    },
  });
  return broken;
}
