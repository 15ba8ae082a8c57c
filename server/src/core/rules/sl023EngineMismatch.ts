import { findV0Marks, findV1Marks, type VersionMark } from '../policy/keywords.ts';
import type { PolicyModel, Span } from '../syntax/model.ts';
import { headSpan, textOf } from './places.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** The policy is written in one version of Rego and evaluated as the other. One finding, at the first word of it. */
export const rule: Rule<'SL023'> = {
  id: 'SL023',
  *check(context) {
    const { model, engine, written } = context;
    if (written !== engine) yield engine === 'v0' ? v1InV0(context) : v0InV1(model);
    else if (engine === 'v0') yield* checkImport(model);
  },
};

function v1InV0({ model, parses }: RuleContext): Problem<'SL023'> {
  const marks = findV1Marks(model);
  const [first] = marks;
  if (!first) return { at: startOf(model), message: 'v1InV0', values: { word: 'import rego.v1' } };
  const { at, word, clause } = first;
  if (!parses || !clause) return { at, message: 'v1InV0', values: { word } };
  return {
    at,
    message: 'grantsAlways',
    values: { head: textOf(model, headSpan(clause, model)) },
    related: marks.slice(1).flatMap(alsoHere),
  };
}

function alsoHere({ at, word }: VersionMark): { at: Span; message: string }[] {
  return word === 'if' ? [{ at, message: 'Here too.' }] : [];
}

function v0InV1(model: PolicyModel): Problem<'SL023'> {
  const [first] = findV0Marks(model);
  return first
    ? { at: first.at, message: 'v0InV1', values: { word: first.word } }
    : { at: startOf(model), message: 'v0InV1', values: { word: 'if' } };
}

function* checkImport({ imports }: PolicyModel): Iterable<Problem<'SL023'>> {
  const found = imports.find(({ path }) => path[0] === 'rego' && path[1] === 'v1');
  if (found) yield { at: found.pathSpan, message: 'regoV1Import' };
}

/** Where no single word tells the version. */
function startOf(model: PolicyModel): Span {
  return model.package ?? { from: 0, to: 0 };
}
