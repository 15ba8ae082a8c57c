import { nearestName } from '../../policy/nearestName.ts';
import { clauseOf, expressionOf } from '../../syntax/ancestors.ts';
import type { Local } from '../../syntax/model.ts';
import type { Value } from '../../syntax/values/value.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { describeInputField } from './inputField.ts';
import { code, paragraphs } from './markdown.ts';
import { writeValues } from './values.ts';

const KINDS: Readonly<Record<Local['kind'], string>> = {
  argument: 'argument of a function',
  declared: 'local, declared by `some`',
  bound: 'local, each member in turn',
  assigned: 'local',
  free: 'local, whatever makes the body hold',
  wildcard: 'whatever there is; each `_` stands for itself',
};

/** A local or argument: what it can be; where that is one field of the input, what the field is. Markdown. */
export function describeLocal(local: Local, policy: OpenPolicy): string {
  if (isNeverBound(local)) return tellUndefined(local, policy);
  const values = policy.model.values.valuesOf(local.declaration);
  const texts = writeValues(values, policy);
  return paragraphs(
    `${code(local.name)} · ${KINDS[local.kind]}`,
    texts && `Can be: ${texts}`,
    describeField(values, policy),
  );
}

function describeField([only, ...others]: readonly Value[], { account }: OpenPolicy): string | undefined {
  return only?.kind === 'input' && others.length === 0 ? describeInputField(only.path, account) : undefined;
}

/** Asked only where nothing can give it a value: under `not`, or as the whole condition. */
function isNeverBound({ kind, references }: Local): boolean {
  if (kind !== 'free' || references.length === 0) return false;
  return references.every((reference) => {
    const expression = expressionOf(reference);
    return expression?.kind === 'term' && (expression.negated || expression.term === reference);
  });
}

function tellUndefined({ name, references }: Local, { model }: OpenPolicy): string {
  const scope = references[0] && clauseOf(references[0])?.scope.locals.keys();
  const others = [...model.rules.keys(), ...(scope ?? [])].filter((other) => other !== name);
  const nearest = nearestName(name, others);
  const hint = nearest === undefined ? '' : ` Nearest: ${code(nearest)}.`;
  return `${code(name)} · nothing defines it: no rule has this name, and nothing here gives it a value.${hint}`;
}
