/** Words that tell Rego v0 and v1 apart. */
import type { RegoVersion } from '../../protocol/engine.ts';
import type { Clause, PolicyModel, Span } from '../syntax/model.ts';

export type FutureKeyword = 'if' | 'contains' | 'in' | 'every';

/** Whether the word is a keyword in the policy: always in v1, by an import in v0. */
export function hasKeyword(model: PolicyModel, word: FutureKeyword, engine: RegoVersion): boolean {
  return engine === 'v1' || model.imports.some(({ path }) => importsKeyword(path, word));
}

function importsKeyword([root, second, third]: readonly string[], word: FutureKeyword): boolean {
  if (root === 'rego') return second === 'v1';
  if (root !== 'future' || second !== 'keywords') return false;
  return third === undefined || third === word || (third === 'every' && word === 'in');
}

/** A place that only one of the versions reads as it is meant. */
export interface VersionMark {
  /** The word that is there, or is missing there. */
  readonly word: FutureKeyword;
  readonly at: Span;
  /** The clause whose head it is about; undefined within a body. */
  readonly clause: Clause | undefined;
}

/** Where the text is v1: a keyword that is not imported. In the order of the text. */
export function findV1Marks(model: PolicyModel): readonly VersionMark[] {
  const heads = model.clauses.flatMap((clause): VersionMark[] => [
    ...(clause.head.containsSpan ? [{ word: 'contains' as const, at: clause.head.containsSpan, clause }] : []),
    ...(clause.head.ifSpan ? [{ word: 'if' as const, at: clause.head.ifSpan, clause }] : []),
  ]);
  return [...heads, ...findInBodies(model)]
    .filter(({ word }) => !hasKeyword(model, word, 'v0'))
    .sort((a, b) => a.at.from - b.at.from);
}

/** Whether `if` stands where a name would: a slip of v1, as v0 has hardly anything of that name. */
export function hasIfAsName({ parsed, text }: PolicyModel): boolean {
  let found = false;
  parsed.tree.iterate({
    enter: ({ name, from, to }) => {
      found ||= name === 'Variable' && text.slice(from, to) === 'if';
    },
  });
  return found;
}

/** Where the text is v0: a body without `if`, a set without `contains`. In the order of the text. */
export function findV0Marks(model: PolicyModel): readonly VersionMark[] {
  return model.clauses.flatMap((clause): VersionMark[] => {
    const { head, body, defines } = clause;
    if (defines === 'set' && !head.containsSpan) return [{ word: 'contains', at: head.nameSpan, clause }];
    if (body && !head.ifSpan) return [{ word: 'if', at: head.nameSpan, clause }];
    return [];
  });
}

/** `in` and `every`, as far as OPA's own grammar has them nowhere else. */
function findInBodies({ parsed, text }: PolicyModel): VersionMark[] {
  const marks: VersionMark[] = [];
  parsed.tree.iterate({
    enter: ({ name, from, to }) => {
      if (name === 'Every') marks.push({ word: 'every', at: { from, to: from + 'every'.length }, clause: undefined });
      if (name !== 'SomeIn' && name !== 'Membership') return;
      const at = from + text.slice(from, to).search(/\bin\b/);
      if (at >= from) marks.push({ word: 'in', at: { from: at, to: at + 'in'.length }, clause: undefined });
    },
  });
  return marks;
}
