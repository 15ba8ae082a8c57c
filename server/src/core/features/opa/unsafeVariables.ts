/** OPA's "var x is unsafe": a name without a value. */
import { INPUT } from '../../policy/loginContract.ts';
import { nearestName } from '../../policy/nearestName.ts';
import { expressionOf } from '../../syntax/ancestors.ts';
import type { PolicyModel, Reference } from '../../syntax/model.ts';
import { fixBy, guess } from './edits.ts';
import { clauseAt, referenceIn } from './modelPlaces.ts';
import type { OpaErrorMatch, Teller, Told } from './teller.ts';

const CONSTANTS = ['true', 'false', 'null'];

/** Shorter names are near to everything. */
const SHORTEST = 3;

export const unsafeVariables: readonly Teller[] = [
  { pattern: /^var (\S+) is unsafe(?: in rule \S+)?$/, tell: tellUnsafe },
  {
    pattern: /^expression is unsafe/,
    tell: () => ({ message: 'Something in this expression has no value.' }),
  },
];

function tellUnsafe({ groups: [name = ''], at, context: { model } }: OpaErrorMatch): Told | undefined {
  if (name.startsWith('__local')) return { message: 'Nothing says what this value is.' };
  const reference = referenceIn(model, at, name);
  if (!reference) return undefined;
  return { at: reference.nameSpan, ...explain(reference, model) };
}

function explain(reference: Reference, model: PolicyModel): Told {
  const { name, nameSpan } = reference;
  const expression = expressionOf(reference);
  if (Object.hasOwn(INPUT.properties ?? {}, name)) {
    const fixes = [{ title: `Write \`input.${name}\``, edits: [{ span: nameSpan, newText: `input.${name}` }] }];
    return { message: `\`${name}\` has no value here: is \`input.${name}\` meant?`, fixes };
  }
  const isNegated = expression?.kind === 'term' && expression.negated;
  const meant = isNegated ? undefined : (tellTaken(reference) ?? tellHyphen(reference, model) ?? tellNull(reference));
  if (meant) return meant;
  const nearest = name.length < SHORTEST ? undefined : nearestName(name, namesAround(reference, model));
  if (nearest !== undefined) {
    const fixes = [guess(nearest, nameSpan)];
    return { message: `\`${name}\` has no value here: is \`${nearest}\` meant?`, fixes };
  }
  if (isNegated) return { message: underNot(name) };
  if (!expression) return { message: `Nothing says what \`${name}\` is, which the head asks for.` };
  const message = `\`${name}\` has no value: no rule has this name, and nothing here says what it is.`;
  if (!isCompared(reference)) return { message };
  const fix = guess(JSON.stringify(name), nameSpan);
  return { message: `${message} A text stands in double quotes.`, fixes: [fix] };
}

/** `x in list`, where each `x` is meant. */
function tellTaken({ name, parent, from }: Reference): Told | undefined {
  if (parent.kind !== 'membership' || parent.value.from !== from || parent.parent.kind !== 'term') return undefined;
  const edits = [{ span: { from, to: from }, newText: 'some ' }];
  const message = `\`${name} in …\` asks whether \`${name}\` is there, which has no value: \`some ${name} in …\` takes each.`;
  return { message, fixes: [{ title: 'Write `some`', edits, unsafe: true }] };
}

/** `input.session.my-field`. */
function tellHyphen({ nameSpan, name }: Reference, { text }: PolicyModel): Told | undefined {
  const before = /(\w+)-$/.exec(text.slice(0, nameSpan.from))?.[1];
  if (before === undefined) return undefined;
  return {
    message: `\`${before}-${name}\` is \`${before}\` minus \`${name}\`: a key stands in brackets, \`["${before}-${name}"]\`.`,
  };
}

/** Other languages' words for it. */
const NO_VALUE = new Set(['None', 'nil', 'undefined', 'NULL', 'Null']);

function tellNull({ name, nameSpan }: Reference): Told | undefined {
  if (!NO_VALUE.has(name)) return undefined;
  return { message: `Rego has no \`${name}\`: is \`null\` meant?`, fixes: [fixBy('null', nameSpan)] };
}

/** Where a text could stand as well. */
function isCompared({ parent, path, target }: Reference): boolean {
  if (path.length > 0 || target.kind !== 'local' || target.local.kind !== 'free') return false;
  return parent.kind === 'operation' || parent.kind === 'set' || parent.kind === 'array' || parent.kind === 'call';
}

function underNot(name: string): string {
  return name === '_'
    ? '`_` has no value under `not`: ask `not x in list`, or `not` of a helper rule.'
    : `\`${name}\` has no value under \`not\`: an expression without \`not\` has to say what it is.`;
}

/** Other names that could stand there. */
function namesAround({ name, nameSpan }: Reference, model: PolicyModel): readonly string[] {
  const clause = clauseAt(model, nameSpan.from);
  const locals = clause ? [...clause.scope.locals.keys()] : [];
  const imported = model.imports.map((own) => own.name);
  return [...CONSTANTS, 'input', ...imported, ...model.rules.keys(), ...locals].filter((other) => other !== name);
}
