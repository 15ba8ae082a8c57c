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
  const values = policy.model.values.valuesOf(local.declaration);
  const texts = writeValues(values, policy);
  return paragraphs(`${code(local.name)} · ${KINDS[local.kind]}`, texts && `Can be: ${texts}`, describeField(values));
}

function describeField([only, ...others]: readonly Value[]): string | undefined {
  return only?.kind === 'input' && others.length === 0 ? describeInputField(only.path) : undefined;
}
