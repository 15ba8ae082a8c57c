/** OPA's "var x is unsafe": a name without a value. */
import { INPUT } from '../../policy/loginContract.ts';
import { nearestName } from '../../policy/nearestName.ts';
import { expressionOf } from '../../syntax/ancestors.ts';
import type { PolicyModel, Reference } from '../../syntax/model.ts';
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
  if (expression?.kind === 'term' && expression.negated) return { message: underNot(name) };
  const nearest = name.length < SHORTEST ? undefined : nearestName(name, namesAround(reference, model));
  if (nearest !== undefined) {
    const fixes = [{ title: `Write \`${nearest}\``, edits: [{ span: nameSpan, newText: nearest }] }];
    return { message: `\`${name}\` has no value here: is \`${nearest}\` meant?`, fixes };
  }
  if (!expression) return { message: `Nothing says what \`${name}\` is, which the head asks for.` };
  return { message: `\`${name}\` has no value: no rule has this name, and nothing here says what it is.` };
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
