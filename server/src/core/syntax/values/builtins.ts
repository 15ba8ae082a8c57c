/** Built-ins whose result is made of what their arguments hold. */
import { byName } from '../../byName.ts';
import type { Call, Term } from '../model.ts';
import { changed } from './setOperations.ts';
import type { Step, Value } from './value.ts';
import { UNKNOWN } from './value.ts';

/** What the built-ins need to look into their arguments. */
export interface Looking {
  valuesOf(term: Term): readonly Value[];
  membersOf(value: Value): readonly Value[];
  at(value: Value, step: Step): readonly Value[];
}

type Read = (look: Looking, args: readonly Term[]) => readonly Value[];

/** The same members, perhaps in another order or fewer. */
const same: Read = (look, [collection]) => (collection ? changed(look.valuesOf(collection)) : []);

/** The members of either argument. */
const both: Read = (look, args) => changed(args.slice(0, 2).flatMap((arg) => look.valuesOf(arg)));

/** The members of the members. */
const flattened: Read = (look, [collections]) =>
  collections ? changed(look.valuesOf(collections).flatMap((value) => look.membersOf(value))) : [];

const READS: Readonly<Record<string, Read>> = byName({
  'array.concat': both,
  'array.reverse': same,
  'array.slice': same,
  cast_array: same,
  cast_set: same,
  intersection: flattened,
  'object.get': readPath,
  'object.union': both,
  'object.union_n': flattened,
  sort: same,
  union: flattened,
});

const CHANGES: Readonly<Record<string, (text: string) => string>> = byName({
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  trim_space: (text) => text.trim(),
});

/** Built-ins that change how a string is written and not what it stands for. */
export const REWRITES: ReadonlySet<string> = new Set([
  'lower',
  'upper',
  'trim',
  'trim_left',
  'trim_right',
  'trim_space',
]);

/** What a call of a built-in can give. */
export function readResult(call: Call, look: Looking): readonly Value[] {
  const read = READS[call.name];
  if (read) return read(look, call.args);
  const result: Value = { kind: 'result', call, path: [] };
  const change = CHANGES[call.name];
  const [arg] = call.args;
  if (!change || !arg) return [result];
  return look.valuesOf(arg).map((value) => {
    if (value.kind !== 'constant' || typeof value.value !== 'string') return result;
    return { ...value, value: change(value.value) };
  });
}

/** `object.get(object, key or path, default)`. */
function readPath(look: Looking, [object, key, otherwise]: readonly Term[]): readonly Value[] {
  if (!object || !key) return [];
  const keys = key.kind === 'array' ? key.items : [key];
  let values = look.valuesOf(object);
  for (const item of keys) {
    const constants = look.valuesOf(item);
    const [only] = constants;
    const isSingle = constants.length === 1 && only?.kind === 'constant';
    const step =
      isSingle && (typeof only.value === 'string' || typeof only.value === 'number') ? only.value : undefined;
    values = values.flatMap((value) => look.at(value, step));
  }
  return [...values, ...(otherwise ? look.valuesOf(otherwise) : [UNKNOWN])];
}
