/** `in` with no list behind it, or with one that can't be read: OPA stops elsewhere, or takes the next line for it. */
import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../rules/places.ts';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import { codeEndBefore } from './modelPlaces.ts';
import { tellDot } from './missingParts.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

export const missingLists: readonly Teller[] = [
  { pattern: /^unexpected in keyword/, tell: tellBehindIn },
  { pattern: /^unexpected /, tell: tellNothing },
  { pattern: /^unexpected assign token|^var \S+ (?:assigned|declared|is unsafe)/, tell: tellNextLine },
];

const IN = 'in';

/** `some x in` where OPA can't read what follows, and so has no use for `in`. */
function tellBehindIn({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const [, names] = /\bsome[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)?)[ \t]*$/.exec(model.text.slice(0, at.from)) ?? [];
  if (names === undefined) return undefined;
  const place = { from: at.from, to: at.from + IN.length };
  const rest = /^[^\n\r;#]*/.exec(model.text.slice(place.to))?.[0].trimEnd() ?? '';
  if (rest === '' || /^\s*[}\])]/.test(rest)) return { at: place, message: missing(`some ${names} in list`) };
  const dot = danglingDotIn({ from: place.to, to: place.to + rest.length }, model);
  if (dot !== undefined) return tellDot(dot);
  return { at: place, message: "What follows `in` can't be read: it has to be a list, a set or an object." };
}

function missing(example?: string): string {
  return `A list is missing after \`in\`${example === undefined ? '' : `: \`${example}\``}.`;
}

function danglingDotIn({ from, to }: Span, { parsed }: PolicyModel): number | undefined {
  let found: number | undefined;
  parsed.tree.iterate({
    from,
    to,
    enter: (node) => {
      if (node.name === 'Member' && node.to - node.from === 1) found ??= node.from;
    },
  });
  return found;
}

/** OPA stops right behind an `in`. */
function tellNothing({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const end = codeEndBefore(model, at.from);
  const place = { from: end - IN.length, to: end };
  const isKeyword = model.parsed.tree.resolveInner(end, -1).name === 'Keyword' && textOf(model, place) === IN;
  return isKeyword ? { at: place, message: missing() } : undefined;
}

const WITH_LIST = new Set(['SomeIn', 'Membership', 'Every']);

/** The condition on the next line is taken for the list. */
function tellNextLine({ at, context: { model } }: OpaErrorMatch): Told | undefined {
  const place = inBeforeLineEnd(model.parsed.tree.resolveInner(at.from, 1), model) ?? inBeforeName(at, model);
  return place && { at: place, message: `${missing().slice(0, -1)}: Rego takes the next line for it.` };
}

function inBeforeLineEnd(inner: SyntaxNode, model: PolicyModel): Span | undefined {
  for (let node: SyntaxNode | null = inner; node; node = node.parent) {
    if (!WITH_LIST.has(node.name)) continue;
    const word = node.getChildren('Keyword').find((child) => textOf(model, child) === IN);
    const list = word?.nextSibling;
    if (word && list && textOf(model, { from: word.to, to: list.from }).includes('\n')) return word;
  }
  return undefined;
}

/** `name :=` on the next line: OPA stops at the sign. */
function inBeforeName(sign: Span, { text }: PolicyModel): Span | undefined {
  const from = text.slice(0, sign.from).search(/\bin[ \t]*\r?\n\s*\w+\s*$/);
  return from < 0 ? undefined : { from, to: from + IN.length };
}
