import { findDeparture, suggestPath, type Departure, type InputPath, type Suggestion } from '../policy/inputPath.ts';
import { expressionOf } from '../syntax/ancestors.ts';
import { hoistedFrom } from '../syntax/hoisting.ts';
import type { Call, InputReference, Parent, PolicyModel, Reference, Segment, Span, Term } from '../syntax/model.ts';
import { loneReferences } from './inputPaths.ts';
import { errorsAt } from './places.ts';
import type { Problem, ProblemFix, Rule } from './rule.ts';
import { isReplaced } from './withs.ts';

/** A field that the input of a login does not have. */
export const rule: Rule<'SL020'> = {
  id: 'SL020',
  *check({ model, errors }) {
    yield* checkImports(model);
    for (const inputReference of loneReferences(model)) {
      const departure = findDeparture(inputReference.path);
      const segment = departure && segmentAt(inputReference, departure.index);
      // What leaves the schema elsewhere is told there.
      const { reference } = inputReference;
      if (!departure || !segment || isTeamsLookup(inputReference) || isCallee(reference)) continue;
      const instead = errorsAt(errors, reference, 'undefined ref');
      yield describe(inputReference, departure, segment, { at: segment.term, instead, over: overAround(reference) });
    }
    for (const call of model.callsOf('object.get')) yield* checkGet(call, model);
  },
};

/** That what is not there is not there through Slack either. */
function overAround(reference: Reference): NonNullable<Problem<'SL020'>['over']> {
  const expression = expressionOf(reference);
  return { rules: ['SL021'], within: expression ? [expression] : [] };
}

/** `object.get(input.session, "email", "")`, with a path as well. */
function* checkGet({ args: [object, key], ...call }: Call, model: PolicyModel): Iterable<Problem<'SL020'>> {
  const [only, ...others] = object ? model.values.valuesOf(object) : [];
  if (!key || only?.kind !== 'input' || others.length > 0) return;
  const keys = key.kind === 'array' ? key.items : [key];
  const path = [...only.path, ...keys.map((step) => stepOf(step, model))];
  const departure = findDeparture(path);
  const at = departure && keys[departure.index - only.path.length];
  if (departure?.from !== 'field' || !at || isReplaced(call.callee, path, model)) return;
  const suggestion = suggestPath(path, departure);
  yield {
    at,
    message: 'defaulted',
    values: { path: show(path.slice(0, departure.index + 1)), hint: hintAt(suggestion) },
    fixes: suggestion?.insteadOf === 'step' && at.kind === 'string' ? [replaceKey(suggestion, at)] : [],
  };
}

function stepOf(term: Term, { values }: PolicyModel): string | number | undefined {
  const constant = values.constantOf(term);
  return typeof constant === 'string' || typeof constant === 'number' ? constant : undefined;
}

/** What an import leads to is undefined wherever it is used: told once, at the import. */
function* checkImports({ imports }: PolicyModel): Iterable<Problem<'SL020'>> {
  for (const {
    path: [root, ...path],
    segments,
  } of imports) {
    const departure = root === 'input' ? findDeparture(path) : undefined;
    const segment = departure && segments[departure.index];
    if (!departure || !segment) continue;
    const suggestion = suggestPath(path, departure);
    yield {
      at: segment.term,
      message: 'undefined',
      values: { path: show(path.slice(0, departure.index + 1)), hint: hintAt(suggestion) },
      fixes: suggestion?.insteadOf === 'step' ? [replaceStep(suggestion, segment)] : [],
    };
  }
}

/** Undefined where the step is not part of the reference's own text. */
function segmentAt({ path, segments, reference }: InputReference, index: number): Segment | undefined {
  const segment = segments[index - (path.length - segments.length)];
  return segment && segment.from >= reference.from ? segment : undefined;
}

/** `input.session.teams["DevOps"]`: SL013 says it better. */
function isTeamsLookup({ path }: InputReference): boolean {
  return path[0] === 'session' && path[1] === 'teams' && path.length === 3 && typeof path[2] === 'string';
}

/** `input.session.login.startswith("a")`: OPA knows no such function. */
function isCallee({ parent, from }: Reference): boolean {
  return parent.kind === 'call' && parent.callee.from === from;
}

type Told = Pick<Problem<'SL020'>, 'at' | 'instead' | 'over'>;

function describe(
  { path, reference, segments }: InputReference,
  departure: Departure,
  segment: Segment,
  told: Told,
): Problem<'SL020'> {
  const { index, from, node } = departure;
  const parent = show(path.slice(0, index));
  if (from === 'list') return { ...told, message: 'list', values: { parent, step: String(path[index]) } };
  if (from === 'value') {
    return { ...told, message: 'value', values: { parent, type: TYPES[node.type ?? ''] ?? 'a value' } };
  }
  const suggestion = suggestPath(path, departure);
  return {
    ...told,
    message: situationOf(reference),
    values: {
      path: show(path.slice(0, index + 1)),
      hint: hintAt(suggestion),
    },
    fixes: suggestion ? replaceField(suggestion, reference, segment, segments.length === path.length) : [],
  };
}

function hintAt(suggestion: Suggestion | undefined): string {
  return suggestion ? ` Is \`${show(suggestion.path)}\` meant?` : '';
}

const TYPES: Readonly<Record<string, string>> = { string: 'a string', integer: 'a number', boolean: 'true or false' };

/** `input.spaces[_].id` of `spaces`, undefined, `id`. */
function show(path: InputPath): string {
  return ['input', ...path.map((step) => (typeof step === 'string' ? `.${step}` : `[${step ?? '_'}]`))].join('');
}

/** What being undefined comes to here: `not` of it holds, a condition fails, a head or comprehension has no value. */
function situationOf(reference: Reference): 'unknown' | 'negated' | 'undefined' {
  let node: Parent | undefined = reference.parent;
  while (node && node.kind !== 'comprehension') {
    if (node.kind === 'someIn' || node.kind === 'every') return 'unknown';
    if (node.kind === 'term' && node.parent.kind !== 'comprehension') {
      return node.negated && !hoistedFrom(node.term).includes(reference) ? 'negated' : 'unknown';
    }
    node = node.parent;
  }
  return 'undefined';
}

/** None where the suggestion stands for more than is in the text, or a key is written elsewhere. */
function replaceField(
  suggestion: Suggestion,
  reference: Reference,
  segment: Segment,
  isWhole: boolean,
): readonly ProblemFix[] {
  if (segment.constant === undefined) return [];
  if (suggestion.insteadOf === 'step') return [replaceStep(suggestion, segment)];
  if (!isWhole || reference.name !== 'input') return [];
  const to = suggestion.insteadOf === 'whole' ? reference.to : segment.to;
  return [replaceBy(suggestion, { from: reference.from, to }, show(suggestion.path))];
}

function replaceStep(suggestion: Suggestion, { term, dotted }: Segment): ProblemFix {
  return dotted ? replaceBy(suggestion, term, String(suggestion.path.at(-1))) : replaceKey(suggestion, term);
}

function replaceKey(suggestion: Suggestion, term: Span): ProblemFix {
  return replaceBy(suggestion, term, JSON.stringify(suggestion.path.at(-1)));
}

/** Unsafe: what was never (or always) met comes to depend on the input. */
function replaceBy({ path }: Suggestion, span: Span, newText: string): ProblemFix {
  return { title: `Replace by \`${show(path)}\``, edits: [{ span, newText }], unsafe: true };
}
