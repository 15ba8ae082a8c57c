/** Brackets that are never closed. */
import type { SyntaxNode } from '@lezer/common';
import type { PolicyModel } from '../../syntax/model.ts';

const CLOSER: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** Text in which a bracket is only a character. */
const OPAQUE = new Set(['String', 'RawString', 'Template', 'RawTemplate', 'Comment']);

/**
 * The offset of the bracket that is still open at an offset and not closed by what stands there. Undefined where all
 * are closed.
 */
export function findUnclosed(model: PolicyModel, offset: number): number | undefined {
  const open: number[] = [];
  const opaque = opaqueParts(model);
  for (let at = 0; at < offset; at++) {
    const end = opaque.get(at);
    if (end !== undefined && end > at) {
      at = end - 1;
      continue;
    }
    const character = model.text.charAt(at);
    if (character in CLOSER) open.push(at);
    else if (character === CLOSER[model.text.charAt(open.at(-1) ?? -1)]) open.pop();
  }
  return open.at(-1);
}

/** From the start of each string and comment to its end. */
function opaqueParts({ parsed }: PolicyModel): ReadonlyMap<number, number> {
  const parts = new Map<number, number>();
  parsed.tree.iterate({
    enter: ({ name, from, to }: Pick<SyntaxNode, 'name' | 'from' | 'to'>) => {
      if (OPAQUE.has(name)) parts.set(from, to);
    },
  });
  return parts;
}
