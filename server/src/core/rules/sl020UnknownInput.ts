import { findDeparture, suggestPath, type Departure, type InputPath, type Suggestion } from '../policy/inputPath.ts';
import type { InputReference, Parent, Reference, Segment } from '../syntax/model.ts';
import { loneReferences } from './inputPaths.ts';
import { errorsAt } from './places.ts';
import type { Problem, ProblemFix, Rule } from './rule.ts';

/** A field that the input of a login does not have. */
export const rule: Rule<'SL020'> = {
  id: 'SL020',
  *check({ model, errors }) {
    for (const inputReference of loneReferences(model)) {
      const departure = findDeparture(inputReference.path);
      const segment = departure && segmentAt(inputReference, departure.index);
      // Where the path leaves the schema before this reference starts, it is told at the place it comes from.
      if (!departure || !segment || isTeamsLookup(inputReference)) continue;
      const instead = errorsAt(errors, inputReference.reference, 'undefined ref');
      yield describe(inputReference, departure, segment, { at: segment.term, instead });
    }
  },
};

function segmentAt({ path, segments }: InputReference, index: number): Segment | undefined {
  return segments[index - (path.length - segments.length)];
}

/** `input.session.teams["DevOps"]`: SL013 says it better. */
function isTeamsLookup({ path }: InputReference): boolean {
  return path[0] === 'session' && path[1] === 'teams' && path.length === 3 && typeof path[2] === 'string';
}

type Told = Pick<Problem<'SL020'>, 'at' | 'instead'>;

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
      hint: suggestion ? ` Is \`${show(suggestion.path)}\` meant?` : '',
    },
    fixes: suggestion ? replaceField(suggestion, reference, segment, segments.length === path.length) : [],
  };
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
    if (node.kind === 'term' && node.parent.kind !== 'comprehension') return node.negated ? 'negated' : 'unknown';
    node = node.parent;
  }
  return 'undefined';
}

/** None where the suggestion stands for more than is in the text. */
function replaceField(
  { path, insteadOf }: Suggestion,
  reference: Reference,
  segment: Segment,
  isWhole: boolean,
): readonly ProblemFix[] {
  // What was never (or always) met comes to depend on the input.
  const fix = { title: `Replace by \`${show(path)}\``, unsafe: true };
  if (insteadOf === 'step') {
    const field = String(path.at(-1));
    return [{ ...fix, edits: [{ span: segment.term, newText: segment.dotted ? field : JSON.stringify(field) }] }];
  }
  if (!isWhole || reference.name !== 'input') return [];
  const span = { from: reference.from, to: insteadOf === 'whole' ? reference.to : segment.to };
  return [{ ...fix, edits: [{ span, newText: show(path) }] }];
}
