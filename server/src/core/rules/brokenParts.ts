import type { SyntaxNode } from '@lezer/common';
import type { PolicyModel, Span } from '../syntax/model.ts';
import type { RuleContext } from './rule.ts';

/** The smallest parts of the grammar that are right or wrong on their own. */
const PARTS = new Set(['Package', 'Import', 'Head', 'Expression', 'Some', 'SomeIn', 'Every']);

/**
 * The heads, expressions and imports in which the tree has a gap or something it can't read. None where OPA can read
 * the text and we can; all of it where only OPA can: whatever we take it for is wrong.
 */
export function findBrokenParts({ model, errors }: RuleContext): readonly Span[] {
  if (!errors.some(({ error }) => error.code === 'rego_parse_error')) {
    return model.isWhole ? [] : [{ from: 0, to: model.text.length + 1 }];
  }
  const parts: Span[] = [];
  model.parsed.tree.iterate({
    enter: ({ type, node }) => {
      if (type.isError || type.name === 'Missing') parts.push(partOf(node));
    },
  });
  return [...parts, ...errors.flatMap(({ span }) => (span ? clauseBefore(span, model) : []))];
}

/** `allow if x is y`: the clause ends for us before what OPA can't read, on the same line. */
function clauseBefore({ from }: Span, { clauses, text }: PolicyModel): readonly Span[] {
  return clauses
    .map(({ whole }) => whole)
    .filter(({ to }) => to <= from && to > 0 && /^[ \t]+[^\n]*$/.test(text.slice(to, from)));
}

function partOf(node: SyntaxNode): Span {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (PARTS.has(at.name)) return { from: at.from, to: at.to };
  }
  return { from: node.from, to: node.to };
}
